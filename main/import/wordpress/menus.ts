import type { MenuItem } from '../../../common/site-settings.ts';
import { categoryAddress, tagAddress } from '../term-addresses.ts';
import { decodeEntities, type ExportIndex } from './export-index.ts';
import type { ExportItem } from './export-types.ts';

/** One entry of a menu as the export lists it, among the posts. */
export interface MenuEntry {
  readonly menu: string;
  readonly order: number;
  readonly label: string;
  readonly url: string;
  readonly isTerm: boolean;
  readonly objectId: number;
}

/** Reads an item of the type `nav_menu_item`. */
export function readMenuEntry(item: ExportItem): MenuEntry {
  const field = (name: string) => item.meta.find(({ key }) => key === name)?.value.trim() ?? '';
  return {
    menu: item.terms.find(({ taxonomy }) => taxonomy === 'nav_menu')?.slug ?? '',
    order: item.menuOrder,
    label: decodeEntities(item.title),
    url: field('_menu_item_url'),
    isTerm: field('_menu_item_type') === 'taxonomy',
    objectId: Number(field('_menu_item_object_id')),
  };
}

/** Every menu by its name, in the order of the export, entries in theirs; nested entries follow the one they lie under. */
export function menusOf(entries: readonly MenuEntry[], index: ExportIndex): ReadonlyMap<string, readonly MenuItem[]> {
  const menus = new Map<string, MenuItem[]>();
  for (const entry of [...entries].sort((one, other) => one.order - other.order)) {
    const item = itemOf(entry, index);
    if (item !== undefined) menus.set(entry.menu, [...(menus.get(entry.menu) ?? []), item]);
  }
  const inOrder = [...new Set(entries.map(({ menu }) => menu))];
  return new Map(inOrder.flatMap((name) => (menus.has(name) ? [[name, menus.get(name) ?? []] as const] : [])));
}

function itemOf({ label, url, isTerm, objectId }: MenuEntry, index: ExportIndex): MenuItem | undefined {
  const target = isTerm ? termTarget(objectId, index) : url === '' ? postTarget(objectId, index) : undefined;
  const address = target?.url ?? url;
  const words = label === '' ? (target?.label ?? '') : label;
  const isOwn =
    URL.canParse(address) && URL.canParse(index.blog.url) && new URL(address).host === new URL(index.blog.url).host;
  const place = isOwn ? new URL(address).pathname : address;
  return place === '' || words === '' ? undefined : { label: words, url: place };
}

function postTarget(id: number, index: ExportIndex): MenuItem | undefined {
  const item = index.items.get(id);
  return item === undefined ? undefined : { label: decodeEntities(item.title), url: item.link };
}

function termTarget(id: number, index: ExportIndex): MenuItem | undefined {
  const term = index.blog.terms.find((candidate) => candidate.id === id);
  if (term === undefined) return undefined;
  const name = decodeEntities(term.name);
  const address =
    term.taxonomy === 'category'
      ? categoryAddress(index.categoryPath(term.slug) ?? name)
      : term.taxonomy === 'post_tag'
        ? tagAddress(name)
        : '';
  return { label: name, url: address };
}
