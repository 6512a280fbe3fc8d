import type { PostList } from '../../common/contract/posts.ts';
import type { ThemeBroken } from '../../common/contract/preview.ts';
import { createLinkIndex, type LinkablePost } from '../../common/markdown/link-resolver.ts';
import type { PostSummary } from '../../common/post.ts';
import { ok, type Result } from '../../common/result.ts';
import type { SiteSettings } from '../../common/site-settings.ts';
import type { Library } from '../library/library.ts';
import { slugOfFile } from '../library/post-summary.ts';
import type { Media } from '../media/media.ts';
import { type Links, siteLinks } from './addresses.ts';
import { answerBody } from './answer-links.ts';
import { type BodySource, bodyInput } from './body.ts';
import { type KnownComments, readComments } from './comments/read-comments.ts';
import { type Gathering, type KnownFacts, mediaPathsOf, type PostFacts, publicPosts, type Texts } from './gather.ts';
import { type Input, keyOf } from './input.ts';
import { type GatherMediaOptions, gatherMedia, type MediaIndex } from './media-index.ts';
import { type SiteModel, type SitePost, type SitePosts, siteModels } from './model.ts';
import { once } from './once.ts';
import type { PlanContext } from './pages/plan-context.ts';
import { allPosts, type ExtraMemory, linkablePosts, planContexts } from './plan-contexts.ts';
import { readRedirects } from './read-redirects.ts';
import type { RenderSetting } from './render-tools.ts';
import type { Build, BuildOptions } from './site.ts';
import { gatherSocialCards, noSocialCards, type SocialCards } from './social-cards.ts';
import { type CommentKeys, type Surroundings, surroundingsOf } from './surroundings.ts';
import { forgetTasks, type TaskMemory } from './task-memory.ts';
import type { TermMemory } from './term-memory.ts';
import type { LoadTheme, Theme } from './theme/load-theme.ts';
import type { PublishedAsset } from './theme/theme-assets.ts';
import { findTranslations } from './translations.ts';
import { goneAddresses, readUrls, withPresent } from './url-memory.ts';
import type { CardMemory } from './view-maker.ts';

/** What a site is made from, and what is remembered between builds of one running program. */
export interface SiteSources {
  readonly library: Library;
  readonly media: Media;
  readonly loadTheme: LoadTheme;
  readonly now: () => number;
  readonly sitePosts: SitePosts;
  readonly knownComments: KnownComments;
  readonly cards: CardMemory;
  readonly bodies: BodyMemory;
  readonly extras: ExtraMemory;
  readonly tasks: TaskMemory;
  readonly commentKeys: CommentKeys;
  /** Another one whenever the program may plan other pages of the same blog. */
  readonly programVersion: string;
}

/** Texts with their answers, by post. */
type BodyMemory = WeakMap<SitePost, Input<BodySource>>;

/** How the pages of a plan address things. */
export interface PlanAddresses {
  readonly links: Links;
  /** What pages write for a file at this path below the site's root. */
  readonly file: (path: string) => string;
  readonly bodyMark: string;
}

/** Everything gathered, ready for the planners of pages and the renderer. */
export interface SitePlan {
  /** One a section of the site, the main language's first. */
  readonly contexts: readonly [PlanContext, ...PlanContext[]];
  readonly setting: RenderSetting;
  /** Stands for everything that all pages made from templates share. */
  readonly themeKey: string;
  readonly assets: ReadonlyMap<string, PublishedAsset>;
  /** Every post and page as links find it. */
  readonly linkable: () => readonly LinkablePost[];
  readonly media: MediaIndex;
  readonly social: SocialCards;
  /** What the pages may show or link to, whether it is there or not. */
  readonly mediaPaths: Iterable<string>;
  readonly facts: ReadonlyMap<string, PostFacts>;
  /** Texts that were read already. */
  readonly texts: Texts;
  readonly warnings: Build['warnings'];
  /** What besides the posts' texts its pages depend on. */
  readonly surroundings: () => Surroundings;
  /** Categories, tags, authors and series as they were last published. */
  readonly publishedTerms: TermMemory;
}

/** Gathers the whole public site. */
export async function planSite(
  sources: SiteSources,
  list: PostList,
  gathering: Gathering,
  { signal, onProgress }: BuildOptions = {},
): Promise<Result<SitePlan, ThemeBroken>> {
  const settings = sources.library.settings();
  const theme = await sources.loadTheme(settings.theme);
  if (!theme.ok) return theme;
  const summaries = publicPosts(list, sources.now());
  const { facts, texts } = await gathering.finish(summaries);
  const found = summaries.filter((post) => facts.has(post.id));
  const there = once(() => new Set([...list.posts, ...list.unreadable].map(({ id }) => id)));
  const links = siteLinks(settings.url);
  const addresses = { links, file: links.href, bodyMark: '' };
  const mediaPaths = () => mediaPathsOf(found, facts);
  const onPicture = (done: number, total: number) => onProgress?.(done, total, 'pictures');
  return ok(
    await assemblePlan(sources, {
      settings,
      theme: theme.value,
      summaries: found,
      facts,
      texts,
      addresses,
      mediaPaths,
      isThere: (id) => there().has(id),
      gathering: { signal, onProgress: onPicture },
    }),
  );
}

/** What a plan is assembled from. */
export interface PlanParts {
  readonly settings: SiteSettings;
  readonly theme: Theme;
  readonly summaries: readonly PostSummary[];
  /** Facts of those posts whose pages will be made. */
  readonly facts: ReadonlyMap<string, PostFacts>;
  readonly texts: Texts;
  readonly addresses: PlanAddresses;
  /** What the pages to be made may show or link to. */
  readonly mediaPaths: (models: readonly SiteModel[]) => Iterable<string>;
  /** Whether a post is in the library, published or not; a preview, which asks nothing of former addresses, leaves it out. */
  readonly isThere?: (id: string) => boolean;
  readonly gathering?: GatherMediaOptions;
}

