import type { ImportNote } from '../../../common/import-report.ts';
import type { ArrivalText } from '../arrivals/arrival.ts';
import type { Dialect } from './dialect.ts';
import { type LiquidSurroundings, liquidText } from './liquid-text.ts';
import type { SourceDocument } from './source-document.ts';

/** Folders of Eleventy: Liquid, the folder's own data files, permalinks; tags that only make collections are left out. */
export function eleventyDialect(
  surroundings: LiquidSurroundings,
  comments: NonNullable<Dialect['commentsOf']>,
): Dialect {
  return {
    kind: 'eleventy',
    roots: ['public', 'static', 'src', 'content', ''],
    addressOf: ({ plain, path, name }) => {
      const own = typeof plain.permalink === 'string' && !/\{[{%]/.test(plain.permalink) ? plain.permalink : undefined;
      if (own !== undefined) return `/${own.replace(/^\/+/, '').replace(/(^|\/)index\.html$/, '$1')}`;
      const folders = path
        .split('/')
        .slice(0, -1)
        .join('/')
        .replace(/^(?:src\/|content\/)+/, '');
      const isBundle = folders.split('/').at(-1) === name;
      return `/${[folders, isBundle ? '' : name].filter(Boolean).join('/')}/`;
    },
    textOf: (document) => liquidText(document, surroundings),
    silentTags: ['post', 'posts', 'page', 'pages', 'nav', 'all'],
    commentsOf: comments,
  };
}

/** Folders of Astro: content collections, components in MDX that stay visibly where they are. */
export const astroDialect: Dialect = {
  kind: 'astro',
  roots: ['public', 'src', ''],
  addressOf: ({ path, front, folders, name, place }) => {
    if (place.kind === 'page') {
      const way = path
        .replace(/^src\/pages\//, '')
        .replace(/\.[a-z]+$/i, '')
        .replace(/(?:^|\/)index$/, '');
      return way === '' ? '/' : `/${way}/`;
    }
    const collection = place.folder.split('/').at(-1) ?? 'blog';
    return `/${[collection, ...folders, front.matter.slug ?? name].join('/')}/`;
  },
  textOf: astroText,
};

function astroText({ body, path, isHtml }: SourceDocument): ArrivalText {
  if (!/\.mdx$/i.test(path)) return { form: isHtml ? 'html' : 'markdown', text: body, look: [] };
  const text = body
    .replace(/^(?:import|export)\s[^\n]*(?:\n(?![\n#]).*)*?;?[ \t]*$/gm, '')
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, '');
  const components = new Set([...text.matchAll(/<([A-Z][\w.]*)/g)].map((found) => found[1] ?? ''));
  const look: ImportNote[] = [...components].map((detail) => ({ note: 'component-kept', detail }));
  // A component would be taken for HTML and vanish; as code it stays to be seen.
  const visible = text.replace(
    /<\/?[A-Z][\w.]*(?:\s(?:"[^"]*"|'[^']*'|\{[^}]*\}|[^>"'{])*)?\/?>/g,
    (tag) => `\`${tag.replaceAll('`', "'")}\``,
  );
  return { form: 'markdown', text: visible, look };
}

/** A folder of Markdown or HTML files of no particular program; an Obsidian vault is one. */
export function plainDialect(kind: 'markdown' | 'html'): Dialect {
  return {
    kind,
    roots: [''],
    addressOf: ({ isHtml, path }) => (isHtml ? `/${path.replace(/(^|\/)index\.html?$/i, '$1')}` : undefined),
    textOf: ({ body, isHtml }) => ({
      form: isHtml ? 'html' : 'markdown',
      text: isHtml
        ? body
        : body.replace(/^\s*#\s+[^\n]+\n+/, '').replace(/!\[\[([^\]|]+)(?:\|[^\]]*)?\]\]/g, '![](<$1>)'),
      look: [],
    }),
  };
}
