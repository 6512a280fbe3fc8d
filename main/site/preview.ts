import type { PreviewPage } from '../../common/contract/preview.ts';
import type { ResolvedLink, ResolvedPicture } from '../../common/markdown/context.ts';
import { localPathOf } from '../../common/markdown/local-path.ts';
import { type ParsedMarkdown, parseMarkdown } from '../../common/markdown/render.ts';
import type { PostId, PostSummary } from '../../common/post.ts';
import { fail, ok } from '../../common/result.ts';
import { previewWidth } from '../media/glance.ts';
import { encodeAddress, previewLinks } from './addresses.ts';
import { parsedNeeds, renderParsed } from './body.ts';
import { factsOf, mediaPathsOfPost, type PostFacts, publicPosts } from './gather.ts';
import { keyOf } from './input.ts';
import type { SiteModel } from './model.ts';
import { postTask } from './pages/post-pages.ts';
import { assemblePlan, type SitePlan, type SiteSources } from './plan-site.ts';
import { feedPage, readHead } from './preview-elsewhere.ts';
import { relatedPosts } from './related.ts';
import { rememberTemplates } from './remember-templates.ts';
import { bodyElement, renderTemplate } from './render-task.ts';
import { renderTools } from './render-tools.ts';
import type { PreviewResource, Site } from './site.ts';
import { textFacts } from './text-facts.ts';

/** Previews of posts and what their frames ask for. */
export type Previews = Pick<Site, 'preview'> & { readonly resource: Site['previewResource'] };

/** A preview's page lies two steps below `preview/`, at `page/<version>/<id>`, so its files are found from there. */
const toFiles = '../../file/';
const toOriginals = '../../original/';
const bodyMark = ' data-offprint-body';
const maxPages = 60;
/** Longer HTML of a text is left to the page, which makes it anyway: a browser would lay it out twice. In UTF-16 units. */
const longestSent = 100_000;
/** Pages whose frame may load pictures from other sites lie here. */
export const farPages = 'far';
const maxFiles = 5_000;

/** Makes previews through the very templates of the build. Pages and file names are remembered only while they are recent. */
export function createPreviews(sources: SiteSources): Previews {
  const pages = new Map<string, string>();
  const files = new Map<string, () => Promise<Resource>>();
  const parse = rememberParse();
  const templates = rememberTemplates();

  return {
    preview: async (id, { withFarPictures = false } = {}) => {
      const read = await sources.library.read(id);
      if (!read.ok) return read;
      const settings = sources.library.settings();
      const theme = await sources.loadTheme(settings.theme);
      if (!theme.ok) return theme;
      const { summary, body } = read.value;
      const parsed = parse(body);
      const shown = asPublished(summary, sources.now());
      const others = publicPosts(await sources.library.list({ forShow: true }), sources.now()).filter(
        (post) => post.id !== id,
      );
      const facts = factsOf(read.value, textFacts(body, parsedNeeds(parsed)));
      const links = previewLinks(settings.url);
      // Nobody waits for all forms of a picture here: one that is not made yet is shown in one form.
      const media = { ...sources.media, published: sources.media.outline };
      const plan = await assemblePlan(
        { ...sources, media },
        {
          settings,
          theme: theme.value,
          summaries: [shown, ...others],
          facts: new Map([[id, facts]]),
          texts: new Map(),
          addresses: { links, file: (path) => toFiles + encodeAddress(path), bodyMark },
          mediaPaths: (models) => shownMedia(models, shown, facts),
        },
      );
      const found = plan.contexts.flatMap((context) =>
        [...context.model.posts, ...context.model.pages].flatMap((post) => (post.id === id ? { context, post } : [])),
      )[0];
      if (found === undefined) return fail({ kind: 'post-missing', id });
      const { context, post } = found;
      const models = plan.contexts.map(({ model }) => model);
      const task = postTask(context, post);
      const source = context.body(post).value;
      const rendered = renderParsed(source, parsed);
      const { html } = rendered;
      const made = renderTemplate(task, {
        ...renderTools(plan.setting, { text: () => body }, templates(plan)),
        body: () => rendered,
      });
      if (!made.ok) return made;
      const frame = visibleFrame(made.value.content, bodyElement(html, bodyMark));
      const address = `${withFarPictures ? farPages : 'page'}/${keyOf(frame)}/${plainName(id)}`;
      const isLong = html.length > longestSent;
      remember(pages, address, isLong ? withoutText(made.value.content, html) : made.value.content, maxPages);
      const card = context.views.card(post).value;
      const item = feedPage(card, settings.title, html, bodyMark);
      const itemAddress = address.replace(keyOf(frame), keyOf(withoutText(item, html)));
      remember(pages, itemAddress, isLong ? withoutText(item, html) : item, maxPages);
      rememberFiles(files, sources, plan, shownMedia(models, shown, facts));
      const page: PreviewPage = {
        address: `preview/${address}`,
        context: {
          postId: id,
          mediaBase: toOriginals,
          pictures: picturesByPath(source.pictures, id),
          files: filesByPath(source.links, id),
          posts: plan.linkable(),
          language: post.language,
        },
        elsewhere: { feedAddress: `preview/${itemAddress}`, ...readHead(made.value.content, card, settings.title) },
      };
      return ok(page);
    },
    resource: async (path) => {
      const page = pages.get(path);
      if (page !== undefined) return { type: 'text/html; charset=utf-8', content: Buffer.from(page) };
      const wanted = decode(path);
      if (wanted.startsWith('file/')) return files.get(wanted.slice('file/'.length))?.();
      if (wanted.startsWith('original/')) return glance(sources, wanted.slice('original/'.length), previewWidth);
      if (wanted.startsWith('small/')) return glance(sources, wanted.slice('small/'.length), 360);
      return undefined;
    },
  };
}

