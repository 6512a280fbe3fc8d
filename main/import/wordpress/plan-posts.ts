import { keepsAddress, withoutDots } from '../kept-address.ts';
import type { ImportedFiles } from '../write-imported.ts';
import { postDate } from './dates.ts';
import type { ExportIndex, IndexedItem } from './export-index.ts';
import { pathBelow } from './permalinks.ts';

/** Where one post or page goes. */
export interface PlannedPost {
  readonly item: IndexedItem;
  readonly kind: 'post' | 'page';
  /** Path of its file inside the site folder. */
  readonly file: string;
  /** Last part of its address, decoded. */
  readonly slug: string;
  /** The path it had, `/2024/05/a/`; undefined when it had none of its own. */
  readonly address: string | undefined;
  /** Set when the site's pattern would give it another address than it had. */
  readonly permalink: string | undefined;
}

/** What planning needs to know of the site. */
export interface PlanSite {
  /** The site's pattern for posts. */
  readonly permalink: string;
  /** IANA zone of the site, in which dates become addresses. */
  readonly timeZone: string;
}

/** WordPress's own types that hold no text of the author. */
const withoutText = new Set([
  'attachment', 'nav_menu_item', 'revision', 'custom_css', 'customize_changeset', 'oembed_cache', 'user_request',
  'wp_block', 'wp_template', 'wp_template_part', 'wp_global_styles', 'wp_navigation',
]); // biome-ignore format: a list of names

/** Key under which an import remembers an item. */
export function itemKey(id: number): string {
  return `wordpress:${id}`;
}

/** True for items that become posts or pages. */
export function isPostLike(item: Pick<IndexedItem, 'type' | 'status'>): boolean {
  return !withoutText.has(item.type) && item.status !== 'auto-draft' && item.status !== 'inherit';
}

/** Gives every post and page a file and settles how it keeps its address. By WordPress's number. */
export async function planPosts(
  index: ExportIndex,
  files: ImportedFiles,
  site: PlanSite,
): Promise<ReadonlyMap<number, PlannedPost>> {
  const planned = new Map<number, PlannedPost>();
  for (const item of index.items.values()) {
    if (!isPostLike(item)) continue;
    const kind = item.type === 'post' ? 'post' : 'page';
    const slug = decodeSlug(item.name) || String(item.id);
    const folders = kind === 'page' ? index.pathOf(item.id).slice(0, -1).map(decodeSlug).filter(Boolean) : [];
    const folder = [kind === 'post' ? 'posts' : 'pages', ...folders.map(withoutDots)].join('/');
    const name = item.name === '' ? item.title || String(item.id) : slug;
    const file = await files.place(itemKey(item.id), folder, name, item.hasComments);
    const address = pathBelow(item.link, index.blog.url);
    const date = postDate(item.date, item.dateGmt);
    const isKept = address === undefined || keepsAddress({ kind, file, slug, date, address }, site);
    planned.set(item.id, { item, kind, file, slug, address, permalink: isKept ? undefined : withSlash(address) });
  }
  return planned;
}

/** A slug without its percent-encoding; as it is when that is broken. */
export function decodeSlug(name: string): string {
  try {
    return decodeURIComponent(name).normalize('NFC');
  } catch {
    return name;
  }
}

function withSlash(address: string): string {
  const plain = decodeSlug(address);
  return /\.[a-z]{2,5}$/i.test(plain) || plain.endsWith('/') ? plain : `${plain}/`;
}
