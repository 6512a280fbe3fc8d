import { changeFrontMatter } from '../../common/front-matter-change.ts';
import type { PostId } from '../../common/post.ts';
import type { EditRecord, JournalRecord } from './journal-records.ts';
import { composePost, readPostText } from './post-text.ts';
import { applyTextChanges } from './text-change.ts';

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
  let { parts, body } = ground;
  let sequence = start.sequence;
  const written: { readonly sequence: number; readonly hash: string }[] = [];
  for (const record of rest) {
    if (record.kind === 'write') written.push(record);
    if (record.kind !== 'edit' || record.sequence <= sequence) continue;
    const next = record.sequence === sequence + 1 ? applyTextChanges(body, record.changes) : undefined;
    if (next === undefined) break;
    body = next;
    sequence = record.sequence;
    if (hasMatter(record) && ground.problem === undefined) parts = changeFrontMatter(parts, record.matter);
  }
  return {
    id: start.id,
    sequence,
    base: start.base,
    baseText: start.baseText,
    source: composePost(ground, parts, body),
    written: written.map((record) => record.hash),
    lastWritten: written.find((record) => record.sequence === sequence)?.hash,
  };
}

function hasMatter(record: EditRecord): record is EditRecord & Required<Pick<EditRecord, 'matter'>> {
  return record.matter !== undefined;
}
