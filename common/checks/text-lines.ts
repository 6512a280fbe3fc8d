/** A line of a post's text, with what checks of prose must not look into made blank. */
export interface TextLine {
  /** Offset of its first character in the whole text. */
  readonly from: number;
  readonly text: string;
  /** The same length, with code, addresses and comments replaced by spaces. */
  readonly prose: string;
}

/** Where a fenced block begins that has no end. */
export interface OpenFence {
  readonly from: number;
  readonly to: number;
  readonly fence: string;
}

/** A check that can be interrupted: it stops for a moment now and then, and answers in the end. */
export type Steps<Value> = Generator<void, Value, void>;

/** How many lines are looked at between two stops: a millisecond or so. */
export const linesAStep = 200;

/** The lines outside fenced code, and the fence that is never closed, if there is one. */
export function* readLines(text: string): Steps<{
  readonly lines: readonly TextLine[];
  readonly openFence: OpenFence | undefined;
}> {
  const lines: TextLine[] = [];
  let open: OpenFence | undefined;
  let from = 0;
  let isComment = false;
  let count = 0;
  for (const line of text.split('\n')) {
    count += 1;
    if (count % linesAStep === 0) yield;
    const mark =
      /^(?:\s{0,3}>\s?)*\s{0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(line) ??
      /^\s{4,}(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(line);
    const [, fence = '', info = ''] = mark ?? [];
    if (open !== undefined) {
      const isEnd = fence !== '' && info.trim() === '' && fence.startsWith(open.fence);
      if (isEnd) open = undefined;
    } else if (fence !== '') {
      open = { from, to: from + line.length, fence };
    } else {
      const blanked = blankComments(line, isComment);
      isComment = blanked.isOpen;
      lines.push({ from, text: line, prose: blankCode(blanked.text) });
    }
    from += line.length + 1;
  }
  return { lines, openFence: open };
}

function blankComments(line: string, isInside: boolean): { readonly text: string; readonly isOpen: boolean } {
  let text = '';
  let isOpen = isInside;
  for (let index = 0; index < line.length; ) {
    const next = line.indexOf(isOpen ? '-->' : '<!--', index);
    const end = next < 0 ? line.length : next + (isOpen ? 3 : 0);
    text += isOpen ? ' '.repeat(end - index) : line.slice(index, end);
    if (next >= 0) {
      if (!isOpen) text += '    ';
      isOpen = !isOpen;
    }
    index = next < 0 ? line.length : isOpen ? next + 4 : end;
  }
  return { text: text.slice(0, line.length).padEnd(line.length), isOpen };
}

/** Code ends at the next run of as many backticks as it began with; a run without such a partner is text. */
function blankCode(line: string): string {
  const runs = [...line.matchAll(/`+/g)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
  if (runs.length < 2) return line;
  const byLength = new Map<number, number[]>();
  for (const [index, { from, to }] of runs.entries()) {
    const known = byLength.get(to - from);
    if (known === undefined) byLength.set(to - from, [index]);
    else known.push(index);
  }
  let text = '';
  let done = 0;
  for (let index = 0; index < runs.length; index += 1) {
    const opening = runs[index];
    if (opening === undefined) break;
    const partners = byLength.get(opening.to - opening.from) ?? [];
    while ((partners[0] ?? Number.POSITIVE_INFINITY) <= index) partners.shift();
    const [partner] = partners;
    const closing = partner === undefined ? undefined : runs[partner];
    if (partner === undefined || closing === undefined) continue;
    text += line.slice(done, opening.from) + ' '.repeat(closing.to - opening.from);
    done = closing.to;
    index = partner;
  }
  return text + line.slice(done);
}
