import { type Dialect, dateParts, filledPattern, urlized } from './dialect.ts';
import { type LiquidSurroundings, liquidText } from './liquid-text.ts';
import type { SourceDocument } from './source-document.ts';

/** Jekyll's named patterns. */
const patterns: Readonly<Record<string, string>> = {
  date: '/:categories/:year/:month/:day/:title.html',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title.html',
  none: '/:categories/:title.html',
};

/** Folders of Jekyll: Liquid, includes, data, categories by folder, permalinks. */
export function jekyllDialect(
  config: Readonly<Record<string, unknown>>,
  surroundings: LiquidSurroundings,
  comments: NonNullable<Dialect['commentsOf']>,
): Dialect {
  return {
    kind: 'jekyll',
    roots: ['', 'assets'],
    addressOf: (document) => jekyllAddress(document, config),
    textOf: (document) => liquidText(document, surroundings),
    categoriesOf: jekyllCategories,
    commentsOf: comments,
  };
}

/** Jekyll parts categories in one text by spaces, where we do by commas. */
export function jekyllCategories({ plain, front }: SourceDocument): readonly string[] {
  const written = plain.categories ?? plain.category;
  if (typeof written !== 'string') return front.matter.categories;
  return plain.categories === undefined ? [written] : written.split(/\s+/).filter(Boolean);
}

function jekyllAddress(document: SourceDocument, config: Readonly<Record<string, unknown>>): string | undefined {
  const { plain, place, name, path, front } = document;
  const own = typeof plain.permalink === 'string' ? plain.permalink : undefined;
  const stated = own ?? (typeof config.permalink === 'string' ? config.permalink : 'date');
  if (place.kind === 'page') {
    if (own !== undefined) return `/${own.replace(/^\/+/, '')}`;
    const way = path.replace(/^_pages\//, '').replace(/\.[a-z]+$/i, '');
    const isPretty = stated === 'pretty' || stated.endsWith('/');
    return way === 'index'
      ? '/'
      : way.endsWith('/index')
        ? `/${way.slice(0, -5)}`
        : isPretty
          ? `/${way}/`
          : `/${way}.html`;
  }
  const pattern = patterns[stated] ?? stated;
  const parts = dateParts(document);
  const slug = urlized(front.matter.slug ?? name);
  return filledPattern(pattern, {
    ...parts,
    ...(parts === undefined
      ? {}
      : { i_month: String(Number(parts.month)), i_day: String(Number(parts.day)), short_year: parts.year.slice(2) }),
    title: slug,
    slug,
    categories: jekyllCategories(document).map(urlized).join('/'),
    collection: 'posts',
  });
}
