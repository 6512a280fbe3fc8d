import type { TextFinding } from './findings.ts';
import { linesAStep, type Steps, type TextLine } from './text-lines.ts';

interface Place {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** Footnotes without a text, texts without a mark, and labels given twice. */
export function* checkFootnotes(lines: readonly TextLine[]): Steps<readonly TextFinding[]> {
  const definitions = new Map<string, Place>();
  const marks: Place[] = [];
  const findings: TextFinding[] = [];
  for (const [index, line] of lines.entries()) {
    if (index % linesAStep === 0) yield;
    for (const match of line.prose.matchAll(/\[\^([^[\]\s]+)\](:?)/g)) {
      const [whole, label = '', colon] = match;
      const from = line.from + match.index;
      const place = { label, from, to: from + whole.length };
      const isDefinition = colon === ':' && line.prose.slice(0, match.index).trim() === '';
      if (!isDefinition) marks.push({ ...place, to: from + whole.length - (colon?.length ?? 0) });
      else if (definitions.has(label)) findings.push({ kind: 'duplicate-footnote', ...place });
      else definitions.set(label, place);
    }
  }
  for (const mark of marks) if (!definitions.has(mark.label)) findings.push({ kind: 'missing-footnote', ...mark });
  const used = new Set(marks.map(({ label }) => label));
  for (const place of definitions.values())
    if (!used.has(place.label)) findings.push({ kind: 'unused-footnote', ...place });
  return findings;
}
