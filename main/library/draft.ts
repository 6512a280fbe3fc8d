import type { OpenDraft, OutOfStep, SaveState } from '../../common/contract/posts.ts';
import type { ReadOnlySite, WriteFailed } from '../../common/contract/site.ts';
import type { PostId } from '../../common/post.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { inTurn } from '../node/in-turn.ts';
import { type DraftContext, type RecoveredDraft, saveRetryMs } from './draft-context.ts';
import type { DraftFile } from './draft-file.ts';
import { DraftJournal } from './draft-journal.ts';
import { DraftStatus, describeDraft } from './draft-status.ts';
import { DraftText } from './draft-text.ts';
import type { EditRecord, StartRecord } from './journal-records.ts';
import type { DraftEdit, DraftEdited } from './library.ts';
import { joinChosen, mergePosts } from './merge-posts.ts';
import { type PostText, readPostText } from './post-text.ts';

/**
 * One post being written. The text in memory is the truth; the journal has every acknowledged edit; the file follows after a
 * pause. Nothing is called saved before its file is on the disk.
 */
export class Draft {
  readonly id: PostId;
  readonly #context: DraftContext;
  readonly #file: DraftFile;
  readonly #journal: DraftJournal;
  #text: DraftText;
  readonly #status: DraftStatus;
  #lastEdit = '';
  /** Text of the file when a crash's text was put in its place. */
  #recoveredOver: string | undefined;
  #autosave: NodeJS.Timeout | undefined;
  #isMoving = false;

