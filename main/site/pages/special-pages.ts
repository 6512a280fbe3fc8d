import { input, lazyInput } from '../input.ts';
import type { ListedAddress, PageInputs, PageTask } from '../page-task.ts';
import { pageInput } from './page-view.ts';
import type { PlanContext } from './plan-context.ts';

/** The page for addresses that are not there. Hosts look for it at `/404.html`. */
export function missingTask(context: PlanContext): PageTask {
  const title = context.say('missing_title') ?? '';
  return {
    address: '/404.html',
    role: 'other',
    title,
    source: { kind: 'file', name: '404.html' },
    make: 'template',
    template: 'missing',
    language: context.model.settings.language,
    inputs: { site: context.site, page: pageInput(context, '/404.html', { kind: 'missing', title, hidden: true }) },
  };
}

/** Templates of pages that search engines are asked to leave out. */
const hiddenTemplates: readonly string[] = ['missing', 'search'];

/** `sitemap.xml` with every page that readers should find, and `robots.txt` that names it. */
export function sitemapTasks({ links, model, remember, changes }: PlanContext, pages: readonly PageTask[]): PageTask[] {
  const isListed = ({ make, template = '', address }: PageTask) =>
    make === 'template' && !hiddenTemplates.includes(template) && !/\/page\/\d+\/$/.test(address);
  const changeOf = (task: PageTask): string => {
    const known = changes.get(task) ?? lastChange(task.inputs);
    changes.set(task, known);
    return known;
  };
  const listed = pages.filter(isListed).map((task): ListedAddress => {
    return { url: links.absolute(task.address), changed: changeOf(task) };
  });
  const keys = listed.flatMap(({ url, changed }) => [url, changed]);
  const base = { role: 'other', language: model.settings.language } as const;
  const robots = `User-agent: *\nAllow: /\n\nSitemap: ${links.absolute('/sitemap.xml')}\n`;
  return [
    remember('/sitemap.xml', [model.settings.language, ...keys], () => ({
      ...base,
      address: '/sitemap.xml',
      title: 'Sitemap',
      source: { kind: 'file', name: 'sitemap.xml' },
      make: 'sitemap',
      inputs: { list: lazyInput(['sitemap', ...keys], () => listed) },
    })),
    {
      ...base,
      address: '/robots.txt',
      title: 'robots.txt',
      source: { kind: 'file', name: 'robots.txt' },
      make: 'text',
      inputs: { text: input(robots) },
    },
  ];
}

/** When what the page shows was last changed for readers, as far as it shows posts; empty otherwise. */
function lastChange({ post, posts, years }: PageInputs): string {
  const cards = post === undefined ? (posts?.value ?? []) : [post.value];
  const listed = years?.value.flatMap((year) => year.months.flatMap((month) => month.posts)) ?? [];
  const dates = [...cards.map((card) => card.updated ?? card.date), ...listed.map(({ date }) => date)];
  let newest = '';
  let newestMs = Number.NEGATIVE_INFINITY;
  for (const { iso } of dates.filter((date) => date !== null)) {
    const ms = Date.parse(iso);
    if (ms > newestMs) [newest, newestMs] = [iso, ms];
  }
  return newest;
}
