import { slugOfFile } from '../../library/post-summary.ts';
import { type Input, input, inputList, lazyInput } from '../input.ts';
import type { SitePost } from '../model.ts';
import type { CommentsSource, PageInputs, PageTask } from '../page-task.ts';
import { relatedPosts } from '../related.ts';
import { type Term, termsOf } from '../terms.ts';
import type { LinkView, PageView, PictureView, SeriesView, TranslationView } from '../views.ts';
import { jsonForScript, pageView } from './page-view.ts';
import type { PlanContext } from './plan-context.ts';

/** The page of a post, or of a page that stands on its own. */
export function postTask(context: PlanContext, post: SitePost): PageTask {
  const { model, views } = context;
  const card = views.card(post);
  const isPost = post.kind === 'post';
  const position = model.positions.get(post.id);
  const near = (offset: number) => {
    const neighbour = position === undefined ? undefined : model.posts[position + offset];
    return neighbour === undefined ? null : views.card(neighbour);
  };
  const newer = near(-1);
  const older = near(1);
  const series = seriesOf(context, post);
  const inputs: PageInputs = {
    site: context.site,
    page: postPageInput(context, post),
    post: card,
    body: context.body(post),
    comments: commentsOf(context, post),
    neighbours: lazyInput([newer?.key ?? '-', older?.key ?? '-'], () => ({
      newer: newer?.value ?? null,
      older: older?.value ?? null,
    })),
    related: inputList(isPost ? relatedPosts(post, model).map((other) => views.card(other)) : []),
    extra: context.extra(post),
    ...(series === undefined ? {} : { series }),
  };
  return {
    address: post.address,
    role: 'post',
    title: post.title,
    postId: post.id,
    source: { kind: 'post', id: post.id },
    make: 'template',
    template: isPost ? 'post' : 'page',
    language: post.language,
    inputs,
  };
}

function postPageInput(context: PlanContext, post: SitePost): Input<PageView> {
  const { site, model, views } = context;
  const card = views.card(post);
  const isPost = post.kind === 'post';
  const crumbs = isPost ? breadcrumbs(context, termsOf(post, 'category', model.terms)[0]) : [];
  const translations = context.translations(post).map((other) => translationView(context, other));
  const image = card.value.cover ?? context.socialCard(post);
  const keys = [
    ...(image === null || image === card.value.cover ? [] : [JSON.stringify(image)]),
    ...crumbs.map(({ title, href }) => `${title} ${href}`),
    ...translations.map((view) => JSON.stringify(view)),
  ];
  return lazyInput([card.key, site.key, ...keys], () =>
    pageView(context, post.address, {
      kind: isPost ? 'post' : 'page',
      title: post.title,
      description: card.value.summary,
      language: post.language,
      image,
      breadcrumbs: crumbs,
      translations,
      json_ld: isPost ? articleData(context, post, image) : '',
    }),
  );
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

function commentsOf({ comments, model }: PlanContext, post: SitePost): Input<CommentsSource> {
  const stored = comments.get(slugOfFile(post.id))?.comments ?? [];
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
  const card = views.card(post).value;
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
    ...(card.author === null ? {} : { author: { '@type': 'Person', name: card.author.title } }),
    ...(image === null ? {} : { image: image.url }),
    ...(card.tags.length === 0 ? {} : { keywords: card.tags.map((tag) => tag.title).join(', ') }),
    wordCount: card.words,
    isPartOf: { '@type': 'Blog', name: site.value.title, url: site.value.url },
  });
}
