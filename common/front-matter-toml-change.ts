import { lineEndOf } from './front-matter.ts';
import type { YamlValue } from './front-matter-yaml-render.ts';

/**
 * Gives keys of a TOML header new values, takes keys with null out and adds missing ones before the first table. Lines of other
 * keys and comments stay byte for byte. The header must be one that `readToml` could read.
 */
export function changeToml(header: string, changes: ReadonlyMap<string, YamlValue | null>): string {
  const newline = lineEndOf(header);
  let text = header;
  for (const [key, value] of changes) {
    const found = locate(text, key);
    if (found !== undefined && value === null) text = text.slice(0, found.lineFrom) + text.slice(found.lineTo);
    else if (found !== undefined && value !== null)
      text = text.slice(0, found.from) + render(value) + text.slice(found.to);
    else if (value !== null) {
      const end = firstTable(text);
      const gap = end > 0 && text[end - 1] !== '\n' ? newline : '';
      text = `${text.slice(0, end)}${gap}${key} = ${render(value)}${newline}${text.slice(end)}`;
    }
  }
  return text;
}

interface Place {
  readonly lineFrom: number;
  readonly lineTo: number;
  readonly from: number;
  readonly to: number;
}

/** Walks over the top-level keys, each with its value, which may span lines. */
function locate(text: string, key: string): Place | undefined {
  const end = firstTable(text);
  const start = /^[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([\w-]+))[ \t]*=[ \t]*/gm;
  for (let match = start.exec(text); match !== null && match.index < end; match = start.exec(text)) {
    const from = match.index + match[0].length;
    const to = valueEnd(text, from);
    const lineEnd = text.indexOf('\n', to);
    const lineTo = lineEnd === -1 ? text.length : lineEnd + 1;
    if ((match[1] ?? match[2] ?? match[3]) === key) return { lineFrom: match.index, lineTo, from, to };
    start.lastIndex = lineTo;
  }
  return undefined;
}

/** Where the first `[table]` begins, or the end. */
function firstTable(text: string): number {
  for (let position = 0; position < text.length; ) {
    const line = /[^\n]*\n?/y;
    line.lastIndex = position;
    const content = line.exec(text)?.[0] ?? '';
    if (/^[ \t]*\[/.test(content)) return position;
    const assignment = /^[^=#\n]+=[ \t]*/.exec(content);
    if (assignment !== null && !/^[ \t]*#/.test(content)) {
      const lineEnd = text.indexOf('\n', valueEnd(text, position + assignment[0].length));
      position = lineEnd === -1 ? text.length : lineEnd + 1;
    } else position += Math.max(content.length, 1);
  }
  return text.length;
}

const stringForms = /"""(?:[^\\]|\\[\s\S])*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;

/** End of the value that begins at `from`, without a comment behind it. */
function valueEnd(text: string, from: number): number {
  let depth = 0;
  let position = from;
  let end = from;
  while (position < text.length) {
    const character = text[position] ?? '';
    if (character === '\n' && depth === 0) break;
    if (character === '#') {
      if (depth === 0) break;
      position = text.indexOf('\n', position);
      if (position === -1) return text.length;
      continue;
    }
    stringForms.lastIndex = position;
    const string = stringForms.exec(text)?.[0];
    if (character === '[' || character === '{') depth += 1;
    if (character === ']' || character === '}') depth -= 1;
    position += string?.length ?? 1;
    if (!/\s/.test(character)) end = position;
  }
  return end;
}

const dateForm = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

function render(value: YamlValue): string {
  if (typeof value === 'string') return dateForm.test(value) ? value : quote(value);
  if (typeof value !== 'object') return String(value);
  if (isTextList(value)) return `[${value.map(quote).join(', ')}]`;
  const fields = Object.entries(value).flatMap(([key, text]) => (text === null ? [] : [`${key} = ${quote(text)}`]));
  return `{ ${fields.join(', ')} }`;
}

/** JSON's escapes are TOML's, but for DEL, which TOML wants escaped. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}
