import type { PageTask } from '../page-task.ts';
import { archiveTasks } from './archive-pages.ts';
import { feedTasks } from './feed-pages.ts';
import { listTasks } from './list-pages.ts';
import { inEverySection, jsonForScript } from './page-view.ts';
import type { PlanContext } from './plan-context.ts';
import { postTask } from './post-pages.ts';
import { redirects, redirectTasks } from './redirect-pages.ts';
import { searchTasks } from './search-pages.ts';
import { missingTask, sitemapTasks } from './special-pages.ts';
import { termTasks } from './term-pages.ts';

/** Every page of the site, from its posts and settings, section by section. Pure; nothing is rendered yet. */
export function planPages(contexts: readonly [PlanContext, ...PlanContext[]]): readonly PageTask[] {
  const [main] = contexts;
  const pages = [...contexts.flatMap(sectionTasks), missingTask(main)];
  const leadingOn = redirectTasks(main, redirects(contexts, pages), pages);
  return [...pages, ...leadingOn, ...sitemapTasks(main, pages)];
}

function sectionTasks(context: PlanContext): PageTask[] {
  const { model } = context;
  const { title, tagline } = model.settings;
  const address = model.root;
  const translations = inEverySection(context, '');
  return [
    ...model.posts.map((post) => postTask(context, post)),
    ...model.pages.map((page) => postTask(context, page)),
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
