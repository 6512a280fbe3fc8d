import type { TextChange } from '../post.ts';
import type { TextFinding } from './findings.ts';
import { linesAStep, type Steps, type TextLine } from './text-lines.ts';

interface Place {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** What may stand before the text of a footnote on its line: quotes and list items. */
const containers = /^(?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))*\s*$/;

/** Footnotes without a text, texts without a mark, and labels given twice. */
export function* checkFootnotes(lines: readonly TextLine[]): Steps<readonly TextFinding[]> {
  const definitions = new Map<string, Place>();
  const marks: Place[] = [];
  const again: Place[] = [];
  const findings: TextFinding[] = [];
  for (const [index, line] of lines.entries()) {
    if (index % linesAStep === 0) yield;
    for (const match of line.prose.matchAll(/\[\^([^[\]\s]+)\](:?)/g)) {
      const [whole, label = '', colon] = match;
      const from = line.from + match.index;
      const place = { label, from, to: from + whole.length };
      const isDefinition = colon === ':' && containers.test(line.prose.slice(0, match.index));
      if (!isDefinition) marks.push({ ...place, to: from + whole.length - (colon?.length ?? 0) });
      else if (definitions.has(label)) again.push(place);
      else definitions.set(label, place);
    }
  }
  const free = freeLabels([...definitions.keys(), ...marks.map(({ label }) => label)]);
  for (const place of again) {
    const fix = ownLabel(place, marks, again, free);
    findings.push({ kind: 'duplicate-footnote', ...place, ...(fix === undefined ? {} : { fix }) });
  }
  for (const mark of marks) if (!definitions.has(mark.label)) findings.push({ kind: 'missing-footnote', ...mark });
  const used = new Set(marks.map(({ label }) => label));
  for (const place of definitions.values())
    if (!used.has(place.label)) findings.push({ kind: 'unused-footnote', ...place });
  return findings;
}

/**
 * Two notes and two marks of one label belong together in their order: the second pair gets a label of its own. With more or
 * fewer of either it is not certain what is meant.
 */
function ownLabel(
  place: Place,
  marks: readonly Place[],
  again: readonly Place[],
  free: (label: string) => string,
): readonly TextChange[] | undefined {
  const [, mark, ...others] = marks.filter(({ label }) => label === place.label);
  if (mark === undefined || others.length > 0 || again.filter(({ label }) => label === place.label).length > 1)
    return undefined;
  const insert = free(place.label);
  return [mark, place]
    .map(({ from, label }) => ({ from: from + 2, to: from + 2 + label.length, insert }))
    .sort((one, other) => one.from - other.from);
}

/** Answers labels that nobody has: the next number for a number, `name-2` for a name. */
function freeLabels(known: readonly string[]): (label: string) => string {
  const taken = new Set(known);
  return (label) => {
    const isNumber = /^\d{1,6}$/.test(label);
    for (let count = isNumber ? Number(label) + 1 : 2; ; count += 1) {
      const free = isNumber ? String(count) : `${label}-${count}`;
      if (taken.has(free)) continue;
      taken.add(free);
      return free;
    }
  };
}
