import { slugOfFile } from '../../library/post-summary.ts';
import type { BodySource } from '../body.ts';
import type { CommentFile } from '../comments/read-comments.ts';
import { type Input, input, inputList, lazyInput } from '../input.ts';
import type { SitePost } from '../model.ts';
import type { CommentsSource, PageInputs, PageTask } from '../page-task.ts';
import { relatedPosts } from '../related.ts';
import { type Term, termsOf } from '../terms.ts';
import type { CardView, LinkView, PageView, PictureView, SeriesView, TranslationView } from '../views.ts';
import { jsonForScript, pageView } from './page-view.ts';
import type { PlanContext } from './plan-context.ts';

/** The page of a post, or of a page that stands on its own. */
export function postTask(context: PlanContext, post: SitePost): PageTask {
  const { model, views } = context;
  const isPost = post.kind === 'post';
  const position = model.positions.get(post.id);
  const near = (offset: number) => {
    const neighbour = position === undefined ? undefined : model.posts[position + offset];
    return neighbour === undefined ? null : views.card(neighbour);
  };
  const parts: PostParts = {
    card: views.ownCard(post),
    body: context.body(post),
    newer: near(-1),
    older: near(1),
    related: isPost ? relatedPosts(post, model).map((other) => views.card(other)) : [],
    series: seriesOf(context, post),
    extra: context.extra(post),
    comments: context.comments.get(slugOfFile(post.id)),
    image: context.socialCard(post),
    crumbs: isPost ? breadcrumbs(context, termsOf(post, 'category', model.terms)[0]) : pagesAbove(context, post),
    translations: context.translations(post),
  };
  const { card, body, newer, older, related, series, extra, comments, image, crumbs, translations } = parts;
  const single = [context.mark, post, series?.key, card, body, newer, older, extra, comments, image];
  const all = [...single, ...related, ...translations, ...crumbs.map(({ title, href }) => `${href} ${title}`)];
  return context.remember(post.address, all, () => plannedTask(context, post, parts));
}

/** What a post's page is planned from. */
interface PostParts {
  readonly card: Input<CardView>;
  readonly body: Input<BodySource>;
  readonly newer: Input<CardView> | null;
  readonly older: Input<CardView> | null;
  readonly related: readonly Input<CardView>[];
  readonly series: Input<SeriesView> | undefined;
  readonly extra: Input<Readonly<Record<string, unknown>>>;
  readonly comments: CommentFile | undefined;
  /** For other sites, where the post has no cover. */
  readonly image: PictureView | null;
  readonly crumbs: readonly LinkView[];
  readonly translations: readonly SitePost[];
}

function plannedTask(context: PlanContext, post: SitePost, parts: PostParts): PageTask {
  const { card, body, newer, older, related, series, extra } = parts;
  const inputs: PageInputs = {
    site: context.site,
    page: postPageInput(context, post, parts),
    post: card,
    body,
    comments: commentsOf(context, post, parts.comments),
    neighbours: lazyInput([newer?.key ?? '-', older?.key ?? '-'], () => ({
      newer: newer?.value ?? null,
      older: older?.value ?? null,
    })),
    related: inputList(related),
    extra,
    ...(series === undefined ? {} : { series }),
  };
  return {
    address: post.address,
    role: 'post',
    title: post.title,
    postId: post.id,
    source: { kind: 'post', id: post.id },
    make: 'template',
    template: post.kind,
    language: post.language,
    inputs,
  };
}

function postPageInput(context: PlanContext, post: SitePost, parts: PostParts): Input<PageView> {
  const { card, image: social, crumbs } = parts;
  const isPost = post.kind === 'post';
  const translations = parts.translations.map((other) => translationView(context, other));
  const keys = [
    ...(social === null ? [] : [JSON.stringify(social)]),
    ...crumbs.map(({ title, href }) => `${title} ${href}`),
    ...translations.map((view) => JSON.stringify(view)),
  ];
  return lazyInput([card.key, context.site.key, ...keys], () => {
    const image = card.value.cover ?? social;
    return pageView(context, post.address, {
      kind: post.kind,
      title: post.title,
      description: card.value.summary,
      language: post.language,
      image,
      breadcrumbs: crumbs,
      translations,
      json_ld: isPost ? articleData(context, post, image) : '',
    });
  });
}

function translationView({ links }: PlanContext, { language, title, address }: SitePost): TranslationView {
  return { language, title, href: links.href(address), url: links.absolute(address) };
}

/** The way down to a term, itself included. */
function breadcrumbs({ views }: PlanContext, term: Term | undefined): LinkView[] {
  const way: LinkView[] = [];
  for (let current = term; current !== undefined; current = current.parent) way.unshift(views.link(current));
  return way;
}

/** The pages that a nested page lies below, by its address. */
function pagesAbove({ model, links }: PlanContext, { address }: SitePost): LinkView[] {
  const way: LinkView[] = [];
  for (let end = address.indexOf('/', model.root.length); end > 0; end = address.indexOf('/', end + 1)) {
    const above = model.pageAt.get(address.slice(0, end + 1));
    if (above !== undefined && above.address !== address)
      way.push({ title: above.title, href: links.href(above.address) });
  }
  return way;
}

function commentsOf({ model }: PlanContext, post: SitePost, file: CommentFile | undefined): Input<CommentsSource> {
  const stored = file?.comments ?? [];
  const isOpen = post.summary.matter.comments ?? post.kind === 'post';
  const by = isOpen ? model.settings.newComments : undefined;
  const source: CommentsSource = { stored, ...(by === undefined ? {} : { by }) };
  // Most posts have none, and there are many posts.
  return stored.length === 0 && by === undefined ? lazyInput(['none'], () => source) : input(source);
}

function seriesOf({ model, views }: PlanContext, post: SitePost): Input<SeriesView> | undefined {
  const term = termsOf(post, 'series', model.terms)[0];
  if (term === undefined || term.posts.length < 2) return undefined;
  return lazyInput(['series', post.id, ...term.posts.map((part) => views.card(part).key), term.title], () => ({
    ...views.link(term),
    position: term.posts.indexOf(post) + 1,
    posts: term.posts.map((part) => ({
      title: part.title,
      href: views.card(part).value.href,
      current: part === post,
    })),
  }));
}

/** See https://schema.org/BlogPosting. */
function articleData({ views, site }: PlanContext, post: SitePost, image: PictureView | null): string {
  const card = views.ownCard(post).value;
  return jsonForScript({
    '@context': 'https://schema.org',
    '@type': 'BlogPosting',
    headline: card.title,
    ...(card.summary === '' ? {} : { description: card.summary }),
    url: card.url,
    mainEntityOfPage: card.url,
    inLanguage: card.language,
    ...(card.date === null ? {} : { datePublished: card.date.iso }),
    ...(card.updated === null ? {} : { dateModified: card.updated.iso }),
    ...(card.author === null ? {} : { author: personData(card.author, card.url) }),
    ...(image === null ? {} : { image: image.url }),
    ...(card.tags.length === 0 ? {} : { keywords: card.tags.map((tag) => tag.title).join(', ') }),
    wordCount: card.words,
    isPartOf: { '@type': 'Blog', name: site.value.title, url: site.value.url },
  });
}

/** The author, with the page of all their posts where the site has one. */
function personData({ title, href }: LinkView, postUrl: string) {
  return { '@type': 'Person', name: title, ...(href === '' ? {} : { url: new URL(href, postUrl).href }) };
}
