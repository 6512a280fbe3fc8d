import { freeId } from '../markdown/layout.ts';
import { anchorSlug } from '../markdown/plain-text.ts';
import { linesAStep, readLines, type Steps, type TextLine } from './text-lines.ts';

/**
 * Places in a text that links may lead to: its headings, and what the author named by `{#name}` or `id="name"`. Read from the
 * lines, many times faster than from the rendered text; never fewer than the page has, at times more.
 */
export function textAnchors(text: string): ReadonlySet<string> {
  const reading = readLines(text);
  for (let step = reading.next(); ; step = reading.next()) {
    if (step.done !== true) continue;
    const anchors = anchorsIn(step.value.lines);
    for (let found = anchors.next(); ; found = anchors.next()) if (found.done === true) return found.value;
  }
}

/** The same for lines that were read already, stopping every few lines. */
export function* anchorsIn(lines: readonly TextLine[]): Steps<ReadonlySet<string>> {
  const anchors = new Set<string>();
  const headings: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (index % linesAStep === 0) yield;
    for (const name of namesIn(line.text)) anchors.add(name);
    const sign = heading.exec(line.text)?.[1];
    if (sign !== undefined) headings.push(sign);
    else if (isUnderlined(line, lines[index + 1])) headings.push(...paragraphEnds(lines, index));
  }
  // The author's own names are taken first, as in the page.
  const taken = new Map([...anchors].map((name) => [name, 1]));
  for (const [index, written] of headings.entries()) {
    if (index % linesAStep === 0) yield;
    anchors.add(freeId(anchorSlug(wordsOf(written)), taken));
  }
  return anchors;
}

/** A heading's words, at the top of the text or inside quotes and list items. */
const heading = /^(?:\s{0,3}(?:>|[-*+]\s|\d{1,9}[.)]\s)\s?){0,8}\s{0,3}#{1,6}(?:\s+|$)(.*?)(?:\s+#+)?\s*$/;
const underline = /^(?:\s{0,3}>\s?){0,8}\s{0,3}(?:=+|-+)\s*$/;

function isUnderlined({ from, text }: TextLine, next: TextLine | undefined): boolean {
  return next !== undefined && text.trim() !== '' && next.from === from + text.length + 1 && underline.test(next.text);
}

/** A heading with a line below it may be several lines long: all the ends that its paragraph has. */
function paragraphEnds(lines: readonly TextLine[], last: number): string[] {
  const ends: string[] = [];
  let words = '';
  for (let index = last; index > last - 6; index -= 1) {
    const text = lines[index]?.text.replace(/^(?:\s{0,3}>\s?)+/, '').trim() ?? '';
    if (text === '') break;
    words = `${text} ${words}`;
    ends.push(words.trim());
  }
  return ends;
}

function* namesIn(line: string): Iterable<string> {
  if (!line.includes('{') && !line.includes('<')) return;
  for (const [, name = ''] of line.matchAll(/(?<=[{\s])#([\p{L}\p{N}_][\p{L}\p{N}_:-]*)/gu)) yield name;
  for (const [, double, single, bare] of line.matchAll(/\bid=(?:"([^"]+)"|'([^']+)'|([^\s"'<>{}]+))/g))
    yield double ?? single ?? bare ?? '';
}

/** What the page makes an address of: the words without marks, addresses, tags and footnotes. */
function wordsOf(written: string): string {
  return written
    .replace(/\{[^{}]*\}\s*$/, '')
    .replace(/\^?\[\^[^\]]*\]/g, '')
    .replace(/\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]/g, '$1')
    .replace(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, '$1')
    .replace(/<((?:https?|mailto):[^<>]*)>/g, '$1')
    .replace(/<[^<>]*>/g, '')
    .replace(/&#?\w+;/g, ' ')
    .replace(/[*`~]/g, '');
}
