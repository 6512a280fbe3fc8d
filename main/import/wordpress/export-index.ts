import type { ExportBlog, ExportItem, ItemTerm } from './export-types.ts';

/** What a first reading keeps of every item: enough to name files, addresses and pictures before any text is converted. */
export interface IndexedItem {
  readonly id: number;
  readonly type: string;
  readonly status: string;
  readonly title: string;
  readonly name: string;
  readonly link: string;
  readonly guid: string;
  readonly date: string;
  readonly dateGmt: string;
  readonly parent: number;
  readonly menuOrder: number;
  readonly attachmentUrl: string;
  /** Alternative text of a picture, as its own field says. */
  readonly alt: string;
  readonly caption: string;
  readonly hasPassword: boolean;
  readonly hasComments: boolean;
  /** Login name of the author. */
  readonly creator: string;
  readonly terms: readonly ItemTerm[];
  /** Text of a block that posts share; empty for everything else. */
  readonly sharedText: string;
}

/** Every item by its number, and the questions that the import asks of them. */
export interface ExportIndex {
  readonly blog: ExportBlog;
  readonly items: ReadonlyMap<number, IndexedItem>;
  /** Attachments of an item, in the order their author gave them. */
  attachmentsOf(id: number): readonly IndexedItem[];
  /** The attachment whose own page an address names. */
  attachmentAt(link: string): IndexedItem | undefined;
  /** Slugs from the topmost page down to this one; a circle of parents is cut where it closes. */
  pathOf(id: number): readonly string[];
  /** Category path by slug, topmost first, as names: `Travel/Norway`. */
  categoryPath(slug: string): string | undefined;
  /** The same way as slugs; the slug alone when there is no such category. */
  categorySlugs(slug: string): readonly string[];
}

/** Keeps what the first reading needs of an item. */
export function indexItem(item: ExportItem): IndexedItem {
  const { id, type, status, title, name, link, guid, date, dateGmt, parent, menuOrder, attachmentUrl } = item;
  return {
    ...{ id, type, status, title, name, link, guid, date, dateGmt, parent, menuOrder, attachmentUrl },
    alt: item.meta.find(({ key }) => key === '_wp_attachment_image_alt')?.value.trim() ?? '',
    caption: type === 'attachment' ? item.excerpt.trim() : '',
    hasPassword: item.password !== '',
    hasComments: item.comments.length > 0,
    creator: item.creator,
    terms: item.terms,
    sharedText: type === 'wp_block' ? item.content : '',
  };
}

/** Makes the index of a whole export. */
export function createExportIndex(blog: ExportBlog, indexed: readonly IndexedItem[]): ExportIndex {
  const items = new Map(indexed.map((item) => [item.id, item]));
  const byParent = groupByParent(indexed);
  const attachmentsByLink = new Map(
    indexed
      .filter(({ type, link }) => type === 'attachment' && !link.includes('?'))
      .map((item) => [plainLink(item.link), item]),
  );
  const categories = new Map(
    blog.terms.filter(({ taxonomy }) => taxonomy === 'category').map((term) => [term.slug, term]),
  );

  const chain = <Key, Value>(start: Key, step: (key: Key) => { value: Value; parent: Key | undefined } | undefined) => {
    const seen = new Set<Key>();
    const found: Value[] = [];
    for (let key: Key | undefined = start; key !== undefined && !seen.has(key); ) {
      seen.add(key);
      const next = step(key);
      if (next === undefined) break;
      found.unshift(next.value);
      key = next.parent;
    }
    return found;
  };

  return {
    blog,
    items,
    attachmentsOf: (id) => byParent.get(id)?.filter(({ type }) => type === 'attachment') ?? [],
    attachmentAt: (link) => attachmentsByLink.get(plainLink(link)),
    pathOf: (id) =>
      chain(id, (key) => {
        const item = items.get(key);
        return item === undefined
          ? undefined
          : { value: item.name, parent: item.parent === 0 ? undefined : item.parent };
      }),
    categoryPath: (slug) => {
      const names = chain(slug, (key) => {
        const term = categories.get(key);
        if (term === undefined) return undefined;
        return {
          value: decodeEntities(term.name).replaceAll('/', '∕'),
          parent: term.parent === '' ? undefined : term.parent,
        };
      });
      return names.length === 0 ? undefined : names.join('/');
    },
    categorySlugs: (slug) => {
      const slugs = chain(slug, (key) => {
        const term = categories.get(key);
        return term === undefined
          ? undefined
          : { value: term.slug, parent: term.parent === '' ? undefined : term.parent };
      });
      return slugs.length === 0 ? [slug] : slugs;
    },
  };
}

function plainLink(link: string): string {
  return link.replace(/[?#].*$/, '').replace(/\/+$/, '');
}

function groupByParent(items: readonly IndexedItem[]): Map<number, IndexedItem[]> {
  const groups = new Map<number, IndexedItem[]>();
  for (const item of [...items].sort((first, second) => first.menuOrder - second.menuOrder || first.id - second.id)) {
    const group = groups.get(item.parent);
    if (group === undefined) groups.set(item.parent, [item]);
    else group.push(item);
  }
  return groups;
}

/** Names in an export carry HTML entities inside their CDATA; they are decoded once. */
export function decodeEntities(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (found, decimal, hexadecimal, name) => {
    if (name !== undefined) return named[String(name).toLowerCase()] ?? found;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : found;
  });
}
