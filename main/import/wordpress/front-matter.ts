import { Document } from 'yaml';
import { postDate } from './dates.ts';
import { decodeEntities, type ExportIndex } from './export-index.ts';
import type { ExportItem } from './export-types.ts';
import { pathBelow } from './permalinks.ts';
import type { PlannedPost } from './plan-posts.ts';

/** Fields that WordPress and its editors keep for themselves and that say nothing about the post. */
const internalFields =
  /^_(?:edit_last|edit_lock|pingme|encloseme|wp_page_template|thumbnail_id|wp_old_slug|wp_old_date|wp_trash_meta.*|wp_attach.*|oembed.*|menu_item.*)$|^footnotes$/;

/** Statuses of WordPress that readers may see. */
const publicStatuses = ['publish', 'future'];

/** True when a post must stay a draft here. A password is no protection in a folder of plain files. */
export function isDraft(item: Pick<ExportItem, 'status' | 'password'>): boolean {
  return !publicStatuses.includes(item.status) || item.password !== '';
}

/** What front matter needs besides the item. */
export interface MatterContext {
  readonly index: ExportIndex;
  /** Path of the featured picture in the site, with its words. */
  readonly cover: { readonly src: string; readonly alt: string; readonly caption: string } | undefined;
  /** Name to show for a login; undefined where the blog has one author only. */
  readonly authorName: (login: string) => string | undefined;
}

/** The whole post as a file: front matter with everything the export knows, then the text. */
export function composePost(planned: PlannedPost, item: ExportItem, markdown: string, context: MatterContext): string {
  const document = new Document(matterOf(planned, item, context));
  const header = document.toString({ lineWidth: 0, defaultKeyType: 'PLAIN' });
  return `---\n${header}---\n\n${markdown}`;
}

function matterOf(
  { slug, permalink, file }: PlannedPost,
  item: ExportItem,
  context: MatterContext,
): Record<string, unknown> {
  const { index, cover, authorName } = context;
  const date = postDate(item.date, item.dateGmt);
  const updated = postDate(item.modified, item.modifiedGmt);
  const categories = termsOf(item, 'category').map(
    (term) => index.categoryPath(term.slug) ?? decodeEntities(term.name),
  );
  const tags = termsOf(item, 'post_tag').map(({ name }) => decodeEntities(name));
  const fileSlug = file.split('/').at(-1)?.replace(/\.md$/, '');
  const format = termsOf(item, 'post_format')[0]?.slug.replace(/^post-format-/, '');
  return withoutEmpty({
    title: decodeEntities(item.title),
    date,
    updated: updated === date ? undefined : updated,
    slug: item.name === '' || slug === fileSlug ? undefined : slug,
    permalink,
    draft: isDraft(item) ? true : undefined,
    description: plainText(item.excerpt),
    categories,
    tags,
    cover: cover === undefined ? undefined : withoutEmpty(cover),
    aliases: item.status === 'publish' ? formerSlugs(item, index.blog.url) : [],
    author: authorName(item.creator),
    comments: item.areCommentsOpen ? undefined : false,
    weight: item.menuOrder === 0 ? undefined : item.menuOrder,
    sticky: item.isSticky ? true : undefined,
    format,
    taxonomies: customTerms(item),
    ...ownKeys(item),
    wordpress: withoutEmpty({
      id: item.id,
      type: ['post', 'page'].includes(item.type) ? undefined : item.type,
      status: publicStatuses.includes(item.status) ? undefined : item.status,
      password: item.password === '' ? undefined : true,
      fields: fieldsOf(item),
    }),
  });
}

function formerSlugs(item: ExportItem, blogUrl: string): string[] {
  const former = item.meta.filter(({ key }) => key === '_wp_old_slug').map(({ value }) => value);
  return former.flatMap((slug) => {
    const address = pathBelow(item.link, blogUrl);
    return address === undefined || slug === '' ? [] : [address.replace(/[^/]+(?=\/*$)/, () => slug)];
  });
}

function customTerms(item: ExportItem): Record<string, string[]> {
  const custom: Record<string, string[]> = {};
  for (const { taxonomy, name } of item.terms) {
    if (['category', 'post_tag', 'post_format', 'nav_menu'].includes(taxonomy) || taxonomy === '__proto__') continue;
    custom[taxonomy] = [...(Object.hasOwn(custom, taxonomy) ? (custom[taxonomy] ?? []) : []), decodeEntities(name)];
  }
  return custom;
}

/** Keys that an export of ours put into custom fields, as JSON. */
function ownKeys(item: ExportItem): Record<string, unknown> {
  const own: Record<string, unknown> = {};
  for (const { key, value } of item.meta) {
    const name = /^offprint_(?!_)(.+)$/.exec(key)?.[1];
    if (name === undefined) continue;
    try {
      own[name] = JSON.parse(value);
    } catch {
      own[name] = value;
    }
  }
  return own;
}

function fieldsOf(item: ExportItem): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const { key, value } of item.meta) {
    if (key === '' || key === '__proto__' || key.startsWith('offprint_') || internalFields.test(key)) continue;
    const before = Object.hasOwn(fields, key) ? fields[key] : undefined;
    fields[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return fields;
}

function termsOf(item: ExportItem, taxonomy: string) {
  return item.terms.filter((term) => term.taxonomy === taxonomy);
}

/** The words of a piece of HTML. */
export function plainText(html: string): string {
  return decodeEntities(html.replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => {
      if (value === undefined || value === '') return false;
      if (Array.isArray(value)) return value.length > 0;
      return typeof value !== 'object' || value === null || Object.keys(value).length > 0;
    }),
  );
}
