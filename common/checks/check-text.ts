import { checkFootnotes } from './check-footnotes.ts';
import { checkLinks } from './check-links.ts';
import { checkProse } from './check-prose.ts';
import type { CheckSurroundings, TextFinding } from './findings.ts';
import { readLines, type Steps } from './text-lines.ts';

/**
 * Looks a post's text over: the editor, the command line and the look before publishing all ask here. Findings come in the
 * order of the text. Nothing inside code is looked at. Cost is linear in the length of the text.
 */
export function checkText(text: string, around: CheckSurroundings): readonly TextFinding[] {
  const steps = checkTextInSteps(text, around);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/** The same, stopping every millisecond or so, for a page that must answer keys meanwhile. */
export function* checkTextInSteps(text: string, around: CheckSurroundings): Steps<readonly TextFinding[]> {
  const { lines, openFence } = yield* readLines(text);
  const findings: TextFinding[] = [
    ...(yield* checkProse(lines)),
    ...(yield* checkFootnotes(lines)),
    ...(yield* checkLinks(lines, around)),
  ];
  if (openFence !== undefined) {
    const insert = `${text.endsWith('\n') ? '' : '\n'}${openFence.fence}\n`;
    const { from, to } = openFence;
    findings.push({ kind: 'unclosed-fence', from, to, fix: [{ from: text.length, to: text.length, insert }] });
  }
  return findings.sort((a, b) => a.from - b.from);
}
