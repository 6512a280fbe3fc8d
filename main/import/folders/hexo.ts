import type { ImportNote } from '../../../common/import-report.ts';
import type { ArrivalText } from '../arrivals/arrival.ts';
import { type Dialect, dateParts, filledPattern, urlized } from './dialect.ts';
import { fenced } from './hugo-shortcodes.ts';
import type { SourceDocument } from './source-document.ts';

/** Folders of Hexo: tags of its own, a folder of files beside each post, permalinks. `postFile` finds a post by its slug. */
export function hexoDialect(
  config: Readonly<Record<string, unknown>>,
  postFile: (name: string) => string | undefined,
): Dialect {
  const pattern = typeof config.permalink === 'string' ? config.permalink : ':year/:month/:day/:title/';
  return {
    kind: 'hexo',
    roots: ['source', ''],
    addressOf: (document) => hexoAddress(document, pattern),
    textOf: (document) => hexoText(document, postFile),
  };
}

function hexoAddress(document: SourceDocument, pattern: string): string | undefined {
  const { place, path, name, plain, front, folders } = document;
  if (typeof plain.permalink === 'string') return `/${plain.permalink.replace(/^\/+/, '')}`;
  if (place.kind === 'page') {
    const way = path.replace(/^source\//, '').replace(/\.[a-z]+$/i, '');
    return way === 'index' ? '/' : way.endsWith('/index') ? `/${way.slice(0, -5)}` : `/${way}.html`;
  }
  const parts = dateParts(document);
  const title = [...folders, front.matter.slug ?? name].join('/');
  return filledPattern(pattern, {
    ...parts,
    ...(parts === undefined ? {} : { i_month: String(Number(parts.month)), i_day: String(Number(parts.day)) }),
    title,
    name,
    post_title: urlized(front.matter.title),
    category: front.matter.categories[0]?.split('/').map(urlized).join('/') ?? 'uncategorized',
  });
}

/** Hexo's own tags as Markdown; others stay visibly where they are and are named. */
function hexoText({ body, path, isHtml }: SourceDocument, postFile: (name: string) => string | undefined): ArrivalText {
  const unknown = new Set<string>();
  const folder =
    path
      .replace(/\.[a-z]+$/i, '')
      .split('/')
      .at(-1) ?? '';
  const text = body
    .replace(
      /\{%-?\s*(codeblock|code)\s*([^%]*)%\}\n?([\s\S]*?)\n?\{%-?\s*end(?:codeblock|code)\s*-?%\}/g,
      (_found, _name, options: string, code: string) => fenced(/lang:(\S+)/.exec(options)?.[1] ?? '', code),
    )
    .replace(
      /\{%-?\s*(?:blockquote|quote)\s*([^%]*)%\}\n?([\s\S]*?)\n?\{%-?\s*end(?:blockquote|quote)\s*-?%\}/g,
      (_found, source: string, words: string) =>
        [...words.trim().split('\n'), ...(source.trim() === '' ? [] : ['', source.trim()])]
          .map((line) => `> ${line}`.trimEnd())
          .join('\n'),
    )
    .replace(/\{%-?\s*raw\s*-?%\}([\s\S]*?)\{%-?\s*endraw\s*-?%\}/g, (_found, inside: string) => inside)
    .replace(/\{%-?\s*(\w+)\s*([^%]*?)\s*-?%\}/g, (found, name: string, written: string) => {
      const made = hexoTag(name, wordsOf(written), folder, postFile);
      if (made === undefined) unknown.add(name);
      return made ?? found;
    });
  const look: ImportNote[] = [...unknown]
    .filter((name) => !name.startsWith('end'))
    .map((detail) => ({ note: 'unknown-shortcode', detail }));
  return { form: isHtml ? 'html' : 'markdown', text, look };
}

function hexoTag(
  name: string,
  words: readonly string[],
  folder: string,
  postFile: (name: string) => string | undefined,
): string | undefined {
  const [first = '', ...others] = words;
  switch (name) {
    case 'asset_img':
    case 'img': {
      const file = words.find((word) => /\.(?:jpe?g|png|gif|webp|avif|svg)$/i.test(word)) ?? first;
      const title = words
        .slice(words.indexOf(file) + 1)
        .filter((word) => !/^\d+$/.test(word))
        .join(' ');
      const address = name === 'asset_img' ? `${folder}/${file}` : file;
      return `![](<${address}>${title === '' ? '' : ` "${title.replace(/(["\\])/g, '\\$1')}"`})`;
    }
    case 'asset_link':
      return `[${others.join(' ') || first}](<${folder}/${first}>)`;
    case 'asset_path':
      return `${folder}/${encodeURI(first)}`;
    case 'post_link':
    case 'post_path': {
      const file = postFile(first);
      if (file === undefined) return undefined;
      const address = `source-file:${encodeURI(file)}`;
      return name === 'post_path' ? address : `[${others.join(' ') || first}](${address})`;
    }
    case 'youtube':
      return `[youtube.com](https://www.youtube.com/watch?v=${first})`;
    case 'vimeo':
      return `[vimeo.com](https://vimeo.com/${first})`;
    case 'link':
      return `[${first}](${others[0] ?? first})`;
    default:
      return undefined;
  }
}

function wordsOf(written: string): string[] {
  return [...written.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((found) => found[1] ?? found[2] ?? found[3] ?? '');
}
