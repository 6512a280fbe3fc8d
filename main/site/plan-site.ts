import type { PostList } from '../../common/contract/posts.ts';
import type { ThemeBroken } from '../../common/contract/preview.ts';
import { createLinkIndex, type LinkablePost } from '../../common/markdown/link-resolver.ts';
import type { PostSummary } from '../../common/post.ts';
import { ok, type Result } from '../../common/result.ts';
import type { SiteSettings } from '../../common/site-settings.ts';
import type { Library } from '../library/library.ts';
import type { Media } from '../media/media.ts';
import { type Links, siteLinks } from './addresses.ts';
import { answerBody } from './answer-links.ts';
import { type BodySource, bodyInput } from './body.ts';
import { type KnownComments, readComments } from './comments/read-comments.ts';
import { type KnownNeeds, mediaPathsOf, type PostText, publicPosts, readTexts } from './gather.ts';
import { type Input, input } from './input.ts';
import { gatherMedia, type MediaIndex } from './media-index.ts';
import { type SiteModel, type SitePost, type SitePosts, siteModel } from './model.ts';
import type { PlanContext } from './pages/plan-context.ts';
import type { RenderTools } from './render-task.ts';
import type { Build } from './site.ts';
import { siteView } from './site-view.ts';
import { loadTheme, type Theme, type ThemePlaces } from './theme/load-theme.ts';
import { compileTemplates, type Templates } from './theme/templates.ts';
import { type PublishedAsset, publishAssets } from './theme/theme-assets.ts';
import { sayTexts } from './theme/theme-texts.ts';
import { viewMaker } from './view-maker.ts';

/** What a site is made from, and what is remembered between builds of one running program. */
export interface SiteSources {
  readonly library: Library;
  readonly media: Media;
  readonly themes: ThemePlaces;
  readonly now: () => number;
  readonly sitePosts: SitePosts;
  readonly knownComments: KnownComments;
}

/** How the pages of a plan address things. */
export interface PlanAddresses {
  readonly links: Links;
  /** What pages write for a file at this path below the site's root. */
  readonly file: (path: string) => string;
  readonly bodyMark: string;
}

/** Everything gathered, ready for the planners of pages and the renderer. */
export interface SitePlan {
  readonly context: PlanContext;
  readonly tools: RenderTools;
  readonly theme: Theme;
  readonly themeKey: string;
  readonly assets: ReadonlyMap<string, PublishedAsset>;
  readonly media: MediaIndex;
  readonly summaries: readonly PostSummary[];
  readonly texts: ReadonlyMap<string, PostText>;
  readonly needs: KnownNeeds;
  readonly warnings: Build['warnings'];
}

/** Gathers the whole public site. */
export async function planSite(
  sources: SiteSources,
  list: PostList,
  known: KnownNeeds,
): Promise<Result<SitePlan, ThemeBroken>> {
  const settings = sources.library.settings();
  const theme = await loadTheme(settings.theme, sources.themes);
  if (!theme.ok) return theme;
  const summaries = publicPosts(list, sources.now());
  const texts = await readTexts(sources.library, summaries, known);
  const read = summaries.filter((post) => texts.has(post.id));
  const links = siteLinks(settings.url);
  const addresses = { links, file: links.href, bodyMark: '' };
  const mediaPaths = () => mediaPathsOf(read, texts);
  return ok(
    await assemblePlan(sources, { settings, theme: theme.value, summaries: read, texts, addresses, mediaPaths }),
  );
}

/** What a plan is assembled from. */
export interface PlanParts {
  readonly settings: SiteSettings;
  readonly theme: Theme;
  readonly summaries: readonly PostSummary[];
  /** Texts of those posts whose pages will be made. */
  readonly texts: ReadonlyMap<string, PostText>;
  readonly addresses: PlanAddresses;
  /** What the pages to be made may show or link to. */
  readonly mediaPaths: (model: SiteModel) => Iterable<string>;
}

/** Makes a plan of posts that were read, looking up their media and comments. */
export async function assemblePlan(sources: SiteSources, parts: PlanParts): Promise<SitePlan> {
  const { settings, theme, summaries, texts, addresses } = parts;
  const { links, file, bodyMark } = addresses;
  const model = siteModel(settings, summaries, sources.sitePosts);
  const media = await gatherMedia(sources.media, parts.mediaPaths(model), file, links.absolute);
  const comments = await readComments(sources.library.folder, sources.knownComments);
  const assets = publishAssets(theme.assets);
  const { pictureSizes } = theme;
  const assetAddress = (name: string) => {
    const asset = assets.get(name);
    return asset === undefined ? undefined : file(asset.path);
  };
  const bodies = new Map<SitePost, Input<BodySource>>();
  const index = createLinkIndex(linkablePosts(model, links));
  const body = (post: SitePost): Input<BodySource> => {
    const text = texts.get(post.id);
    if (text === undefined) throw new Error(`${post.id} was not read`);
    const made = bodies.get(post) ?? bodyInput(answerBody(post, text, { media, index, links, pictureSizes }), text.key);
    bodies.set(post, made);
    return made;
  };
  return {
    context: {
      model,
      links,
      views: viewMaker({ model, links, media, pictureSizes }),
      site: input(siteView(settings, links)),
      say: sayTexts(theme.texts, settings.language),
      comments,
      body,
      extra: (post) => texts.get(post.id)?.extra ?? {},
    },
    tools: { templates: templatesByLanguage(theme, assetAddress), timeZone: settings.timeZone, bodyMark },
    theme,
    themeKey: theme.key,
    assets,
    media,
    summaries,
    texts,
    needs: new Map([...texts.values()].map((text) => [text.key, text.needs])),
    warnings: commentWarnings(comments, model),
  };
}

/** Every post and page as links from other posts find it. */
export function linkablePosts(model: SiteModel, links: Links): readonly LinkablePost[] {
  return [...model.posts, ...model.pages].map((post) => ({
    id: post.id,
    title: post.title,
    slug: post.summary.slug,
    address: links.href(post.address),
  }));
}

function templatesByLanguage(theme: Theme, assetAddress: (name: string) => string | undefined) {
  const compiled = new Map<string, Templates>();
  return (language: string): Templates => {
    const made =
      compiled.get(language) ?? compileTemplates(theme, { say: sayTexts(theme.texts, language), assetAddress });
    compiled.set(language, made);
    return made;
  };
}

function commentWarnings(comments: PlanContext['comments'], model: SiteModel): Build['warnings'] {
  const ids = new Map([...model.posts, ...model.pages].map((post) => [post.summary.slug, post.id]));
  return [...comments].flatMap(([slug, { problem }]) => {
    if (problem === undefined) return [];
    const postId = ids.get(slug);
    const where = problem.line === undefined ? '' : ` (line ${problem.line})`;
    const message = `comments/${slug}.yml cannot be understood${where}: ${problem.reason}`;
    return [{ message, ...(postId === undefined ? {} : { postId }) }];
  });
}
