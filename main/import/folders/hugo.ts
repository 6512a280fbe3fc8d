import { type Dialect, dateParts, filledPattern, urlized } from './dialect.ts';
import { hugoText } from './hugo-shortcodes.ts';
import type { SourceDocument } from './source-document.ts';

/** Folders of Hugo: page bundles, `static`, permalinks by section, shortcodes. `config` is its settings. */
export function hugoDialect(
  config: Readonly<Record<string, unknown>>,
  comments: NonNullable<Dialect['commentsOf']>,
): Dialect {
  return {
    kind: 'hugo',
    roots: ['static', 'assets', 'content', ''],
    addressOf: (document) => hugoAddress(document, config),
    textOf: (document) => hugoText(document.body, document.isHtml),
    commentsOf: comments,
  };
}

/** The path Hugo gives a post: its own `url`, the pattern of its section, or the way to its file. */
function hugoAddress(document: SourceDocument, config: Readonly<Record<string, unknown>>): string {
  const { plain, path, front, name, datedName } = document;
  if (typeof plain.url === 'string' && plain.url !== '') return `/${plain.url.replace(/^\/+/, '')}`;
  const way = path.split('/').slice(1);
  const section = way.length > 1 ? (way[0] ?? '') : '';
  const isBundle = /^index\./.test(way.at(-1) ?? '');
  const fileName = datedName === undefined ? name : `${datedName}-${name}`;
  const slug = front.matter.slug ?? fileName;
  const permalinks = config.permalinks;
  const stated: unknown =
    typeof permalinks === 'object' && permalinks !== null ? sectionPattern(permalinks, section) : undefined;
  const sections = way.slice(0, isBundle ? -2 : -1);
  if (typeof stated === 'string') {
    const title = urlized(front.matter.title || name);
    const names = {
      slug: urlized(front.matter.slug ?? (front.matter.title || fileName)),
      filename: fileName,
      contentbasename: fileName,
      slugorfilename: urlized(slug),
      slugorcontentbasename: urlized(slug),
    };
    const filled = filledPattern(stated, {
      ...dateParts(document),
      ...names,
      title,
      section,
      sections: sections.join('/'),
    });
    if (filled !== undefined) return filled.endsWith('/') || /\.html?$/.test(filled) ? filled : `${filled}/`;
  }
  const folders = sections.map(urlized);
  const last = urlized(slug);
  return config.uglyURLs === true ? `/${[...folders, `${last}.html`].join('/')}` : `/${[...folders, last].join('/')}/`;
}

/** Hugo takes patterns by section, or by kind of page and then section. */
function sectionPattern(permalinks: object, section: string): unknown {
  const page: unknown = Reflect.get(permalinks, 'page');
  return Reflect.get(typeof page === 'object' && page !== null ? page : permalinks, section);
}
