import type { LinkablePost } from '../../common/markdown/link-resolver.ts';
import type { Redirects } from '../../common/redirects.ts';
import type { Links } from './addresses.ts';
import type { BodySource } from './body.ts';
import type { KnownFacts, PostFacts } from './gather.ts';
import { type Input, input } from './input.ts';
import type { MediaIndex } from './media-index.ts';
import { authorsTitle, type SiteModel, type SitePost } from './model.ts';
import type { PlanContext } from './pages/plan-context.ts';
import { siteSections } from './sections.ts';
import { siteView } from './site-view.ts';
import type { SocialCards } from './social-cards.ts';
import type { RememberTask } from './task-memory.ts';
import type { Theme } from './theme/load-theme.ts';
import { sayTexts } from './theme/theme-texts.ts';
import type { Translations } from './translations.ts';
import { type CardMemory, viewMaker } from './view-maker.ts';

/** What all sections of a site share while their pages are planned. */
export interface ContextParts {
  /** One a section, the main language's first. */
  readonly models: readonly [SiteModel, ...SiteModel[]];
  readonly links: Links;
  readonly media: MediaIndex;
  readonly theme: Theme;
  readonly cards: CardMemory;
  readonly comments: PlanContext['comments'];
  readonly urls: PlanContext['urls'];
  readonly gone: PlanContext['gone'];
  readonly redirects: Redirects;
  readonly facts: KnownFacts;
  readonly translations: Translations;
  readonly social: SocialCards;
  readonly mark: string;
  readonly remember: RememberTask;
  readonly changes: PlanContext['changes'];
  readonly extras: ExtraMemory;
  readonly body: (post: SitePost) => Input<BodySource>;
}

/** What the planners of each section draw on. */
export function planContexts(parts: ContextParts): readonly [PlanContext, ...PlanContext[]] {
  const { models, links, media, theme, facts } = parts;
  const sections = siteSections(models[0].settings);
  const hasExcerpts = [...facts.values()].some(({ hasMore }) => hasMore === true);
  const wordsOf = (post: SitePost) => facts.get(post.id)?.words ?? 0;
  const context = (model: SiteModel): PlanContext => ({
    model,
    links,
    views: viewMaker({
      model,
      links,
      media,
      pictureSizes: theme.pictureSizes,
      wordsOf,
      listsWords: theme.saysWords,
      memory: parts.cards,
    }),
    site: input(siteView(model.settings, links, model.root, sections)),
    say: sayTexts(theme.texts, model.settings.language),
    comments: parts.comments,
    sections,
    translations: (post) => parts.translations.of(post),
    urls: parts.urls,
    gone: parts.gone,
    redirects: parts.redirects,
    socialCard: (post) => parts.social.of(post),
    body: parts.body,
    excerpt: (post) => (hasExcerpts && facts.get(post.id)?.hasMore === true ? parts.body(post) : undefined),
    textKey: (post) => facts.get(post.id)?.textKey ?? '',
    extra: (post) => extraOf(facts.get(post.id), parts.extras),
    mark: parts.mark,
    remember: parts.remember,
    concerns: () => true,
    changes: parts.changes,
  });
  const [main, ...others] = models;
  return [context(main), ...others.map(context)];
}

/** Every post and page of every section, posts of the first section first. */
export function allPosts(models: readonly SiteModel[]): readonly SitePost[] {
  return models.flatMap(({ posts, pages }) => [...posts, ...pages]);
}

/** Every post and page as links from other posts find it. */
export function linkablePosts(models: readonly SiteModel[], links: Links): readonly LinkablePost[] {
  return allPosts(models).map((post) => ({
    id: post.id,
    title: authorsTitle(post.summary),
    slug: post.summary.slug,
    address: links.href(post.address),
  }));
}

/** Front matter of authors' own, as inputs, by the facts they were read with. */
export type ExtraMemory = WeakMap<PostFacts, Input<Readonly<Record<string, unknown>>>>;

function extraOf(facts: PostFacts | undefined, memory: ExtraMemory): Input<Readonly<Record<string, unknown>>> {
  if (facts?.extra === undefined) return noExtra;
  const known = memory.get(facts) ?? input(facts.extra);
  memory.set(facts, known);
  return known;
}

const noExtra: Input<Readonly<Record<string, unknown>>> = { key: 'none', value: {} };
