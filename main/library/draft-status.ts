import type { ChangedOutside, OpenDraft, SaveState } from '../../common/contract/posts.ts';
import type { ReadOnlySite, WriteFailed } from '../../common/contract/site.ts';
import type { PostId, PostProblem } from '../../common/post.ts';
import type { DraftText } from './draft-text.ts';
import type { LibraryEvent } from './library.ts';
import { readPostText } from './post-text.ts';

/** Which step a draft is at, which of them its file has, and why not the last one. Tells every change. */
export class DraftStatus {
  /** Number of the last edit. */
  sequence: number;
  /** Number of the edit that the file holds; -1 when it is not known to hold any. */
  saved: number;
  failure: WriteFailed | ReadOnlySite | ChangedOutside | undefined;
  readonly #id: PostId;
  readonly #emit: (event: LibraryEvent) => void;

  /** `recovered` is the last edit of a draft from a crash, of which the file lacks something. */
  constructor(id: PostId, emit: (event: LibraryEvent) => void, recovered: number | undefined) {
    this.#id = id;
    this.#emit = emit;
    this.sequence = recovered ?? 0;
    this.saved = recovered === undefined ? 0 : -1;
  }

  /** True while the file lacks something of the text. */
  get isDirty(): boolean {
    return this.sequence !== this.saved;
  }

  state(): SaveState {
    if (!this.isDirty) return { kind: 'saved' };
    return this.failure === undefined ? { kind: 'unsaved' } : { kind: 'failed', failure: this.failure };
  }

  tell(): void {
    this.#emit({ kind: 'save-state', id: this.#id, sequence: this.sequence, saveState: this.state() });
  }

  failed(failure: WriteFailed | ReadOnlySite | ChangedOutside): SaveState {
    this.failure = failure;
    this.tell();
    return this.state();
  }

  /** The file holds this step. Told by the caller, once the journal knows too. */
  wrote(sequence: number): void {
    this.saved = sequence;
    this.failure = undefined;
  }
}

/** A draft as the page opens it. `recoveredOver` is the file's text when a crash's text was put in its place. */
export function describeDraft(
  { id, body, matter }: DraftText,
  status: DraftStatus,
  problem: PostProblem | undefined,
  recoveredOver: string | undefined,
): OpenDraft {
  return {
    id,
    body,
    matter,
    ...(problem === undefined ? {} : { problem }),
    sequence: status.sequence,
    saveState: status.state(),
    ...(recoveredOver === undefined ? {} : { recovered: { fileBody: readPostText(recoveredOver, id).body } }),
  };
}
