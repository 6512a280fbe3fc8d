import type { OpenDraft } from '../../common/contract/posts.ts';

/** True for a file that is shown but never written: what it says could not all be kept. A broken header can be repaired. */
export function isForReading(draft: OpenDraft | undefined): boolean {
  return draft?.problem !== undefined && draft.problem.kind !== 'front-matter';
}
