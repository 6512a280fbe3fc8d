import { input, lazyInput } from '../input.ts';
import type { ListedAddress, PageTask } from '../page-task.ts';
import { pageInput } from './page-view.ts';
import type { PlanContext } from './plan-context.ts';

/** The page for addresses that are not there. Hosts look for it at `/404.html`. */
export function missingTask(context: PlanContext): PageTask {
  const title = context.say('missing_title') ?? 'Not found';
  return {
    address: '/404.html',
    role: 'other',
    title,
    source: 'the page for missing addresses',
    make: 'template',
    template: 'missing',
    language: context.model.settings.language,
    inputs: { site: context.site, page: pageInput(context, '/404.html', { kind: 'missing', title, hidden: true }) },
  };
}

/** The search page, and the index that it reads: no server, and without JavaScript it points to the archive. */
export function searchTasks(context: PlanContext): PageTask[] {
  const { model, say, site, views } = context;
  const { language } = model.settings;
  const title = say('search') ?? 'Search';
  const cards = [...model.posts, ...model.pages].map((post) => views.card(post));
  const index = lazyInput(['search', ...cards.map((card) => card.key)], () =>
    JSON.stringify(
      cards.map(({ value }) => ({
        title: value.title,
        href: value.href,
        summary: value.summary,
        terms: [...value.categories, ...value.tags].map((term) => term.title),
      })),
    ),
  );
  return [
    {
      address: '/search/',
      role: 'list',
      title,
      source: 'the search page',
      make: 'template',
      template: 'search',
      language,
      inputs: { site, page: pageInput(context, '/search/', { kind: 'search', title, hidden: true }) },
    },
    {
      address: '/search.json',
      role: 'feed',
      title: 'search.json',
      source: 'the index of the search page',
      make: 'search-index',
      language,
      inputs: { text: index },
    },
  ];
}

/** Templates of pages that search engines are asked to leave out. */
const hiddenTemplates: readonly string[] = ['missing', 'search'];

/** `sitemap.xml` with every page that readers should find, and `robots.txt` that names it. */
export function sitemapTasks(context: PlanContext, pages: readonly PageTask[]): PageTask[] {
  const { links, model } = context;
  const isListed = ({ make, template = '', address }: PageTask) =>
    make === 'template' && !hiddenTemplates.includes(template) && !/\/page\/\d+\/$/.test(address);
  const listed = pages.filter(isListed).map(({ address, inputs }): ListedAddress => {
    const card = inputs.post?.value;
    return { url: links.absolute(address), changed: (card?.updated ?? card?.date)?.iso ?? '' };
  });
  const keys = listed.map(({ url, changed }) => `${url} ${changed}`);
  const base = { role: 'other', language: model.settings.language } as const;
  const robots = `User-agent: *\nAllow: /\n\nSitemap: ${links.absolute('/sitemap.xml')}\n`;
  return [
    {
      ...base,
      address: '/sitemap.xml',
      title: 'Sitemap',
      source: 'the sitemap',
      make: 'sitemap',
      inputs: { list: lazyInput(['sitemap', ...keys], () => listed) },
    },
    {
      ...base,
      address: '/robots.txt',
      title: 'robots.txt',
      source: 'robots.txt',
      make: 'text',
      inputs: { text: input(robots) },
    },
  ];
}
