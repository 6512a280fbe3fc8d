import { authorAddress, categoryAddress, tagAddress } from '../term-addresses.ts';
import { decodeEntities, type ExportIndex, type IndexedItem } from './export-index.ts';
import { pathBelow } from './permalinks.ts';
import type { PlannedPost } from './plan-posts.ts';

/** WordPress's names for the feed of anything. */
const feedNames = ['feed', 'feed/rss2', 'feed/atom', 'feed/rdf', 'feed/rss'];

/**
 * Every address besides the posts' own that WordPress answered, and where it leads here: numbers (`/?p=12`), attachments,
 * feeds, categories, tags, authors, days. A post's file stands for the post, so that it is followed when it moves.
 */
export function oldAddresses(
  index: ExportIndex,
  planned: ReadonlyMap<number, PlannedPost>,
): ReadonlyMap<string, string> {
  const redirects = new Map<string, string>();
  const add = (from: string, to: string) => {
    if (from !== to && !redirects.has(from)) redirects.set(from, to);
  };
  const published = [...planned.values()].filter(({ item }) => isPublic(item));
  for (const post of published) addPost(post, add);
  for (const item of index.items.values()) if (item.type === 'attachment') addAttachment(item, index, planned, add);
  for (const feed of [...feedNames, 'comments/feed']) add(`/${feed}/`, '/feed.xml');
  for (const feed of ['rss2', 'atom', 'rss', 'rdf', 'comments-rss2']) add(`/?feed=${feed}`, '/feed.xml');
  addTerms(index, published, add);
  addAuthors(index, published, add);
  addDates([...planned.values()], add);
  for (const type of new Set(published.map(({ item }) => item.type))) {
    if (type !== 'post' && type !== 'page') add(`/${type}/`, '/archive/');
  }
  return redirects;
}

type Add = (from: string, to: string) => void;

function isPublic({ status, hasPassword }: IndexedItem): boolean {
  return status === 'publish' && !hasPassword;
}

function addPost({ item, file, address }: PlannedPost, add: Add): void {
  add(`/?${item.type === 'page' ? 'page_id' : 'p'}=${item.id}`, file);
  if (item.type === 'page') add(`/?p=${item.id}`, file);
  if (address !== undefined) add(`${address.replace(/\/*$/, '/')}feed/`, file);
}

/** The page WordPress gives each picture leads to the post that it belongs to. */
function addAttachment(
  item: IndexedItem,
  index: ExportIndex,
  planned: ReadonlyMap<number, PlannedPost>,
  add: Add,
): void {
  const parent = planned.get(item.parent);
  const target = parent !== undefined && isPublic(parent.item) ? parent.file : '/archive/';
  const address = pathBelow(item.link, index.blog.url);
  add(`/?attachment_id=${item.id}`, target);
  if (address !== undefined) add(address, target);
}

function addTerms(index: ExportIndex, published: readonly PlannedPost[], add: Add): void {
  const perPage = 10;
  const counts = new Map<string, number>();
  for (const { item } of published.filter((post) => post.kind === 'post')) {
    for (const key of new Set(item.terms.flatMap(({ taxonomy, slug }) => withAncestors(index, taxonomy, slug)))) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  for (const { taxonomy, slug, name, id } of index.blog.terms) {
    if (taxonomy === 'nav_menu' || taxonomy === 'post_format') continue;
    const isCategory = taxonomy === 'category';
    const isTag = taxonomy === 'post_tag';
    const count = counts.get(`${taxonomy} ${slug}`) ?? 0;
    const hasPage = count > 0 && (isCategory || isTag);
    const target = !hasPage
      ? '/archive/'
      : isCategory
        ? categoryAddress(index.categoryPath(slug) ?? decodeEntities(name))
        : tagAddress(decodeEntities(name));
    const base = isCategory ? '/category/' : isTag ? '/tag/' : `/${taxonomy}/`;
    const address = `${base}${(isCategory ? index.categorySlugs(slug) : [slug]).join('/')}/`;
    const pages = Math.ceil(count / perPage);
    const feed = hasPage ? `${target}feed.xml` : '/feed.xml';
    add(address, target);
    for (let page = 2; page <= pages; page += 1) add(`${address}page/${page}/`, target);
    for (const name of feedNames) add(`${address}${name}/`, feed);
    if (isCategory && id !== 0) add(`/?cat=${id}`, target);
    if (isTag) add(`/?tag=${slug}`, target);
  }
}

function withAncestors(index: ExportIndex, taxonomy: string, slug: string): string[] {
  if (taxonomy !== 'category') return [`${taxonomy} ${slug}`];
  return index.categorySlugs(slug).map((part) => `category ${part}`);
}

function addAuthors(index: ExportIndex, published: readonly PlannedPost[], add: Add): void {
  const writers = new Set(published.filter(({ item }) => item.type === 'post').map(({ item }) => item.creator));
  for (const { login, name } of index.blog.authors) {
    const hasPage = writers.size > 1 && writers.has(login);
    const target = hasPage ? authorAddress(name) : '/archive/';
    const slug = login.toLowerCase().replace(/[^\w-]+/g, '-');
    add(`/author/${slug}/`, target);
    for (const feed of feedNames) add(`/author/${slug}/${feed}/`, hasPage ? `${target}feed.xml` : '/feed.xml');
  }
}

/**
 * Days become their months; months by number, as an old calendar linked them, too. A month whose posts are all hidden here
 * leads to its year, or to the archive.
 */
function addDates(planned: readonly PlannedPost[], add: Add): void {
  const dated = planned.filter(
    ({ item }) => item.type === 'post' && item.status === 'publish' && !item.date.startsWith('0000'),
  );
  const shown = new Set(
    dated.filter(({ item }) => isPublic(item)).flatMap(({ item }) => [item.date.slice(0, 4), item.date.slice(0, 7)]),
  );
  for (const { item } of dated) {
    const [year = '', month = '', day = ''] = item.date.slice(0, 10).split('-');
    const own = `/${year}/${month}/`;
    const target = shown.has(`${year}-${month}`) ? own : shown.has(year) ? `/${year}/` : '/archive/';
    if (target !== own) add(own, target);
    if (target === '/archive/') add(`/${year}/`, target);
    add(`/${year}/${month}/${day}/`, target);
    add(`/?m=${year}${month}`, target);
  }
}
