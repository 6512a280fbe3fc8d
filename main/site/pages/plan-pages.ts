import type { PageTask } from '../page-task.ts';
import { archiveTasks } from './archive-pages.ts';
import { feedTasks } from './feed-pages.ts';
import { listTasks } from './list-pages.ts';
import type { PlanContext } from './plan-context.ts';
import { postTask } from './post-pages.ts';
import { redirects, redirectTask } from './redirect-pages.ts';
import { missingTask, searchTasks, sitemapTasks } from './special-pages.ts';
import { termTasks } from './term-pages.ts';

/** Every page of the site, from its posts and settings. Pure; nothing is rendered yet. */
export function planPages(context: PlanContext): readonly PageTask[] {
  const { model } = context;
  const { title, tagline } = model.settings;
  const pages = [
    ...model.posts.map((post) => postTask(context, post)),
    ...model.pages.map((page) => postTask(context, page)),
    ...listTasks(context, { address: '/', kind: 'home', about: '', title, description: tagline, posts: model.posts }),
    ...termTasks(context),
    ...archiveTasks(context),
    ...searchTasks(context),
    missingTask(context),
    ...feedTasks(context, { address: '/', title, posts: model.posts, maxEntries: 20 }),
  ];
  const leadingOn = redirects(context, pages).map((redirect) => redirectTask(context, redirect));
  return [...pages, ...leadingOn, ...sitemapTasks(context, pages)];
}
