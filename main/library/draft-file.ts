import type { WriteFailed } from '../../common/contract/site.ts';
import type { PostId, PostProblem } from '../../common/post.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { writeDurably } from '../node/durable-file.ts';
import { errorCode, type FileFacts, isMissing } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';
import type { DraftContext } from './draft-context.ts';
import { decodePost, encodePost, type PostText, problemOf, readPostText, showBytes, unreadable } from './post-text.ts';
import type { RevisionReason } from './revision-lists.ts';

/** What became of a wish to write. `changed`: another program was there first; bytes undefined when it took the file away. */
export type FileWritten =
  | { readonly kind: 'written' }
  | { readonly kind: 'changed'; readonly bytes: Uint8Array | undefined }
  | { readonly kind: 'failed'; readonly failure: WriteFailed };

const changedCode = 'CHANGED';
const unkeptCode = 'UNKEPT';

/** The file of a draft: what it held when it was last read or written, and the way to write it without losing anybody's work. */
export class DraftFile {
  readonly id: PostId;
  readonly #context: DraftContext;
  readonly #path: string;
  #text: PostText;
  #hash: string | undefined;

  constructor(context: DraftContext, id: PostId, path: string, text: PostText, hash: string | undefined) {
    this.#context = context;
    this.id = id;
    this.#path = path;
    this.#text = text;
    this.#hash = hash;
  }

  /** The file's text when it was last read or written. */
  get text(): PostText {
    return this.#text;
  }

  /** Hash of those bytes; undefined when there is no file. */
  get hash(): string | undefined {
    return this.#hash;
  }

