import type { ThemeBroken } from '../../common/contract/preview.ts';
import { timeZone } from '../../common/dates.ts';
import { typeset } from '../../common/markdown/rules/typography.ts';
import { ok, type Result } from '../../common/result.ts';
import { invitation } from './comment-invitation.ts';
import type { StoredComment } from './comments/read-comments.ts';
import { countComments, threadComments } from './comments/thread-comments.ts';
import { contentsOf } from './contents.ts';
import { renderAtom } from './feeds/atom.ts';
import { renderJsonFeed } from './feeds/json-feed.ts';
import { renderSearchPart } from './feeds/search-part.ts';
import { renderSitemap, renderSitemapIndex } from './feeds/sitemap.ts';
import type { PageInputs, PageTask } from './page-task.ts';
import type { RenderedBody, RenderTools } from './render-tools.ts';
import { siteDates } from './site-dates.ts';
import type { Content } from './store/object-store.ts';
import type { CardView, CommentView, PostView } from './views.ts';

/** A finished file. */
export interface RenderedPage {
  /** Bytes are UTF-8. */
  readonly content: Content;
  /** Of the post's text, when the page has one. */
  readonly warnings: RenderedBody['warnings'];
}

/** Makes a planned file. Pure: the same task and tools give the same bytes. */
export function renderTask(task: PageTask, tools: RenderTools): Result<RenderedPage, ThemeBroken> {
  const { feed, list, search, text } = task.inputs;
  switch (task.make) {
    case 'atom':
      return plain(feed === undefined ? '' : renderAtom(feed.value, tools));
    case 'json-feed':
      return plain(feed === undefined ? '' : renderJsonFeed(feed.value, tools));
    case 'sitemap':
      return plain(list === undefined ? '' : renderSitemap(list.value));
    case 'sitemap-index':
      return plain(list === undefined ? '' : renderSitemapIndex(list.value));
    case 'search-part':
      return plain(search === undefined ? '' : renderSearchPart(search.value, tools.words));
    case 'redirect':
    case 'text':
      return plain(text?.value ?? '');
    case 'template':
      return renderTemplate(task, tools);
  }
}

/** The element around a post's text, and the text as it stands in it. */
export function bodyElement(html: string, mark: string): string {
  return `<div class="prose"${mark}>${html}</div>`;
}

/** A finished page of a theme. */
export interface ThemedPage extends RenderedPage {
  readonly content: string;
}

/** Makes a planned page that a template makes. Pure, like `renderTask`. */
export function renderTemplate(task: PageTask, tools: RenderTools): Result<ThemedPage, ThemeBroken> {
  const { inputs } = task;
  const body = inputs.body === undefined ? undefined : tools.body(inputs.body.value);
  const content = body === undefined ? '' : bodyElement(body.html, tools.bodyMark);
  const variables = {
    page: inputs.page?.value,
    post: inputs.post === undefined ? null : postView(task, tools, body, content),
    posts: postsWithExcerpts(inputs, tools),
    pagination: inputs.pagination?.value ?? null,
    term: inputs.term?.value ?? null,
    terms: inputs.terms?.value ?? null,
    years: inputs.years?.value ?? [],
  };
  const shared = { site: inputs.site?.value, page: inputs.page?.value };
  const made = tools.templates(task.language).render(task.template ?? task.make, variables, shared, content);
  return made.ok ? ok({ content: made.value, warnings: body?.warnings ?? [] }) : made;
}

/** Posts of a list; where an author marked how much of a text stands there, with that. */
function postsWithExcerpts({ posts, excerpts }: PageInputs, tools: RenderTools): readonly CardView[] {
  const cards = posts?.value ?? [];
  if (excerpts === undefined) return cards;
  return cards.map((card, index) => {
    const source = excerpts.value[index] ?? null;
    return source === null ? card : tools.cardWith(card, source);
  });
}

function postView({ inputs, language }: PageTask, tools: RenderTools, body: RenderedBody | undefined, content: string) {
  const card = inputs.post?.value;
  if (card === undefined) return null;
  const threads = commentThreads(inputs.comments?.value.stored ?? [], language, tools.timeZone);
  const by = inputs.comments?.value.by;
  const headings = (body?.headings ?? []).map(({ level, text, id }) => {
    return { level, title: typeset(text, { language }), href: `#${id}` };
  });
  const { pictures = {} } = inputs.body?.value ?? {};
  const view: PostView = {
    // Field by field: a copy of the card that others are added to takes a tenth of the time of a page.
    title: card.title,
    href: card.href,
    url: card.url,
    language: card.language,
    date: card.date,
    updated: card.updated,
    summary: card.summary,
    excerpt: card.excerpt,
    description: card.description,
    words: card.words,
    minutes: card.minutes,
    cover: card.cover,
    categories: card.categories,
    tags: card.tags,
    author: card.author,
    content,
    cover_in_text: card.cover !== null && Object.values(pictures).some(({ src }) => src === card.cover?.src),
    headings,
    contents: body === undefined ? [] : contentsOf(body.html, headings, card.words, inputs.extra?.value.toc),
    comments: threads,
    comment_count: countComments(threads),
    comments_open: by !== undefined,
    invitation: by === undefined ? null : invitation(by, card),
    newer: inputs.neighbours?.value.newer ?? null,
    older: inputs.neighbours?.value.older ?? null,
    related: inputs.related?.value ?? [],
    series: inputs.series?.value ?? null,
    extra: inputs.extra?.value ?? {},
  };
  return view;
}

function commentThreads(stored: readonly StoredComment[], language: string, zoneName: string): readonly CommentView[] {
  if (stored.length === 0) return [];
  const zone = timeZone(zoneName);
  return threadComments(stored, siteDates(language, zone.name), zone.parse);
}

function plain(content: RenderedPage['content']): Result<RenderedPage, ThemeBroken> {
  return ok({ content, warnings: [] });
}
