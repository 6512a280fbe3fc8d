import { diffIndices } from 'node-diff3';
import { lineEndOf } from '../../common/front-matter.ts';

/** The text as editors hold it: every line end is `\n`. */
export function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/**
 * A text with `\n` line ends, given the line ends of the one it came from: lines that were there keep theirs, new lines get
 * the most common one. A text whose line ends are all alike stays so.
 */
export function withLineEndsOf(original: string, text: string): string {
  if (!original.includes('\r')) return text;
  const common = lineEndOf(original);
  const old = linesOf(original);
  if (old.every((line) => line.end === common || line.end === '')) return text.replaceAll('\n', common);
  const fresh = text.split('\n');
  const ends = keptEnds(old, fresh);
  return fresh.map((line, index) => line + (index === fresh.length - 1 ? '' : (ends[index] ?? common))).join('');
}

interface Line {
  readonly content: string;
  readonly end: string;
}

function linesOf(text: string): readonly Line[] {
  return [...text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)].map((match) => ({
    content: match[1] ?? '',
    end: match[2] ?? '',
  }));
}

/** For each line of the new text the end it had before; undefined for lines that are new. */
function keptEnds(old: readonly Line[], fresh: readonly string[]): readonly (string | undefined)[] {
  const before = old.map((line) => line.content);
  const ends: (string | undefined)[] = [];
  let from = 0;
  for (const change of diffIndices(before, [...fresh])) {
    const [start, length] = change.buffer1;
    for (; from < start; from += 1) ends.push(endOf(old[from]));
    // A line that was edited in place keeps its end.
    for (let index = 0; index < change.buffer2[1]; index += 1) {
      ends.push(index < length ? endOf(old[start + index]) : undefined);
    }
    from = start + length;
  }
  for (; from < old.length; from += 1) ends.push(endOf(old[from]));
  return ends;
}

function endOf(line: Line | undefined): string | undefined {
  return line === undefined || line.end === '' ? undefined : line.end;
}
