import { withoutCode } from '../../common/markdown/without-code.ts';

/** Every address that a Markdown text names: links, pictures, definitions, HTML attributes. Code is passed over. */
export function addressesIn(markdown: string): ReadonlySet<string> {
  return new Set(placesIn(markdown).map(({ written }) => unescaped(written)));
}

/** The text with new addresses where `rewrite` answers one. */
export function rewriteAddresses(markdown: string, rewrite: (address: string) => string | undefined): string {
  let text = markdown;
  for (const { written, from, isBracketed } of placesIn(markdown).sort((one, other) => other.from - one.from)) {
    const address = rewrite(unescaped(written));
    if (address === undefined) continue;
    const needsBrackets = !isBracketed && /[\s()<>]/.test(address);
    const insert = needsBrackets ? `<${address}>` : address;
    text = text.slice(0, from) + insert + text.slice(from + written.length);
  }
  return text;
}

interface Place {
  readonly written: string;
  readonly from: number;
  /** Written in a form that takes spaces as they are. */
  readonly isBracketed: boolean;
}

function placesIn(markdown: string): Place[] {
  const text = withoutCode(markdown);
  const places: Place[] = [];
  const add = (written: string | undefined, from: number, isBracketed: boolean) => {
    if (written !== undefined && written !== '') places.push({ written, from, isBracketed });
  };
  for (const found of text.matchAll(/\]\([ \t\n]*(?:<([^<>\n]*)>|((?:\\[()]|[^\s()<>]|\([^\s()]*\))+))/g)) {
    const written = found[1] ?? found[2] ?? '';
    const at = found.index + found[0].length - written.length - (found[1] === undefined ? 0 : 1);
    add(written, at, found[1] !== undefined);
  }
  for (const found of text.matchAll(/^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?:<([^<>\n]*)>|([^\s<>]+))/gm)) {
    const written = found[1] ?? found[2] ?? '';
    const at = found.index + found[0].length - written.length - (found[1] === undefined ? 0 : 1);
    add(written, at, found[1] !== undefined);
  }
  for (const found of text.matchAll(/\s(?:src|href|poster)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)) {
    const written = found[1] ?? found[2] ?? '';
    add(written, found.index + found[0].length - 1 - written.length, true);
  }
  return places;
}

function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll('&amp;', '&');
}

/** Replaces what a pattern finds (with its first two groups), code passed over. The pattern must be global. */
export function replaceOutsideCode(
  markdown: string,
  pattern: RegExp,
  replace: (found: string, first: string | undefined, second: string | undefined) => string,
): string {
  const text = withoutCode(markdown);
  let out = '';
  let at = 0;
  for (const found of text.matchAll(pattern)) {
    out += markdown.slice(at, found.index) + replace(found[0], found[1], found[2]);
    at = found.index + found[0].length;
  }
  return out + markdown.slice(at);
}
