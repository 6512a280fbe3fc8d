import type { TextFinding } from './findings.ts';
import { linesAStep, type Steps, type TextLine } from './text-lines.ts';

const repeated = /(?<![\p{L}\p{N}'’-])([\p{L}][\p{L}\p{M}'’]+)(\s+)\1(?![\p{L}\p{M}\p{N}'’-])/giu;
const heading = /^(?:\s{0,3})(#{1,6})(?:\s+|$)/;
const unfinished = /(?<![\p{L}\p{N}_])(?:TODO|FIXME|TBD|TK(?:TK)?|XXX)(?![\p{L}\p{N}_])/gu;

/** Words that rightly stand twice often enough to leave them alone. */
const rightTwice = new Set([
  'had',
  'that',
  'bla',
  'ha',
  'no',
  'so',
  'very',
  'die',
  'der',
  'das',
  'sie',
  'nous',
  'vous',
]);

/** Words written twice, headings that skip a level, and marks that something is still to be written. */
export function* checkProse(lines: readonly TextLine[]): Steps<readonly TextFinding[]> {
  const findings: TextFinding[] = [];
  let level = 0;
  for (const [index, line] of lines.entries()) {
    if (index % linesAStep === 0) yield;
    for (const match of line.prose.matchAll(repeated)) {
      const [whole, word = '', space = ''] = match;
      if (rightTwice.has(word.toLowerCase())) continue;
      const to = line.from + match.index + whole.length;
      const from = to - word.length - space.length;
      findings.push({ kind: 'repeated-word', word, from: from + space.length, to, fix: [{ from, to, insert: '' }] });
    }
    for (const match of line.prose.matchAll(unfinished)) {
      const from = line.from + match.index;
      findings.push({ kind: 'unfinished', word: match[0], from, to: from + match[0].length });
    }
    const sign = heading.exec(line.text)?.[1];
    if (sign === undefined) continue;
    const expected = level + 1;
    if (level > 0 && sign.length > expected) {
      const from = line.from + line.text.indexOf('#');
      const fix = [{ from, to: from + sign.length, insert: '#'.repeat(expected) }];
      findings.push({
        kind: 'skipped-heading',
        level: sign.length,
        expected,
        from,
        to: line.from + line.text.length,
        fix,
      });
    }
    level = sign.length;
  }
  return findings;
}
