/**
 * The header of most posts, read without a YAML document: one line a key, plain or simply quoted texts, `[a, b]` and lists of
 * `- item` lines. Undefined for whatever could mean more than it shows; then the YAML parser decides. What it answers is what
 * the parser would: ten thousand headers take a fifth of the time so.
 */
export function readPlainHeader(header: string): Readonly<Record<string, unknown>> | undefined {
  const plain: Record<string, unknown> = {};
  let list: { readonly items: unknown[]; readonly indent: string } | undefined;
  let openKey: string | undefined;
  for (let from = 0; from < header.length; ) {
    const lineEnd = header.indexOf('\n', from);
    const line = header.slice(from, lineEnd === -1 ? header.length : lineEnd).replace(/[ \r]+$/, '');
    from = lineEnd === -1 ? header.length : lineEnd + 1;
    if (line === '') continue;
    const item = itemLine.exec(line);
    if (item !== null) {
      const [, indent = '', text = ''] = item;
      if (list === undefined) {
        if (openKey === undefined) return undefined;
        list = { items: [], indent };
        plain[openKey] = list.items;
      }
      const value = indent === list.indent ? simpleValue(text) : undefined;
      if (value === undefined) return undefined;
      list.items.push(value);
      continue;
    }
    const pair = keyLine.exec(line);
    if (pair === null) return undefined;
    const [, key = '', text = ''] = pair;
    if (Object.hasOwn(plain, key)) return undefined;
    const value = text === '' ? null : text.startsWith('[') ? flowList(text) : simpleValue(text);
    if (value === undefined) return undefined;
    plain[key] = value;
    list = undefined;
    openKey = text === '' ? key : undefined;
  }
  return plain;
}

/** A key in the first column that is a word, and what follows its colon. */
const keyLine = /^([A-Za-z][\w-]*):(?: +(.*))?$/;

const itemLine = /^( *)- +(.*)$/;

/** Letters, digits and marks that mean nothing to YAML wherever they stand; a colon or number sign only inside a word. */
const plainText =
  /^[A-Za-z0-9\u00c0-\u1fff\u3041-\ud7ff](?:[ -"$-9;-~\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff\ue000-\ufdff]|:(?=[^ ]))*$/;

/** What plain words and numbers could be besides a text; dates stay texts. */
const isSpecial = /^(?:null|true|false|0[xo].*|\d[\d.e+-]*)$/i;

/** A text, whole number, boolean or null on one line; undefined for what could be more. */
function simpleValue(text: string): unknown {
  const quote = text[0];
  if (quote === '"' || quote === "'") return quoted(text, quote);
  if (!plainText.test(text)) return undefined;
  if (!isSpecial.test(text)) return text;
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  if (/^(?:0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
}

/** A quoted text that holds neither its quote nor a backslash. */
function quoted(text: string, quote: string): string | undefined {
  const inner = text.slice(1, -1);
  const isWhole = text.length >= 2 && text.endsWith(quote);
  return isWhole && !inner.includes(quote) && quotable.test(inner) ? inner : undefined;
}

const quotable = /^[ -[\]-~\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff\ue000-\ufdff]*$/;

/** `[a, 'b']`, without anything nested. */
function flowList(text: string): readonly unknown[] | undefined {
  if (!text.endsWith(']')) return undefined;
  const inner = text.slice(1, -1).trim();
  if (inner === '') return [];
  const values: unknown[] = [];
  for (const part of inner.split(',')) {
    const item = part.trim();
    if (item === '' || /[[\]{}:#]/.test(item)) return undefined;
    const value = simpleValue(item);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}