/** Makes a plan of posts that were read, looking up their media and comments. */
export async function assemblePlan(sources: SiteSources, parts: PlanParts): Promise<SitePlan> {
  const { settings, theme, summaries, facts, addresses } = parts;
  const { links, file, bodyMark } = addresses;
  const models = siteModels(settings, summaries, sources.sitePosts);
  const posts = allPosts(models);
  const mediaPaths = parts.mediaPaths(models);
  const media = await gatherMedia(sources.media, mediaPaths, file, links.absolute, parts.gathering);
  const social =
    bodyMark === ''
      ? await gatherSocialCards(models, {
          media: sources.media,
          index: media,
          facts,
          absolute: links.absolute,
          href: links.href,
        })
      : noSocialCards;
  const urls = await readUrls(sources.library.folder);
  const remembered = once(() => withPresent(urls, posts));
  const redirects = await readRedirects(sources.library.folder);
  const comments = await readComments(sources.library.folder, sources.knownComments);
  const { assets } = theme;
  const { pictureSizes } = theme;
  const assetAddresses = Object.fromEntries([...assets].map(([name, asset]) => [name, file(asset.path)]));
  const { name, templates, templateFiles, texts } = theme;
  const linkable = once(() => linkablePosts(models, links));
  // Where no text links to another, nothing has to be found.
  const index = once(() => createLinkIndex(linkable()));
  const isBuild = bodyMark === '';
  const body = bodyLookup(facts, isBuild ? sources.bodies : new WeakMap(), (post, known) =>
    answerBody(post, known, { media, index, links, pictureSizes }),
  );
  const { isThere = () => true } = parts;
  const gone = once(() => goneAddresses(remembered(), isThere));
  const keyOfTranslation = (post: SitePost) => translationKey(facts.get(post.id)?.extra?.translationKey);
  const translations = findTranslations(posts, keyOfTranslation);
  const mark = keyOf(JSON.stringify([settings, theme.key]));
  const themeKey = keyOf(JSON.stringify([theme.key, assetAddresses, settings.timeZone]));
  const shared = () => [
    mark,
    themeKey,
    sources.library.layout,
    process.versions.icu ?? '',
    sources.programVersion,
    media.key(),
  ];
  const cards: CardMemory = isBuild ? sources.cards : new WeakMap();
  return {
    contexts: planContexts({
      models,
      links,
      media,
      theme,
      cards,
      comments,
      urls: remembered,
      gone,
      redirects,
      facts,
      translations,
      social,
      mark,
      remember: isBuild ? sources.tasks.remember : forgetTasks,
      changes: sources.tasks.changes,
      extras: sources.extras,
      body,
    }),
    setting: {
      theme: { name, templates, templateFiles, texts },
      assetAddresses,
      timeZone: settings.timeZone,
      bodyMark,
    },
    themeKey,
    assets,
    linkable,
    media,
    mediaPaths,
    social,
    facts,
    texts: parts.texts,
    warnings: [
      ...commentWarnings(comments, posts),
      ...translations.warnings,
      ...(urls.isBroken ? [urlsAreBroken] : []),
    ],
    publishedTerms: urls,
    surroundings: () =>
      surroundingsOf({ shared: shared(), urls, isThere, redirects, posts, comments, social }, sources.commentKeys),
  };
}

/** Answers for each post the same input as the build before, as long as text and answers are the same. */
function bodyLookup(
  facts: KnownFacts,
  memory: BodyMemory,
  answer: (post: SitePost, known: PostFacts) => BodySource,
): (post: SitePost) => Input<BodySource> {
  const made = new Map<SitePost, Input<BodySource>>();
  return (post) => {
    const before = made.get(post);
    if (before !== undefined) return before;
    const known = facts.get(post.id);
    if (known === undefined) throw new Error(`${post.id} was not read`);
    const remembered = memory.get(post);
    const { links, pictures } = known.needs;
    const asksNothing = links.length === 0 && pictures.length === 0;
    const isSame = asksNothing && remembered?.value.textKey === known.textKey;
    const fresh = remembered !== undefined && isSame ? remembered : bodyInput(answer(post, known));
    const body = remembered?.key === fresh.key ? remembered : fresh;
    made.set(post, body);
    memory.set(post, body);
    return body;
  };
}

/** What stands under `translationKey`; numbers are names too. */
function translationKey(written: unknown): string | undefined {
  return typeof written === 'string' || typeof written === 'number' ? String(written) : undefined;
}

const urlsAreBroken: Build['warnings'][number] = { notice: { kind: 'addresses-broken' } };

function commentWarnings(comments: PlanContext['comments'], posts: readonly SitePost[]): Build['warnings'] {
  // Most blogs have none, and many posts.
  if (comments.size === 0) return [];
  const ids = new Map(posts.map((post) => [slugOfFile(post.id), post.id]));
  return [...comments].flatMap(([slug, { problem, waiting }]): Build['warnings'][number][] => {
    const postId = ids.get(slug);
    const about = postId === undefined ? {} : { postId };
    const file = `comments/${slug}.yml`;
    if (problem !== undefined) return [{ ...about, notice: { kind: 'comments-broken', file, ...problem } }];
    return waiting === 0 ? [] : [{ ...about, notice: { kind: 'comments-waiting', file, waiting } }];
  });
}