/** Reads a text; the last one is remembered, for the page around it is made again far more often than the text is another. */
function rememberParse(): (text: string) => ParsedMarkdown {
  let last: { readonly text: string; readonly parsed: ParsedMarkdown } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, parsed: parseMarkdown(text) };
    return last.parsed;
  };
}

/** The page without its text and without what only search engines see: the frame is loaded again when this changes. */
function visibleFrame(page: string, body: string): string {
  return withoutText(page, body).replace(/<meta\b[^>]*>|<script type="application\/ld\+json">.*?<\/script>/g, '');
}

function withoutText(page: string, text: string): string {
  return page.replace(text, '');
}

type Resource = PreviewResource | undefined;

/** A draft is shown as it will be once it is published, which is now at the earliest. */
function asPublished(summary: PostSummary, now: number): PostSummary {
  const { problem: _, ...rest } = summary;
  return { ...rest, status: 'published', ...(summary.kind === 'page' ? {} : { dateMs: summary.dateMs ?? now }) };
}

/** Media on the post's page: its own, and the covers of posts it leads to. */
function shownMedia(models: readonly SiteModel[], summary: PostSummary, facts: PostFacts): readonly string[] {
  const model = models.find(({ positions }) => positions.has(summary.id));
  const position = model?.positions.get(summary.id);
  const post = position === undefined ? undefined : model?.posts[position];
  if (model === undefined || post === undefined || position === undefined) return mediaPathsOfPost(summary, facts);
  const near = [model.posts[position - 1], model.posts[position + 1]].filter((other) => other !== undefined);
  const linked = [...near, ...relatedPosts(post, model)];
  return [
    ...mediaPathsOfPost(summary, facts),
    ...linked.flatMap((other) => mediaPathsOfPost(other.summary, undefined)),
  ];
}

function picturesByPath(
  pictures: Readonly<Record<string, ResolvedPicture>>,
  id: PostId,
): Record<string, ResolvedPicture> {
  const byPath: Record<string, ResolvedPicture> = {};
  for (const [src, picture] of Object.entries(pictures)) {
    const path = localPathOf(src, id);
    if (path !== undefined) byPath[path] = picture;
  }
  return byPath;
}

/** Links of a text that lead to attachments: what they answer lies among the preview's files. */
function filesByPath(links: Readonly<Record<string, ResolvedLink>>, id: PostId): Record<string, string> {
  const byPath: Record<string, string> = {};
  for (const [href, { href: address }] of Object.entries(links)) {
    const path = address.startsWith(toFiles) ? localPathOf(href, id) : undefined;
    if (path !== undefined) byPath[path] = address.replace(/#.*$/s, '');
  }
  return byPath;
}

function rememberFiles(
  files: Map<string, () => Promise<Resource>>,
  sources: SiteSources,
  plan: SitePlan,
  media: readonly string[],
): void {
  for (const { path, content } of plan.assets.values()) {
    remember(files, path, async () => ({ type: assetType(path), content }), maxFiles);
  }
  for (const original of media) {
    for (const { path, file } of plan.media.files([original])) {
      const read = async () => ({ type: file.type, file: file.source });
      remember(files, path, file.isOutline === true ? () => glance(sources, original, previewWidth) : read, maxFiles);
    }
  }
}

/** A picture that was pasted a moment ago, before the page around the text is made again. */
async function glance({ media }: SiteSources, path: string, width: number): Promise<Resource> {
  const form = await media.glance(path, width);
  if (form === undefined) return undefined;
  const { type } = form;
  return 'content' in form ? { type, content: form.content } : { type, file: form.source };
}

function remember<Value>(memory: Map<string, Value>, key: string, value: Value, limit: number): void {
  memory.delete(key);
  memory.set(key, value);
  const oldest = memory.keys().next().value;
  if (memory.size > limit && oldest !== undefined) memory.delete(oldest);
}

/**
 * A post's id as one part of an address, in letters that need no encoding: hosts refuse an encoded slash, because it can mean
 * two things, and the page's relative addresses count on the depth.
 */
function plainName(id: string): string {
  return Buffer.from(id, 'utf8').toString('base64url');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function assetType(path: string): string {
  const types: Readonly<Record<string, string>> = {
    '.css': 'text/css; charset=utf-8',
    '.svg': 'image/svg+xml',
    '.png': 'image/png',
    '.jpg': 'image/jpeg',
    '.webp': 'image/webp',
    '.woff2': 'font/woff2',
    '.js': 'text/javascript; charset=utf-8',
    '.ico': 'image/x-icon',
  };
  return types[path.slice(path.lastIndexOf('.')).toLowerCase()] ?? 'application/octet-stream';
}
