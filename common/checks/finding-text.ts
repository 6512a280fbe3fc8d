import type { FindingSentences } from '../text/en.ts';
import type { FindingKind } from './findings.ts';

/** What was found, as a sentence for the author. */
export function findingText(finding: FindingKind, sentences: FindingSentences): string {
  // Each kind has one shape and one sentence maker of that shape; only the compiler cannot pair them.
  const sentence = sentences[finding.kind] as (finding: FindingKind) => string;
  return sentence(finding);
}
