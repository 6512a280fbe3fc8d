import path from 'node:path';
import type { BulkChange, BulkDone, BulkItem, PatternBroken, UndoMissing } from '../../common/contract/bulk.ts';
import type {
  DraftComparison,
  Revision,
  RevisionMissing,
  RevisionText,
  SlugTaken,
  TrashedPost,
  TrashMissing,
} from '../../common/contract/history.ts';
import type {
  BadPostId,
  ChangedOutside,
  OpenDraft,
  PostList,
  PostMissing,
  SaveState,
} from '../../common/contract/posts.ts';
import type { SearchAnswer } from '../../common/contract/search.ts';
import type {
  LayoutName,
  LayoutQuestion,
  ReadOnlySite,
  SettingsBroken,
  WriteFailed,
} from '../../common/contract/site.ts';
import type { PostId, PostKind, PostSummary, UnreadableFile } from '../../common/post.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { SiteSettings } from '../../common/site-settings.ts';
import { BulkChanges } from './bulk-changes.ts';
import type { Draft } from './draft.ts';
import type { Drafts } from './drafts.ts';
import type { IndexedPost } from './index-file.ts';
import type { DraftEdit, DraftEdited, DraftEditFailure, Library, LibraryEvent, Post } from './library.ts';
import { createLookOver, type LookOver } from './look-over.ts';
import { PostFiles } from './post-files.ts';
import type { PostShelf } from './post-shelf.ts';
import { indexListener, readBodies, readPost, readPosts } from './read-posts.ts';
import type { Revisions } from './revisions.ts';
import type { NewSettings } from './settings-file.ts';
import { SiteHistory } from './site-history.ts';
import type { SiteSearch } from './site-search.ts';
import { layoutKeys } from './stated-layout.ts';
import { sweepLeftovers } from './sweep-leftovers.ts';
import type { Trash } from './trash.ts';
import type { WriterLock } from './writer-lock.ts';

/** What a library is made of. */
export interface LibraryParts {
  readonly dataFolder: string;
  readonly question: LayoutQuestion | undefined;
  readonly shelf: PostShelf;
  readonly drafts: Drafts;
  readonly revisions: Revisions;
  readonly trash: Trash;
  readonly search: SiteSearch;
  readonly lock: WriterLock;
  readonly emit: (event: LibraryEvent) => void;
  /** Hears what nobody foresaw in work that no call waits for. */
  readonly failed: (error: unknown) => void;
  /** Ends what runs beside the library. */
  readonly stop: () => void;
}

type Lost = PostMissing | BadPostId;
type Unwritten = WriteFailed | ReadOnlySite;

/** The library of one site folder. */
export class SiteLibrary implements Library {
  readonly folder: string;
  readonly dataFolder: string;
  readonly #parts: LibraryParts;
  readonly #files: PostFiles;
  readonly #history: SiteHistory;
  readonly #bulk: BulkChanges;
  readonly #lookOver: LookOver;

  constructor(parts: LibraryParts) {
    this.folder = parts.shelf.parts.folder;
    this.dataFolder = parts.dataFolder;
    this.#parts = parts;
    this.#files = new PostFiles(parts);
    this.#history = new SiteHistory(parts);
    this.#bulk = new BulkChanges(parts);
    this.#lookOver = createLookOver(parts.shelf.parts.index, parts.emit, parts.failed);
  }

  get readOnly(): { readonly holder: string } | undefined {
    const refusal = this.#parts.lock.refusal();
    return refusal === undefined ? undefined : { holder: refusal.holder };
  }

  get layout(): LayoutName {
    return this.#parts.shelf.parts.layout.name;
  }

  get question(): LayoutQuestion | undefined {
    return this.#parts.question;
  }

  async answerLayout(
    name: LayoutName,
    postFolders: readonly string[],
  ): Promise<Result<SiteSettings, Unwritten | SettingsBroken>> {
    const refused = await this.#parts.lock.check();
    if (refused !== undefined) return fail(refused);
    return this.#parts.shelf.parts.settings.state(layoutKeys({ name, postFolders }));
  }

  settings(): SiteSettings {
    return this.#parts.shelf.parts.settings.current;
  }

  async changeSettings(changes: NewSettings): Promise<Result<SiteSettings, Unwritten | SettingsBroken>> {
    const refused = await this.#parts.lock.check();
    if (refused !== undefined) return fail(refused);
    const changed = await this.#parts.shelf.parts.settings.change(changes);
    if (changed.ok) this.#parts.emit({ kind: 'settings-changed' });
    return changed;
  }

