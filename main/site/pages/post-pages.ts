import { type Input, input, inputList } from '../input.ts';
import type { SitePost } from '../model.ts';
import type { CommentsSource, PageInputs, PageTask } from '../page-task.ts';
import { relatedPosts } from '../related.ts';
import { type Term, termNamed, termsOf } from '../terms.ts';
import type { LinkView, PageView, SeriesView } from '../views.ts';
import { jsonForScript, pageInput } from './page-view.ts';
import type { PlanContext } from './plan-context.ts';

/** The page of a post, or of a page that stands on its own. */
export function postTask(context: PlanContext, post: SitePost): PageTask {
  const { model, views } = context;
  const card = views.card(post);
  const isPost = post.kind === 'post';
  const position = model.positions.get(post.id);
  const near = (offset: number) => {
    const neighbour = position === undefined ? undefined : model.posts[position + offset];
    return neighbour === undefined ? null : views.card(neighbour).value;
  };
  const series = seriesOf(context, post);
  const inputs: PageInputs = {
    site: context.site,
    page: postPageInput(context, post),
    post: card,
    body: context.body(post),
    comments: commentsOf(context, post),
    neighbours: input({ newer: near(-1), older: near(1) }),
    related: inputList(isPost ? relatedPosts(post, model).map((other) => views.card(other)) : []),
    extra: input(context.extra(post)),
    ...(series === undefined ? {} : { series: input(series) }),
  };
  return {
    address: post.address,
    role: 'post',
    title: post.title,
    postId: post.id,
    source: post.id,
    make: 'template',
    template: isPost ? 'post' : 'page',
    language: post.language,
    inputs,
  };
}

function postPageInput(context: PlanContext, post: SitePost): Input<PageView> {
  const card = context.views.card(post).value;
  const isPost = post.kind === 'post';
  return pageInput(context, post.address, {
    kind: isPost ? 'post' : 'page',
    title: post.title,
    description: card.summary,
    language: post.language,
    image: card.cover,
    breadcrumbs: isPost ? breadcrumbs(context, termsOf(post, 'category', context.model.terms)[0]) : [],
    json_ld: isPost ? articleData(context, post) : '',
  });
}

/** The way down to a term, itself included. */
function breadcrumbs({ views }: PlanContext, term: Term | undefined): LinkView[] {
  const way: LinkView[] = [];
  for (let current = term; current !== undefined; current = current.parent) way.unshift(views.link(current));
  return way;
}

function commentsOf({ comments, model }: PlanContext, post: SitePost): Input<CommentsSource> {
  const stored = comments.get(post.summary.slug)?.comments ?? [];
  const isOpen = post.summary.matter.comments ?? (post.kind === 'post' && model.settings.author !== '');
  return input({ stored, isOpen });
}

function seriesOf({ model, views }: PlanContext, post: SitePost): SeriesView | undefined {
  const term = termNamed('series', post.summary.matter.series, model.terms);
  if (term === undefined || term.posts.length < 2) return undefined;
  return {
    ...views.link(term),
    position: term.posts.indexOf(post) + 1,
    posts: term.posts.map((part) => ({
      title: part.title,
      href: views.card(part).value.href,
      current: part === post,
    })),
  };
}

/** See https://schema.org/BlogPosting. */
function articleData({ views, site }: PlanContext, post: SitePost): string {
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
    ...(card.cover === null ? {} : { image: card.cover.url }),
    ...(card.tags.length === 0 ? {} : { keywords: card.tags.map((tag) => tag.title).join(', ') }),
    wordCount: card.words,
    isPartOf: { '@type': 'Blog', name: site.value.title, url: site.value.url },
  });
}
