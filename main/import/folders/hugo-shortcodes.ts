import type { ImportNote } from '../../../common/import-report.ts';
import type { ArrivalText } from '../arrivals/arrival.ts';

const call = /\{\{([<%])\s*(\/?)\s*(\w[\w./-]*)((?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`])*?)(\/?)\s*[>%]\}\}/g;
const highlighted = /\{\{[<%]\s*highlight\s+([^>%]*?)[>%]\}\}\n?([\s\S]*?)\n?\{\{[<%]\s*\/highlight\s*[>%]\}\}/g;

/**
 * A text of Hugo with its built-in shortcodes as Markdown: figures, players as links, references, code. Others stay visibly where
 * they are and are named. Ones that are commented out are shown without their comment.
 */
export function hugoText(body: string, isHtml: boolean): ArrivalText {
  const unknown = new Set<string>();
  const text = body
    .replace(highlighted, (_found, options: string, code: string) => fenced(firstWord(options), code))
    .replace(call, (found, _mark, closing: string, name: string, written: string) => {
      const made = closing === '' ? shortcode(name, argumentsOf(written)) : '';
      if (closing !== '' && known.has(name)) return '';
      if (made !== undefined && closing === '') return made;
      unknown.add(name);
      return found;
    })
    .replace(
      /\{\{([<%])\/\*\s*([\s\S]*?)\s*\*\/([>%])\}\}/g,
      (_found, open: string, inside: string, close: string) => `{{${open} ${inside} ${close}}}`,
    );
  const look: ImportNote[] = [...unknown].map((detail) => ({ note: 'unknown-shortcode', detail }));
  return { form: isHtml ? 'html' : 'markdown', text, look };
}

interface Arguments {
  readonly named: ReadonlyMap<string, string>;
  readonly plain: readonly string[];
}

const known = new Set([
  'figure',
  'youtube',
  'vimeo',
  'gist',
  'tweet',
  'x',
  'instagram',
  'ref',
  'relref',
  'param',
  'comment',
  'details',
]);

function shortcode(name: string, { named, plain }: Arguments): string | undefined {
  const id = named.get('id') ?? plain[0] ?? '';
  switch (name) {
    case 'figure':
      return figure(named);
    case 'youtube':
      return link(named.get('title') ?? 'youtube.com', `https://www.youtube.com/watch?v=${id}`);
    case 'vimeo':
      return link(named.get('title') ?? 'vimeo.com', `https://vimeo.com/${id}`);
    case 'gist':
      return link('gist.github.com', `https://gist.github.com/${plain[0] ?? ''}/${plain[1] ?? ''}`);
    case 'tweet':
    case 'x': {
      const user = named.get('user') ?? 'i';
      return link(`@${user}`, `https://x.com/${user}/status/${named.get('id') ?? plain.at(-1) ?? ''}`);
    }
    case 'instagram':
      return link('instagram.com', `https://www.instagram.com/p/${id}/`);
    case 'ref':
    case 'relref':
      // Stands where an address stands; the importer finds the post by its file.
      return `hugo-ref:${encodeURI(named.get('path') ?? id)}`;
    case 'comment':
      return '';
    default:
      return undefined;
  }
}

function figure(named: ReadonlyMap<string, string>): string {
  const quoted = (text: string) => text.replace(/(["\\])/g, '\\$1');
  const src = named.get('src') ?? '';
  const caption = [named.get('title'), named.get('caption')]
    .filter((text) => text !== undefined && text !== '')
    .join('. ');
  const attr = named.get('attr') ?? '';
  const attrLink = named.get('attrlink') ?? '';
  const credit = attrLink === '' || attr === '' ? attr : `[${attr}](${attrLink})`;
  const alt = (named.get('alt') ?? '').replace(/([[\]\\])/g, '\\$1');
  const address = /[\s()<>]/.test(src) ? `<${src}>` : src;
  const picture = `![${alt}](${address}${caption === '' ? '' : ` "${quoted(caption)}"`})${credit === '' ? '' : `{credit="${quoted(credit)}"}`}`;
  const target = named.get('link') ?? '';
  return target === '' || /\.(?:jpe?g|png|gif|webp|avif)$/i.test(target) ? picture : `[${picture}](${target})`;
}

function argumentsOf(written: string): Arguments {
  const named = new Map<string, string>();
  const plain: string[] = [];
  for (const found of written.matchAll(/(?:([\w-]+)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|([^\s"`/]+))/g)) {
    const value = found[2]?.replace(/\\(["\\])/g, '$1') ?? found[3] ?? found[4] ?? '';
    if (found[1] === undefined) plain.push(value);
    else named.set(found[1], value);
  }
  return { named, plain };
}

function link(title: string, address: string): string {
  return `[${title}](${address})`;
}

function firstWord(options: string): string {
  return /[\w#+.-]+/.exec(options)?.[0] ?? '';
}

/** A fenced block whose fence no line of the code can close. */
export function fenced(language: string, code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/^\s*(`{3,})/gm)].map((run) => run[1]?.length ?? 0));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}