  async list({ forShow = false, listener }: Parameters<Library['list']>[0] = {}): Promise<PostList> {
    const { shelf, drafts } = this.#parts;
    if (!forShow) this.#lookOver.later();
    const heard = listener === undefined ? undefined : indexListener(this.#parts, listener);
    const indexed = await (forShow ? this.#indexToShow() : shelf.parts.index.now(heard));
    const posts: PostSummary[] = [];
    const unreadable: UnreadableFile[] = [];
    for (const post of indexed.values()) {
      const draft = drafts.get(post.id);
      if (draft?.isDirty !== true && 'reason' in post.digest) unreadable.push({ id: post.id, problem: post.digest });
      else posts.push(shelf.summarise(post.id, post, draft));
    }
    for (const draft of drafts.all()) {
      if (draft.isDirty && !indexed.has(draft.id)) posts.push(shelf.summarise(draft.id, undefined, draft));
    }
    return { posts: posts.sort(newestFirst), unreadable: unreadable.sort((a, b) => (a.id < b.id ? -1 : 1)) };
  }

  read(id: PostId): Promise<Result<Post, Lost>> {
    return readPost(this.#parts, id);
  }

  readPosts(ids: readonly PostId[]): Promise<readonly (Post | undefined)[]> {
    return readPosts(this.#parts, ids);
  }

  readBodies(ids: readonly PostId[]): Promise<readonly (string | undefined)[]> {
    return readBodies(this.#parts, ids);
  }

  create(kind: PostKind, title: string): Promise<Result<PostSummary, Unwritten>> {
    return this.#files.create(kind, title);
  }

  duplicate(id: PostId): Promise<Result<PostSummary, Lost | Unwritten>> {
    return this.#files.duplicate(id);
  }

  rename(id: PostId, slug: string, oldAddress?: string): Promise<Result<PostSummary, Lost | SlugTaken | Unwritten>> {
    return this.#files.rename(id, slug, oldAddress);
  }

  trash(id: PostId): Promise<Result<void, Lost | Unwritten>> {
    return this.#files.trash(id);
  }

  trashed(): Promise<readonly TrashedPost[]> {
    return this.#parts.trash.list();
  }

  restoreTrashed(key: string): Promise<Result<PostSummary, TrashMissing | Unwritten>> {
    return this.#files.restore(key);
  }

  search(query: string, limit: number, isPatient: boolean): Promise<SearchAnswer> {
    return this.#parts.search.find(query, limit, isPatient);
  }

  previewBulk(change: BulkChange): Promise<Result<readonly BulkItem[], PatternBroken>> {
    return this.#bulk.preview(change);
  }

  applyBulk(change: BulkChange, ids: readonly PostId[]): Promise<Result<BulkDone, PatternBroken | ReadOnlySite>> {
    return this.#bulk.apply(change, ids);
  }

  undoBulk(undo: string): Promise<Result<BulkDone, UndoMissing | ReadOnlySite>> {
    return this.#bulk.undo(undo);
  }

  revisions(id: PostId): Promise<Result<readonly Revision[], BadPostId>> {
    return this.#history.list(id);
  }

  revision(id: PostId, revision: string): Promise<Result<RevisionText, BadPostId | RevisionMissing>> {
    return this.#history.read(id, revision);
  }

  restoreRevision(id: PostId, revision: string): Promise<Result<OpenDraft, Lost | RevisionMissing | Unwritten>> {
    return this.#history.restore(id, revision);
  }

  compareDraft(id: PostId): Promise<Result<DraftComparison, Lost>> {
    return this.#history.compare(id);
  }

  resolveDraft(id: PostId, keep: 'mine' | 'theirs', body?: string): Promise<Result<OpenDraft, Lost | Unwritten>> {
    return this.#history.resolve(id, keep, body);
  }

  async openDraft(id: PostId): Promise<Result<OpenDraft, Lost>> {
    const draft = await this.#draft(id);
    return draft.ok ? ok(draft.value.describe()) : draft;
  }

  async editDraft(edit: DraftEdit): Promise<Result<DraftEdited, DraftEditFailure>> {
    // An open draft takes the edit in this very turn, so that edits keep the order in which they arrived.
    const open = this.#parts.drafts.get(edit.id);
    if (open !== undefined && this.#parts.lock.refusal() === undefined) return open.edit(edit);
    const refused = await this.#parts.lock.check();
    if (refused !== undefined) return fail(refused);
    const draft = await this.#draft(edit.id);
    return draft.ok ? draft.value.edit(edit) : draft;
  }

  async saveDraft(id: PostId): Promise<Result<SaveState, Lost>> {
    const draft = await this.#draft(id);
    return draft.ok ? ok(await draft.value.save()) : draft;
  }

  async revertDraft(id: PostId): Promise<Result<OpenDraft, Lost | Unwritten>> {
    const draft = await this.#draft(id);
    if (!draft.ok) return draft;
    const reverted = await draft.value.revert();
    return reverted.ok ? ok(draft.value.describe()) : reverted;
  }

  async saveAll(): Promise<Result<void, Unwritten | ChangedOutside>> {
    for (const draft of this.#parts.drafts.all()) {
      const state = await draft.save();
      if (state.kind === 'failed') return fail(state.failure);
    }
    return ok(undefined);
  }

  async close(): Promise<void> {
    this.#parts.stop();
    await this.#lookOver.close();
    await this.#parts.search.close();
    await this.#parts.drafts.close();
    await this.#parts.shelf.parts.index.close();
    if (this.readOnly === undefined && (await this.#parts.revisions.prune())) {
      const { fileSystem, layout, now } = this.#parts.shelf.parts;
      const folders = layout.places
        .filter((place) => place.folder !== '')
        .map((place) => path.join(this.folder, place.folder));
      await sweepLeftovers(fileSystem, folders, now());
    }
    await this.#parts.lock.release();
  }

  /** At the start what is remembered from the last time, while the files are looked over behind it. */
  async #indexToShow(): Promise<ReadonlyMap<PostId, IndexedPost>> {
    const { index } = this.#parts.shelf.parts;
    const remembered = await index.remembered();
    if (remembered === undefined) return index.current();
    this.#lookOver.once();
    return remembered;
  }

  async #draft(id: PostId): Promise<Result<Draft, Lost>> {
    const bad = await this.#parts.shelf.refusal(id);
    if (bad !== undefined) return fail(bad);
    const draft = await this.#parts.drafts.open(id);
    return draft === undefined ? fail({ kind: 'post-missing', id }) : ok(draft);
  }
}

/** Posts without a date are being written: they stand where they were changed last. */
function newestFirst(a: PostSummary, b: PostSummary): number {
  return (b.dateMs ?? b.changedMs) - (a.dateMs ?? a.changedMs) || (a.id < b.id ? -1 : 1);
}
