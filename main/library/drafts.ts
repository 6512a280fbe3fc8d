import path from 'node:path';
import type { PostId } from '../../common/post.ts';
import { sha256 } from '../node/hash.ts';
import { inTurn } from '../node/in-turn.ts';
import { Draft } from './draft.ts';
import type { DraftContext } from './draft-context.ts';
import { missingDraftFile, readDraftFile } from './draft-file.ts';
import { readJournals, removeJournal } from './draft-journal.ts';
import { type RecoverableText, recoverText } from './recover-text.ts';

/** The posts being written. */
export class Drafts {
  readonly #context: DraftContext;
  readonly #fileOf: (id: PostId) => string;
  readonly #open = new Map<PostId, Draft>();

  /** `fileOf` answers the absolute path of an id that was checked. */
  constructor(context: DraftContext, fileOf: (id: PostId) => string) {
    this.#context = context;
    this.#fileOf = fileOf;
  }

  /** The draft of a post, opened when it is not yet; undefined when there is no such file. */
  open(id: PostId): Promise<Draft | undefined> {
    return inTurn(this, id, async () => {
      const open = this.#open.get(id);
      if (open !== undefined) {
        if (await open.follow()) return open;
        await open.discard();
        this.#open.delete(id);
        return undefined;
      }
      const file = await readDraftFile(this.#context, id, this.#fileOf(id));
      if (file === undefined) return undefined;
      const draft = new Draft(this.#context, file);
      this.#open.set(id, draft);
      return draft;
    });
  }

  /** The draft of a post that is open already. */
  get(id: PostId): Draft | undefined {
    return this.#open.get(id);
  }

  all(): readonly Draft[] {
    return [...this.#open.values()];
  }

  /** Forgets a draft whose post was moved away. */
  async discard(id: PostId): Promise<void> {
    const draft = this.#open.get(id);
    this.#open.delete(id);
    await draft?.discard();
  }

  /** Brings back what a crash left in the journals. Asks nothing, writes no post: the text is open and marked. */
  async recover(): Promise<readonly PostId[]> {
    const { fileSystem, journalFolder } = this.#context;
    const journals = await readJournals(fileSystem, journalFolder);
    const texts = new Map<PostId, RecoverableText>();
    const files = new Map<PostId, string[]>();
    for (const { file, records } of journals) {
      const text = recoverText(records);
      if (text === undefined) {
        await removeJournal(fileSystem, file);
        continue;
      }
      files.set(text.id, [...(files.get(text.id) ?? []), file]);
      // After a failed write there are two journals of one draft, and the newer one begins with all of the older one.
      if ((texts.get(text.id)?.sequence ?? -1) < text.sequence) texts.set(text.id, text);
    }
    for (const text of texts.values()) await this.#recoverOne(text, files.get(text.id) ?? []);
    return [...texts.keys()].filter((id) => this.#open.has(id));
  }

  async #recoverOne(text: RecoverableText, journals: readonly string[]): Promise<void> {
    const context = this.#context;
    const place = this.#fileOf(text.id);
    const found = await readDraftFile(context, text.id, place);
    const hash = found?.hash ?? null;
    const isWritten = hash === sha256(text.source) || (hash !== null && hash === text.lastWritten);
    const isUntouched = hash === null && text.base === null && text.source === '';
    if (isWritten || isUntouched) {
      for (const journal of journals) await removeJournal(context.fileSystem, journal);
      return;
    }
    const isExpected = hash === text.base || (hash !== null && text.written.includes(hash));
    const file = found ?? missingDraftFile(context, text.id, place, text.base === null ? '' : text.baseText);
    if (!isExpected && found !== undefined) found.standOn(text.baseText, text.base ?? undefined);
    const draft = new Draft(context, file, { sequence: text.sequence, source: text.source, journals });
    this.#open.set(text.id, draft);
    if (!isExpected && found !== undefined) await draft.follow();
  }

  /** Ends every draft; each one's file or journal has everything. */
  async close(): Promise<void> {
    await Promise.all(this.all().map((draft) => draft.close()));
    this.#open.clear();
  }
}

/** The folder of journals in a site's data folder. */
export function journalFolderOf(dataFolder: string): string {
  return path.join(dataFolder, 'journal');
}