  constructor(context: DraftContext, file: DraftFile, recovered?: RecoveredDraft) {
    this.id = file.id;
    this.#context = context;
    this.#file = file;
    this.#text = DraftText.of(file.id, recovered === undefined ? file.text : readPostText(recovered.source, file.id));
    this.#status = new DraftStatus(file.id, context.emit, recovered?.sequence);
    this.#recoveredOver = recovered === undefined ? undefined : file.text.source;
    this.#journal = new DraftJournal({
      fileSystem: context.fileSystem,
      folder: context.journalFolder,
      id: file.id,
      retired: recovered?.journals ?? [],
      onSyncFailed: (failure) => this.#status.failed(failure),
    });
  }

  /** True while the file lacks something of the text. */
  get isDirty(): boolean {
    return this.#status.isDirty;
  }

  /** True for text from a crash that nobody went on with: it stays in the journal. */
  get isUnseenRecovery(): boolean {
    return this.#status.saved === -1 && this.#recoveredOver !== undefined && this.#lastEdit === '';
  }

  /** The post as it is being written. */
  text(): PostText {
    return this.#text.read(this.#file.text);
  }

  /** What its file held when it was last read or written. */
  get fileText(): PostText {
    return this.#file.text;
  }

  describe(): OpenDraft {
    return describeDraft(this.#text, this.#status, this.#file.text.problem, this.#recoveredOver);
  }

  /**
   * Applies an edit at once and answers when the journal has it. When the journal cannot take it, the edit is taken back: the
   * sender still has it and sends it again. The same edit sent twice counts once.
   */
  async edit(edit: DraftEdit): Promise<Result<DraftEdited, OutOfStep | WriteFailed | ReadOnlySite>> {
    const refused = this.#context.refusal() ?? this.#file.refusal();
    if (refused !== undefined) return fail(refused);
    if (this.#isMoving) return fail({ kind: 'out-of-step', expected: this.#status.sequence + 1 });
    const { sequence, changes, matter } = edit;
    const before = { text: this.#text, sequence: this.#status.sequence, lastEdit: this.#lastEdit };
    const asText = JSON.stringify([changes, matter]);
    const isRepeated = sequence === this.#status.sequence && asText === this.#lastEdit;
    if (!isRepeated && !this.#apply(edit)) return fail({ kind: 'out-of-step', expected: this.#status.sequence + 1 });
    this.#lastEdit = asText;
    this.#saveSoon();
    const record: EditRecord = { kind: 'edit', sequence, changes, ...(matter === undefined ? {} : { matter }) };
    const after = this.#text;
    const recorded = await this.#journal.append(record, () => this.#start());
    if (recorded.ok) return ok({ sequence, matter: after.matter });
    if (!isRepeated && this.#text === after) {
      [this.#text, this.#status.sequence, this.#lastEdit] = [before.text, before.sequence, before.lastEdit];
    }
    this.#status.failed(recorded.failure);
    return recorded;
  }

  /** Refuses edits while the post moves away: the sender keeps them. False puts an end to that when the move failed. */
  async move(isMoving: boolean): Promise<void> {
    this.#isMoving = isMoving;
    // A save that is under way would make the old file anew after it was moved.
    if (isMoving) await this.save();
  }

  /** Writes the file when it lacks something; answers when that is durable, or why it is not. */
  save(): Promise<SaveState> {
    clearTimeout(this.#autosave);
    return inTurn(this, 'save', () => this.#saveNow());
  }

  /** Takes over what another program wrote, when nothing of it would be lost. Answers false when the post is gone. */
  follow(): Promise<boolean> {
    return inTurn(this, 'save', async () => {
      const found = await this.#file.look();
      if (found.kind === 'missing') return this.isDirty;
      if (found.kind === 'changed' && !(await this.#takeIn(found.bytes)))
        this.#status.failed({ kind: 'changed-outside', id: this.id });
      return true;
    });
  }

  /** Goes back to the file as it was before the crash, or as it is. */
  revert(): Promise<Result<void, WriteFailed | ReadOnlySite>> {
    const before = (): string => this.#recoveredOver ?? this.#file.text.source;
    return inTurn(this, 'save', () => this.#replace(readPostText(before(), this.id)));
  }

  /** Becomes another text: an older version, or what a change of many posts makes of this one. */
  restore(text: PostText): Promise<Result<void, WriteFailed | ReadOnlySite>> {
    return inTurn(this, 'save', () => this.#replace(text));
  }

  /** Goes on with this text, with what the file holds, or with `body`, after both had changed; the others become versions. */
  resolve(keep: 'mine' | 'theirs', body?: string): Promise<Result<void, WriteFailed | ReadOnlySite>> {
    return inTurn(this, 'save', async () => {
      const found = await this.#file.theirs();
      if (found === undefined) return ok(undefined);
      const sides = { base: this.#file.text.source, mine: this.#compose(), theirs: found.text.source };
      await this.#file.keepTheirs(found.bytes);
      this.#file.take(found.bytes, found.text);
      this.#status.failure = undefined;
      if (body !== undefined) return this.#replace(readPostText(joinChosen(sides, keep, body), this.id));
      if (keep === 'theirs') return this.#replace(found.text);
      return this.#settled(await this.#journal.renew(() => this.#start()));
    });
  }

  /** What the file holds now, to be compared with this text. */
  async theirs(): Promise<PostText> {
    return (await this.#file.theirs())?.text ?? this.#file.text;
  }

  /** Forgets the draft without writing it, when its post was moved away. */
  async discard(): Promise<void> {
    clearTimeout(this.#autosave);
    await inTurn(this, 'save', () => this.#journal.close(true));
  }

  /** Ends the draft: its file or its journal has everything. */
  async close(): Promise<void> {
    if (!this.isUnseenRecovery && this.#context.refusal() === undefined) await this.save();
    clearTimeout(this.#autosave);
    await this.#journal.close(!this.isDirty);
  }

  async #saveNow(): Promise<SaveState> {
    for (let attempt = 0; attempt < 4 && this.isDirty; attempt += 1) {
      const refused = this.#context.refusal() ?? this.#file.refusal();
      if (refused !== undefined) return this.#status.failed(refused);
      const sequence = this.#status.sequence;
      const written = await this.#file.write(this.#compose(), async (hash) => {
        await this.#journal.append({ kind: 'write', sequence, hash }, () => this.#start());
        await this.#journal.sync();
      });
      if (written.kind === 'failed') {
        this.#saveSoon(Math.max(saveRetryMs, this.#context.autosaveMs));
        return this.#status.failed(written.failure);
      }
      if (written.kind === 'written') await this.#saved(sequence);
      else if (!(await this.#takeIn(written.bytes)))
        return this.#status.failed({ kind: 'changed-outside', id: this.id });
    }
    return this.#status.state();
  }

  async #saved(sequence: number): Promise<void> {
    this.#status.wrote(sequence);
    const cleared = this.#status.sequence === sequence ? this.#journal.clear() : undefined;
    await Promise.all([cleared, this.#context.wrote(this.id)]);
    // A header repaired as text is a header again.
    const { text } = this.#file;
    const isRepaired = this.#text.isWholeFile && text.problem === undefined && text.parts.kind !== 'none';
    if (isRepaired && !this.isDirty) this.#follow(text);
    this.#status.tell();
    this.#context.emit({ kind: 'posts-changed' });
  }

  /** Makes another program's version the ground of this draft; false when both changed the same words. */
  async #takeIn(bytes: Uint8Array | undefined): Promise<boolean> {
    if (bytes === undefined) {
      this.#file.forget();
      return true;
    }
    const theirs = this.#file.understand(bytes);
    if (theirs === undefined) return false;
    const [ground, mine] = [this.#file.text.source, this.#compose()];
    const ready = this.isDirty ? mergePosts(ground, mine, theirs.source) : theirs.source;
    if (ready === undefined) return false;
    await this.#file.keepTheirs(bytes);
    // What was typed in the meantime is put together with it as well; where that cannot be, it is still another's work.
    const merged = this.#compose() === mine ? ready : mergePosts(ground, this.#compose(), theirs.source);
    if (merged === undefined) return false;
    this.#file.take(bytes, theirs);
    const wasDirty = this.isDirty;
    this.#status.failure = undefined;
    if (merged === theirs.source) this.#follow(theirs);
    else this.#become(readPostText(merged, this.id));
    if (wasDirty) await this.#journal.renew(() => this.#start());
    if (this.isDirty) this.#emitFollowed();
    else await this.#journal.clear();
    this.#status.tell();
    return true;
  }

  /** Becomes what the file holds. */
  #follow(text: PostText): void {
    this.#become(text);
    this.#status.saved = this.#status.sequence;
    this.#emitFollowed();
  }

  #emitFollowed(): void {
    const { body, matter } = this.#text;
    this.#context.emit({ kind: 'changed-outside', id: this.id, body, matter, sequence: this.#status.sequence });
  }

  /** Puts another text in place of this one, which becomes a version first, and writes it. */
  async #replace(text: PostText): Promise<Result<void, WriteFailed | ReadOnlySite>> {
    const refused = this.#context.refusal() ?? this.#file.refusal();
    if (refused !== undefined) return fail(refused);
    const kept = await this.#file.keep(this.#compose(), 'dropped');
    if (!kept.ok) return kept;
    this.#recoveredOver = undefined;
    this.#become(text);
    if (this.#compose() === this.#file.text.source) this.#status.saved = this.#status.sequence;
    this.#emitFollowed();
    if (this.isDirty) return this.#settled(await this.#journal.renew(() => this.#start()));
    await this.#journal.clear();
    return ok(this.#status.tell());
  }

  /** Saves after the journal has what is to be saved. */
  async #settled(recorded: Result<void, WriteFailed>): Promise<Result<void, WriteFailed | ReadOnlySite>> {
    if (!recorded.ok) return recorded;
    const state = await this.#saveNow();
    return state.kind === 'failed' && state.failure.kind !== 'changed-outside' ? fail(state.failure) : ok(undefined);
  }

  #become(text: PostText): void {
    this.#text = DraftText.of(this.id, text);
    this.#status.sequence += 1;
    this.#lastEdit = '';
  }

  /** False when the edit does not fit the text; then nothing has changed. */
  #apply(edit: DraftEdit): boolean {
    if (edit.sequence !== this.#status.sequence + 1) return false;
    const text = this.#text.edited(edit.changes, edit.matter);
    if (text === undefined) return false;
    const wasDirty = this.isDirty;
    this.#text = text;
    this.#status.sequence = edit.sequence;
    if (!wasDirty) this.#status.tell();
    if (edit.matter !== undefined) this.#context.emit({ kind: 'posts-changed' });
    return true;
  }

  #compose(): string {
    return this.#text.compose(this.#file.text);
  }

  #start(): StartRecord {
    return {
      kind: 'start',
      id: this.id,
      sequence: this.#status.sequence,
      base: this.#file.hash ?? null,
      baseText: this.#file.text.source,
      text: this.#compose(),
      isWholeFile: this.#text.isWholeFile,
    };
  }

  #saveSoon(delayMs = this.#context.autosaveMs): void {
    clearTimeout(this.#autosave);
    this.#autosave = setTimeout(() => void this.save(), delayMs);
  }
}
