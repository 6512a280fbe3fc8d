import { input, lazyInput } from '../input.ts';
import type { ListedAddress, PageInputs, PageTask } from '../page-task.ts';
import type { CardView } from '../views.ts';
import type { PlanContext } from './plan-context.ts';

/** What one file may hold, see https://www.sitemaps.org/protocol.html: addresses, their length, and bytes, here with room to spare. */
const mostAddresses = 50_000;
const longestAddress = 2_047;
const mostBytes = 40_000_000;
/** What stands around an address and its date. */
const bytesAround = 64;

/** Templates of pages that search engines are asked to leave out. */
const hiddenTemplates: readonly string[] = ['missing', 'search'];

/** What sitemaps are planned from. */
type SitemapContext = Pick<PlanContext, 'links' | 'remember' | 'changes'>;

/**
 * `sitemap.xml` with every page that readers should find, and `robots.txt` that names it. A site with more pages than one file
 * may hold has `sitemap-1.xml` and so on, and `sitemap.xml` lists them.
 */
export function sitemapTasks(context: SitemapContext, language: string, pages: readonly PageTask[]): PageTask[] {
  const { links } = context;
  const [only, ...others] = sitemapParts(listedAddresses(context, pages));
  const robots = `User-agent: *\nAllow: /\n\nSitemap: ${links.absolute('/sitemap.xml')}\n`;
  const robotsTask: PageTask = {
    address: '/robots.txt',
    role: 'other',
    language,
    title: 'robots.txt',
    source: { kind: 'file', name: 'robots.txt' },
    make: 'text',
    inputs: { text: input(robots) },
  };
  const task = (name: string, make: 'sitemap' | 'sitemap-index', listed: readonly ListedAddress[]) =>
    listTask(context, language, name, make, listed);
  if (only === undefined || others.length === 0) return [task('sitemap.xml', 'sitemap', only ?? []), robotsTask];
  const files = [only, ...others].map((listed, index) => ({ name: `sitemap-${index + 1}.xml`, listed }));
  const index = files.map(({ name, listed }): ListedAddress => {
    return { url: links.absolute(`/${name}`), changed: newestOf(listed.map(({ changed }) => changed)) };
  });
  return [
    task('sitemap.xml', 'sitemap-index', index),
    ...files.map(({ name, listed }) => task(name, 'sitemap', listed)),
    robotsTask,
  ];
}

function listTask(
  { remember }: SitemapContext,
  language: string,
  name: string,
  make: 'sitemap' | 'sitemap-index',
  listed: readonly ListedAddress[],
): PageTask {
  const keys = listed.flatMap(({ url, changed }) => [url, changed]);
  return remember(`/${name}`, [language, make, ...keys], () => ({
    address: `/${name}`,
    role: 'other',
    language,
    title: 'Sitemap',
    source: { kind: 'file', name },
    make,
    inputs: { list: lazyInput([make, ...keys], () => listed) },
  }));
}

function listedAddresses({ links, changes }: SitemapContext, pages: readonly PageTask[]): readonly ListedAddress[] {
  const isListed = ({ make, template = '', address }: PageTask) =>
    make === 'template' && !hiddenTemplates.includes(template) && !/\/page\/\d+\/$/.test(address);
  const changeIn = (task: PageTask): string => {
    const known = changes.get(task) ?? lastChange(task.inputs);
    changes.set(task, known);
    return known;
  };
  return pages.flatMap((task): ListedAddress[] => {
    if (!isListed(task)) return [];
    const url = links.absolute(task.address);
    return url.length > longestAddress ? [] : [{ url, changed: changeIn(task) }];
  });
}

function sitemapParts(listed: readonly ListedAddress[]): readonly (readonly ListedAddress[])[] {
  const parts: ListedAddress[][] = [];
  let bytes = 0;
  for (const page of listed) {
    const own = page.url.length + page.changed.length + bytesAround;
    const part = parts.at(-1);
    if (part === undefined || part.length === mostAddresses || bytes + own > mostBytes) {
      parts.push([page]);
      bytes = own;
    } else {
      part.push(page);
      bytes += own;
    }
  }
  return parts;
}

/** When what the page shows was last changed for readers, as far as it shows posts; empty otherwise. */
function lastChange({ post, posts, years }: PageInputs): string {
  if (post !== undefined) return changeOf(post.value);
  if (posts !== undefined) return newestOf(posts.value.map(changeOf));
  const listed = years?.value.flatMap((year) => year.months.flatMap((month) => month.posts)) ?? [];
  return newestOf(listed.map(({ date }) => date?.iso ?? ''));
}

function changeOf({ updated, date }: CardView): string {
  return (updated ?? date)?.iso ?? '';
}

/** The newest of these moments, which may stand in different zones' offsets; empty for none. */
function newestOf(moments: readonly string[]): string {
  let newest = '';
  let newestMs = Number.NEGATIVE_INFINITY;
  for (const iso of moments) {
    const ms = iso === '' ? Number.NEGATIVE_INFINITY : Date.parse(iso);
    if (ms > newestMs) [newest, newestMs] = [iso, ms];
  }
  return newest;
}
