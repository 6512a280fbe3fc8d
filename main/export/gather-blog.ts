import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { timeZone } from '../../common/dates.ts';
import { splitFrontMatter } from '../../common/front-matter.ts';
import { readFrontMatter } from '../../common/front-matter-read.ts';
import { createLinkIndex, createLinkResolver, type LinkablePost } from '../../common/markdown/link-resolver.ts';
import { localPathOf } from '../../common/markdown/local-path.ts';
import type { PostSummary } from '../../common/post.ts';
import { parseRedirects, redirectsFileName } from '../../common/redirects.ts';
import type { SiteSettings } from '../../common/site-settings.ts';
import { uniqueSlug } from '../../common/slug.ts';
import type { Library } from '../library/library.ts';
import { slugOfFile } from '../library/post-summary.ts';
import { replaceOutsideCode, rewriteAddresses } from '../media/markdown-addresses.ts';
import { createSitePosts } from '../site/model.ts';
import { readUrls } from '../site/url-memory.ts';
import { type FileBeside, type FilesBeside, filesBeside } from './files-beside.ts';

/** One post or page as it leaves, whatever program it leaves for. */
export interface LeavingPost {
  readonly summary: PostSummary;
  /** As its file states it; empty when it states none. */
  readonly title: string;
  /** Its file's own name without date and ending, made different from every other post's; its comments leave under it, too. */
  readonly name: string;
  /** Address on the site, `/2024/05/a/`. */
  readonly address: string;
  /** Front matter keys that Offprint gives no meaning. */
  readonly otherKeys: Readonly<Record<string, unknown>>;
  /** Markdown; links to posts and files are addresses of the site, `[[titles]]` ordinary links. */
  readonly body: string;
  /** Former addresses that lead to it. */
  readonly aliases: readonly string[];
  /** Text of its comments file; undefined for none. */
  readonly comments: string | undefined;
}

/** A whole blog, ready to be written for another program. */
export interface LeavingBlog {
  readonly folder: string;
  readonly settings: SiteSettings;
  readonly posts: readonly LeavingPost[];
  /** Former addresses that lead to pages other than posts. */
  readonly redirects: readonly { readonly from: string; readonly to: string }[];
  /** Former addresses that only a query tells apart, which folders of files cannot answer. */
  readonly queries: readonly string[];
  /** Pictures and files that posts name and that do not lie in `media/`. */
  readonly besides: readonly FileBeside[];
  /** Pictures and files beside posts that are not there. */
  readonly missing: readonly { readonly post: string; readonly file: string }[];
  /** Posts whose file cannot be read. */
  readonly unreadable: readonly string[];
}

/** Reads everything a library holds. Links between posts become addresses, which every program understands. */
export async function gatherBlog(library: Library): Promise<LeavingBlog> {
  const settings = library.settings();
  const { posts: summaries, unreadable } = await library.list();
  const zone = timeZone(settings.timeZone);
  const sitePosts = createSitePosts();
  const placed = summaries.map((summary) => ({ summary, place: sitePosts.of(summary, settings, zone) }));
  const linkable: LinkablePost[] = placed.map(({ summary: { id, slug, matter }, place }) => ({
    id,
    title: matter.title,
    slug,
    address: place.address,
  }));
  const index = createLinkIndex(linkable);
  const { addresses: former } = await readUrls(library.folder);
  const named = parseRedirects(await readFile(path.join(library.folder, redirectsFileName), 'utf8').catch(() => ''));
  const queries = [...named.keys()].filter((from) => from.includes('?'));
  const toPosts = new Map<string, string[]>();
  const redirects: { from: string; to: string }[] = [];
  for (const [from, to] of named) {
    if (from.includes('?')) continue;
    if (to.startsWith('/')) redirects.push({ from, to });
    else toPosts.set(to, [...(toPosts.get(to) ?? []), from]);
  }
  const posts: LeavingPost[] = [];
  const names = new Set<string>();
  const besides = new Map<string, FileBeside>();
  const missing: { post: string; file: string }[] = [];
  const lost: string[] = unreadable.map(({ id }) => id);
  for (const { summary, place } of placed) {
    const read = await library.read(summary.id);
    if (!read.ok || summary.problem !== undefined) {
      lost.push(summary.id);
      continue;
    }
    const { address } = place;
    const ownName = slugOfFile(summary.id);
    const name = uniqueSlug(ownName, (candidate) => names.has(candidate.toLowerCase()));
    names.add(name.toLowerCase());
    const resolve = createLinkResolver(index, { postId: summary.id, fileAddress: (file) => `/${file}` });
    const aliases = [...summary.matter.aliases, ...(former.get(summary.id) ?? []), ...(toPosts.get(summary.id) ?? [])];
    const beside = await filesBeside(library.folder, summary.id, read.value.body, summary.matter.cover?.src);
    for (const one of beside.found.values()) besides.set(one.from, one);
    for (const file of beside.missing) missing.push({ post: summary.id, file });
    posts.push({
      summary: withPlainCover(summary, beside),
      title: await statedTitle(path.join(library.folder, summary.id), summary.matter.title),
      name,
      address,
      otherKeys: read.value.otherKeys,
      body: withPlainLinks(read.value.body, summary.id, resolve, beside),
      aliases: [...new Set(aliases)].filter((alias) => alias !== address),
      comments: await readFile(path.join(library.folder, 'comments', `${ownName}.yml`), 'utf8').catch(() => undefined),
    });
  }
  return {
    folder: library.folder,
    settings,
    posts,
    redirects,
    queries,
    besides: [...besides.values()],
    missing,
    unreadable: lost,
  };
}

/** The library gives a post without a title its file's name; another program shall not take that for the author's words. */
async function statedTitle(file: string, shown: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const front = readFrontMatter(splitFrontMatter(text));
  return 'matter' in front ? front.matter.title : shown;
}

type Resolve = ReturnType<typeof createLinkResolver>;

/** The address that a file beside a post gets in every export; undefined for what lies in `media/` already. */
function besideAddress({ found }: FilesBeside, address: string, id: string): string | undefined {
  const file = found.get(localPathOf(address, id) ?? '');
  return file === undefined ? undefined : `/media/${file.to.split('/').map(encodeURIComponent).join('/')}`;
}

function withPlainCover(summary: PostSummary, beside: FilesBeside): PostSummary {
  const { cover } = summary.matter;
  const src = cover === undefined ? undefined : besideAddress(beside, cover.src, summary.id);
  if (cover === undefined || src === undefined) return summary;
  return { ...summary, matter: { ...summary.matter, cover: { ...cover, src: decodeURIComponent(src) } } };
}

function withPlainLinks(body: string, id: string, resolve: Resolve, beside: FilesBeside): string {
  const titled = replaceOutsideCode(
    body,
    /(?<!\\|!)\[\[([^[\]|\n]+)(?:\|([^[\]\n]+))?\]\]/g,
    (found, target = '', words = '') => {
      const { href, title, isBroken } = resolve(target, 'title');
      return isBroken === true ? found : `[${(words || title || target).replace(/([[\]\\])/g, '\\$1')}](${href})`;
    },
  );
  return rewriteAddresses(titled, (address) => {
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#|\?)/i.test(address)) return undefined;
    const moved = besideAddress(beside, address, id);
    if (moved !== undefined) return moved;
    const { href, isBroken } = resolve(address, 'address');
    if (isBroken !== true) return href === address ? undefined : href;
    const file = localPathOf(address, id);
    return file?.startsWith('media/') === true && !address.startsWith('/') ? `/${file}` : undefined;
  });
}
