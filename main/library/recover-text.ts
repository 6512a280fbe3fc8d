import type { PostId } from '../../common/post.ts';
import { DraftText } from './draft-text.ts';
import type { JournalRecord } from './journal-records.ts';
import { readPostText } from './post-text.ts';

/** What a journal says of a draft. */
export interface RecoverableText {
  readonly id: PostId;
  readonly sequence: number;
  /** Hash of the file the draft was made from; null when there was none. */
  readonly base: string | null;
  readonly baseText: string;
  /** The whole file as the draft would write it. */
  readonly source: string;
  /** Hashes of versions that the program set out to write. */
  readonly written: readonly string[];
  /** The one that holds every edit, when it got so far. */
  readonly lastWritten: string | undefined;
}

/**
 * Plays a journal: the ground, then each edit that follows the one before. Undefined when there is no ground, which means
 * that nothing was acknowledged.
 */
export function recoverText(records: readonly JournalRecord[]): RecoverableText | undefined {
  const [start, ...rest] = records;
  if (start?.kind !== 'start') return undefined;
  const ground = readPostText(start.text, start.id);
  let text = start.isWholeFile ? DraftText.wholeFile(start.id, start.text) : DraftText.of(start.id, ground);
  let sequence = start.sequence;
  const written: { readonly sequence: number; readonly hash: string }[] = [];
  for (const record of rest) {
    if (record.kind === 'write') written.push(record);
    if (record.kind !== 'edit' || record.sequence <= sequence) continue;
    const next = record.sequence === sequence + 1 ? text.edited(record.changes, record.matter) : undefined;
    if (next === undefined) break;
    text = next;
    sequence = record.sequence;
  }
  return {
    id: start.id,
    sequence,
    base: start.base,
    baseText: start.baseText,
    source: text.compose(ground),
    written: written.map((record) => record.hash),
    lastWritten: written.find((record) => record.sequence === sequence)?.hash,
  };
}
