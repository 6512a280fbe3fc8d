import { withoutCode } from './without-code.ts';

/** An address in a Markdown text: of a link, a picture, a definition or an HTML attribute. Offsets in UTF-16 units. */
export interface AddressInText {
  /** As written. */
  readonly written: string;
  readonly from: number;
  readonly to: number;
  readonly role: 'picture' | 'link';
  /** Words at a picture; each absent when it is not stated. */
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
}

/** Every address in a Markdown text, in order; code and comments are passed over. Takes linear time. */
export function findAddresses(body: string): readonly AddressInText[] {
  const text = withoutCode(body);
  const found = [...inlineReferences(text), ...definitions(text), ...htmlAttributes(text), ...autolinks(text)];
  return found.toSorted((a, b) => a.from - b.from);
}

/** `<https://example.org/>` */
function autolinks(text: string): readonly AddressInText[] {
  return [...text.matchAll(/<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/gi)].flatMap((match) => {
    const written = match[1] ?? '';
    const before = text.slice(Math.max(0, match.index - 2), match.index);
    // In brackets behind a label it is a link's destination, which was found already.
    if (before.endsWith('(') || /\]:[ \t]*$/.test(text.slice(Math.max(0, match.index - 200), match.index))) return [];
    return [{ written, from: match.index + 1, to: match.index + 1 + written.length, role: 'link' as const }];
  });
}

/** `[text](address "title"){key="value"}` and the same with `!` before it. */
function inlineReferences(text: string): readonly AddressInText[] {
  const found: AddressInText[] = [];
  const destination =
    /\]\(\s*(?:<([^<>\n]*)>|((?:\\[()]|[^\s()<>]|\([^\s()]*\))+))(?:\s+("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))?\s*\)(\{[^}\n]*\})?/g;
  for (const match of text.matchAll(destination)) {
    const written = match[1] ?? match[2] ?? '';
    const from = text.indexOf(written, match.index + 2);
    const label = labelBefore(text, match.index);
    if (label === undefined || written === '') continue;
    const attributes = match[4] ?? '';
    const caption = attribute(attributes, 'caption') ?? match[3]?.slice(1, -1);
    const credit = attribute(attributes, 'credit');
    const words = {
      alt: unescaped(label.text),
      ...(caption === undefined ? {} : { caption: unescaped(caption) }),
      ...(credit === undefined ? {} : { credit }),
    };
    const role = label.isPicture ? 'picture' : 'link';
    found.push({ written, from, to: from + written.length, role, ...(label.isPicture ? words : {}) });
  }
  return found;
}

/** The bracketed text that ends at `end`, and whether it is a picture's. */
function labelBefore(text: string, end: number): { readonly text: string; readonly isPicture: boolean } | undefined {
  let depth = 1;
  for (let at = end - 1; at >= 0 && end - at < 2_000; at -= 1) {
    if (text[at - 1] === '\\') continue;
    if (text[at] === ']') depth += 1;
    if (text[at] === '[') depth -= 1;
    if (depth === 0) return { text: text.slice(at + 1, end), isPicture: text[at - 1] === '!' };
  }
  return undefined;
}

function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`\\b${name}=(?:"([^"]*)"|'([^']*)'|([^\\s}]+))`).exec(attributes);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

/** `[name]: address "title"` on a line of its own. */
function definitions(text: string): readonly AddressInText[] {
  return [...text.matchAll(/^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?:<([^<>\n]*)>|([^\s<>]+))/gm)].map((match) => {
    const written = match[1] ?? match[2] ?? '';
    const from = match.index + match[0].lastIndexOf(written);
    return { written, from, to: from + written.length, role: 'link' as const };
  });
}

/** Addresses in an author's own HTML. A `srcset` counts once for each of its addresses. */
function htmlAttributes(text: string): readonly AddressInText[] {
  const found: AddressInText[] = [];
  for (const match of text.matchAll(/\s(src|href|poster|srcset)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)) {
    const value = match[2] ?? match[3] ?? '';
    const start = match.index + match[0].length - 1 - value.length;
    const role = match[1]?.toLowerCase() === 'href' ? 'link' : 'picture';
    const parts = match[1]?.toLowerCase() === 'srcset' ? [...value.matchAll(/(?:^|,)\s*([^\s,]+)/g)] : undefined;
    if (parts === undefined) found.push({ written: value, from: start, to: start + value.length, role });
    for (const part of parts ?? []) {
      const written = part[1] ?? '';
      const from = start + part.index + part[0].length - written.length;
      found.push({ written, from, to: from + written.length, role });
    }
  }
  return found;
}

/** Without the backslashes that keep punctuation plain. */
export function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
