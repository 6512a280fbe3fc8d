import type { SitePost } from '../model.ts';
import type { PageTask } from '../page-task.ts';
import { postsNear } from '../related.ts';
import { termsOf } from '../terms.ts';
import { archiveTasks } from './archive-pages.ts';
import { feedTasks } from './feed-pages.ts';
import { listTasks } from './list-pages.ts';
import { missingTask } from './missing-page.ts';
import { inEverySection, jsonForScript } from './page-view.ts';
import type { PlanContext } from './plan-context.ts';
import { postTask } from './post-pages.ts';
import { redirects, redirectTasks } from './redirect-pages.ts';
import { searchTasks } from './search-pages.ts';
import { sitemapTasks } from './sitemap-pages.ts';
import { termTasks } from './term-pages.ts';

/** Every page of the site, from its posts and settings, section by section. Pure; nothing is rendered yet. */
export function planPages(contexts: readonly [PlanContext, ...PlanContext[]]): readonly PageTask[] {
  const [main] = contexts;
  const pages = [...contexts.flatMap(sectionTasks), missingTask(main)];
  const leadingOn = redirectTasks(main, redirects(contexts, pages), pages);
  return [...pages, ...leadingOn, ...sitemapTasks(main, main.model.settings.language, pages)];
}

/**
 * The pages that may say something else when only the words of some posts changed; `edited` are their ids. All other pages, and
 * what leads to pages, are what they were. See `editedPosts`.
 */
export function planPagesOf(
  contexts: readonly [PlanContext, ...PlanContext[]],
  edited: ReadonlySet<string>,
): readonly PageTask[] {
  const concerns = (shown: readonly SitePost[]) => shown.some(({ id }) => edited.has(id));
  const translated = contexts.flatMap(({ model, translations }) =>
    [...model.posts, ...model.pages].flatMap((post) => (edited.has(post.id) ? translations(post) : [])),
  );
  const inAnyLanguage = new Set([...edited, ...translated.map(({ id }) => id)]);
  return contexts.flatMap((context) => [
    ...postsShowing(context, inAnyLanguage).map((post) => postTask(context, post)),
    ...listedTasks({ ...context, concerns }),
  ]);
}

/** The posts and pages of a section on whose own pages one of these may stand. */
function postsShowing({ model }: PlanContext, edited: ReadonlySet<string>): readonly SitePost[] {
  const showing = new Set<SitePost>();
  for (const post of [...model.posts, ...model.pages]) {
    if (!edited.has(post.id)) continue;
    const position = model.positions.get(post.id);
    const neighbours = position === undefined ? [] : [model.posts[position - 1], model.posts[position + 1]];
    // Pages name those that they lie below.
    const below = post.kind === 'page' ? model.pages.filter(({ address }) => address.startsWith(post.address)) : [];
    const inSeries = termsOf(post, 'series', model.terms).flatMap(({ posts }) => posts);
    for (const other of [post, ...neighbours, ...below, ...inSeries, ...postsNear(post, model)])
      if (other !== undefined) showing.add(other);
  }
  return [...showing];
}

function sectionTasks(context: PlanContext): PageTask[] {
  const { posts, pages } = context.model;
  return [...[...posts, ...pages].map((post) => postTask(context, post)), ...listedTasks(context)];
}

/** Everything in a section but the posts' own pages. */
function listedTasks(context: PlanContext): PageTask[] {
  const { model } = context;
  const { title, tagline } = model.settings;
  const address = model.root;
  const translations = inEverySection(context, '');
  return [
    ...listTasks(context, {
      address,
      kind: 'home',
      about: '',
      title,
      description: tagline,
      posts: model.posts,
      translations,
      data: siteData(context),
    }),
    ...termTasks(context),
    ...archiveTasks(context),
    ...searchTasks(context),
    ...feedTasks(context, { address, title, posts: model.posts, maxEntries: 20 }),
  ];
}

/** See https://schema.org/WebSite: from it search engines know the name of a site. */
function siteData({ site }: PlanContext): string {
  const { title, tagline, url, language } = site.value;
  return jsonForScript({
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name: title,
    ...(tagline === '' ? {} : { description: tagline }),
    url,
    inLanguage: language,
  });
}