  /** A file that is no UTF-8 text is shown, never written: what it cannot say would be replaced. */
  refusal(): WriteFailed | undefined {
    const kind = this.#text.problem?.kind;
    return kind === undefined || kind === 'front-matter'
      ? undefined
      : { kind: 'write-failed', file: this.#path, code: 'EILSEQ' };
  }

  /** Whether the file still is what it was. */
  async look(): Promise<
    { readonly kind: 'same' | 'missing' } | { readonly kind: 'changed'; readonly bytes: Uint8Array }
  > {
    // What is no text is never taken in; reading a pipe would wait for ever.
    if (this.refusal() !== undefined) return { kind: 'same' };
    const found = await readOrMissing(this.#context, this.#path);
    if (found === undefined) return { kind: 'missing' };
    return sha256(found) === this.#hash ? { kind: 'same' } : { kind: 'changed', bytes: found };
  }

  /**
   * Writes the file unless somebody else has changed it. The version it replaces goes to the history first. `announce` is
   * awaited with the hash of the new content before the file is touched.
   */
  async write(source: string, announce: (hash: string) => Promise<void>): Promise<FileWritten> {
    const { fileSystem, revisions, folder } = this.#context;
    const bytes = encodePost(source);
    const hash = sha256(bytes);
    const before = await this.#facts();
    const found = await readOrMissing(this.#context, this.#path);
    const foundHash = found === undefined ? undefined : sha256(found);
    if (foundHash === hash) return this.#wrote(source, hash);
    if (foundHash !== this.#hash) return { kind: 'changed', bytes: found };
    // History, journal and the new content wait for the disk side by side; only the rename waits for all of them.
    const kept = found === undefined ? Promise.resolve(true) : revisions.keep(this.id, found, 'saved', this.#path);
    const refusal = Promise.all([kept, announce(hash)]).then(([isKept]) => (isKept ? undefined : 'ENOSPC'), errorCode);
    const written = await writeDurably(this.#path, bytes, {
      fileSystem,
      within: folder,
      beforeReplace: async () => {
        if ((await refusal) !== undefined) return unkeptCode;
        return isSameFile(before, await this.#facts()) ? undefined : changedCode;
      },
    });
    // A write that failed early must not leave anything running behind it.
    const code = await refusal;
    if (written.ok) return this.#wrote(source, hash);
    if (code !== undefined && written.failure.code === unkeptCode) {
      return { kind: 'failed', failure: { kind: 'write-failed', file: revisions.folder, code } };
    }
    if (written.failure.code !== changedCode) return { kind: 'failed', failure: written.failure };
    return { kind: 'changed', bytes: await readOrMissing(this.#context, this.#path) };
  }

  /** Text of another program's version; undefined when it is none that can be merged or written. */
  understand(bytes: Uint8Array): PostText | undefined {
    const source = decodePost(bytes);
    return typeof source === 'string' ? readPostText(source, this.id) : undefined;
  }

  /** Another program's version, when the file holds one that can be read. */
  async theirs(): Promise<{ readonly bytes: Uint8Array; readonly text: PostText } | undefined> {
    const found = await this.look();
    const text = found.kind === 'changed' ? this.understand(found.bytes) : undefined;
    return found.kind !== 'changed' || text === undefined ? undefined : { bytes: found.bytes, text };
  }

  /** Puts another program's version into the history. */
  async keepTheirs(bytes: Uint8Array): Promise<void> {
    await this.#context.revisions.keep(this.id, bytes, 'changed-outside');
  }

  /** Makes another program's version the one to compare with. What differs from it is then written over it. */
  take(bytes: Uint8Array, text: PostText): void {
    this.#text = text;
    this.#hash = sha256(bytes);
  }

  /** Compares with an older version than the one on the disk, so that what was written since is seen as another's work. */
  standOn(source: string, hash: string | undefined): void {
    this.#text = readPostText(source, this.id);
    this.#hash = hash;
  }

  /** The file was taken away: the next write makes it anew. */
  forget(): void {
    this.#hash = undefined;
  }

  /** Puts a text into the history. */
  async keep(source: string, reason: RevisionReason): Promise<Result<void, WriteFailed>> {
    const { revisions } = this.#context;
    const kept = await revisions.keep(this.id, encodePost(source), reason);
    return kept ? ok(undefined) : fail({ kind: 'write-failed', file: revisions.folder, code: 'ENOSPC' });
  }

  #wrote(source: string, hash: string): FileWritten {
    this.#text = readPostText(source, this.id);
    this.#hash = hash;
    return { kind: 'written' };
  }

  async #facts(): Promise<FileFacts | undefined> {
    try {
      return await this.#context.fileSystem.stat(this.#path);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
}

/** Reads a draft's file; undefined when there is none. One that is no text, or cannot be read, makes a draft to show only. */
export async function readDraftFile(context: DraftContext, id: PostId, path: string): Promise<DraftFile | undefined> {
  try {
    const facts = await context.fileSystem.stat(path);
    if (facts.kind === 'folder') return undefined;
    const problem = problemOf(facts);
    if (problem !== undefined) return unwritable(context, id, path, '', problem);
    const bytes = await context.fileSystem.readFile(path);
    const source = decodePost(bytes);
    if (typeof source !== 'string') return unwritable(context, id, path, showBytes(bytes), source);
    return new DraftFile(context, id, path, readPostText(source, id), sha256(bytes));
  } catch (error) {
    if (isMissing(error)) return undefined;
    return unwritable(context, id, path, '', unreadable(errorCode(error)));
  }
}

function unwritable(context: DraftContext, id: PostId, path: string, shown: string, problem: PostProblem): DraftFile {
  return new DraftFile(context, id, path, { ...readPostText('', id), body: shown, problem }, undefined);
}

/** A draft's file that is not there (any more). `source` is what it held last. */
export function missingDraftFile(context: DraftContext, id: PostId, path: string, source: string): DraftFile {
  return new DraftFile(context, id, path, readPostText(source, id), undefined);
}

async function readOrMissing(context: DraftContext, path: string): Promise<Uint8Array | undefined> {
  try {
    return await context.fileSystem.readFile(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isSameFile(before: FileFacts | undefined, after: FileFacts | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  return before.inode === after.inode && before.modifiedMs === after.modifiedMs && before.size === after.size;
}
