import path from 'node:path';
import type {
  BadPostId,
  ChangedOutside,
  OpenDraft,
  PostList,
  PostMissing,
  SaveState,
} from '../../common/contract/posts.ts';
import type { ReadOnlySite, SettingsBroken, WriteFailed } from '../../common/contract/site.ts';
import { type TimeZone, timeZone } from '../../common/dates.ts';
import { changeYaml } from '../../common/front-matter-yaml-change.ts';
import type { PostId, PostKind, PostSummary, UnreadableFile } from '../../common/post.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { SiteSettings } from '../../common/site-settings.ts';
import { slugFromTitle, uniqueSlug } from '../../common/slug.ts';
import { writeDurably } from '../node/durable-file.ts';
import type { FileSystem } from '../node/file-system.ts';
import { inside } from '../node/inside.ts';
import type { Draft } from './draft.ts';
import type { Drafts } from './drafts.ts';
import { type Layout, newPlace, placeOf } from './layout.ts';
import type { DraftEdit, DraftEdited, DraftEditFailure, Library, LibraryEvent, Post } from './library.ts';
import type { IndexedPost, PostIndex } from './post-index.ts';
import { digestPost, slugOfFile, summarisePost } from './post-summary.ts';
import { encodePost, readPostText } from './post-text.ts';
import type { SettingsFile } from './site-settings-file.ts';
import type { Trash } from './trash.ts';
import type { WriterLock } from './writer-lock.ts';

/** What a library is made of. */
export interface LibraryParts {
  readonly folder: string;
  readonly dataFolder: string;
  readonly fileSystem: FileSystem;
  readonly layout: Layout;
  readonly settings: SettingsFile;
  readonly index: PostIndex;
  readonly drafts: Drafts;
  readonly trash: Trash;
  readonly lock: WriterLock;
  readonly now: () => number;
  readonly emit: (event: LibraryEvent) => void;
}

/** The library of one site folder. */
export class SiteLibrary implements Library {
  readonly folder: string;
  readonly dataFolder: string;
  readonly #parts: LibraryParts;
  #zone: TimeZone;

  constructor(parts: LibraryParts) {
    this.folder = parts.folder;
    this.dataFolder = parts.dataFolder;
    this.#parts = parts;
    this.#zone = timeZone(parts.settings.current.timeZone);
  }

  get readOnly(): { readonly holder: string } | undefined {
    const refusal = this.#parts.lock.refusal();
    return refusal === undefined ? undefined : { holder: refusal.holder };
  }

  settings(): SiteSettings {
    return this.#parts.settings.current;
  }

  async changeSettings(
    changes: Partial<Pick<SiteSettings, 'title' | 'tagline' | 'author' | 'url' | 'targets'>>,
  ): Promise<Result<SiteSettings, WriteFailed | ReadOnlySite | SettingsBroken>> {
    const refused = await this.#parts.lock.check();
    if (refused !== undefined) return fail(refused);
    const changed = await this.#parts.settings.change(changes);
    if (changed.ok) this.#parts.emit({ kind: 'settings-changed' });
    return changed;
  }

  async list(): Promise<PostList> {
    const indexed = await this.#parts.index.refresh();
    const posts: PostSummary[] = [];
    const unreadable: UnreadableFile[] = [];
    for (const post of indexed.values()) {
      const draft = this.#parts.drafts.get(post.id);
      if (draft?.isDirty !== true && 'reason' in post.digest) unreadable.push({ id: post.id, problem: post.digest });
      else posts.push(this.#summarise(post, draft));
    }
    for (const draft of this.#parts.drafts.all()) {
      if (draft.isDirty && !indexed.has(draft.id)) posts.push(this.#summarise(undefined, draft, draft.id));
    }
    return { posts: posts.sort(newestFirst), unreadable };
  }

  async read(id: PostId): Promise<Result<Post, PostMissing | BadPostId>> {
    const { drafts, index, fileSystem, now } = this.#parts;
    const bad = await this.#checked(id);
    if (bad !== undefined) return fail(bad);
    const draft = drafts.get(id);
    const facts = await fileSystem.stat(this.#fileOf(id)).catch(() => noFacts(now()));
    const text = draft?.isDirty === true ? draft.text() : await index.read(id);
    if (text === undefined) return fail({ kind: 'post-missing', id });
    const post = { ...this.#placed(id), facts, digest: digestPost(text) };
    return ok({ summary: this.#summarise(post, draft), body: text.body, otherKeys: text.otherKeys });
  }

  async create(kind: PostKind, title: string): Promise<Result<PostSummary, WriteFailed | ReadOnlySite>> {
    const { lock, layout, index, now } = this.#parts;
    const refused = await lock.check();
    if (refused !== undefined) return fail(refused);
    const place = newPlace(layout, kind);
    const taken = new Set(
      [...(await index.refresh()).keys()].flatMap((id) => [id.toLowerCase(), slugOfFile(id).toLowerCase()]),
    );
    const wanted = slugFromTitle(title, { language: this.settings().language }) || 'untitled';
    const idOf = (slug: string): PostId => `${place.folder}/${slug}.md`;
    const slug = uniqueSlug(wanted, (candidate) => taken.has(candidate) || taken.has(idOf(candidate).toLowerCase()));
    const id = idOf(slug);
    const values = new Map<string, string | boolean>([['title', title]]);
    if (kind === 'post') values.set('date', this.#zone.format(now()));
    values.set('draft', true);
    const written = await this.#writeNew(id, `---\n${changeYaml('', values)}---\n\n`);
    if (!written.ok) return written;
    this.#parts.emit({ kind: 'posts-changed' });
    const facts = await this.#parts.fileSystem.stat(this.#fileOf(id));
    return ok(this.#summarise({ ...this.#placed(id), facts, digest: digestPost(written.value) }, undefined));
  }

  async trash(id: PostId): Promise<Result<void, PostMissing | BadPostId | WriteFailed | ReadOnlySite>> {
    const refused = await this.#parts.lock.check();
    if (refused !== undefined) return fail(refused);
    const draft = await this.#draft(id);
    if (!draft.ok) return draft;
    const text = draft.value.text();
    const source = draft.value.describe().problem === undefined ? encodePost(text.source) : undefined;
    const bytes = source ?? (await this.#parts.fileSystem.readFile(this.#fileOf(id)));
    const taken = await this.#parts.trash.take(id, text.matter.title, bytes, this.#fileOf(id));
    if (!taken.ok) return taken;
    await this.#parts.drafts.discard(id);
    this.#parts.emit({ kind: 'posts-changed' });
    return ok(undefined);
  }

  async openDraft(id: PostId): Promise<Result<OpenDraft, PostMissing | BadPostId>> {
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

  async saveDraft(id: PostId): Promise<Result<SaveState, PostMissing | BadPostId>> {
    const draft = await this.#draft(id);
    return draft.ok ? ok(await draft.value.save()) : draft;
  }

  async revertDraft(id: PostId): Promise<Result<OpenDraft, PostMissing | BadPostId | WriteFailed | ReadOnlySite>> {
    const draft = await this.#draft(id);
    if (!draft.ok) return draft;
    const reverted = await draft.value.revert();
    return reverted.ok ? ok(draft.value.describe()) : reverted;
  }

  async saveAll(): Promise<Result<void, WriteFailed | ReadOnlySite | ChangedOutside>> {
    for (const draft of this.#parts.drafts.all()) {
      const state = await draft.save();
      if (state.kind === 'failed') return fail(state.failure);
    }
    return ok(undefined);
  }

  async close(): Promise<void> {
    await this.#parts.drafts.close();
    await this.#parts.lock.release();
  }

  async #draft(id: PostId): Promise<Result<Draft, PostMissing | BadPostId>> {
    const bad = await this.#checked(id);
    if (bad !== undefined) return fail(bad);
    const draft = await this.#parts.drafts.open(id);
    return draft === undefined ? fail({ kind: 'post-missing', id }) : ok(draft);
  }

  async #checked(id: PostId): Promise<BadPostId | undefined> {
    const isPlace = placeOf(this.#parts.layout, id) !== undefined;
    const isInside = isPlace && (await inside(this.folder, id, this.#parts.fileSystem)).ok;
    return isInside ? undefined : { kind: 'bad-post-id', id };
  }

  async #writeNew(id: PostId, source: string) {
    const { fileSystem } = this.#parts;
    const file = this.#fileOf(id);
    const beforeReplace = (): Promise<string | undefined> =>
      fileSystem.lstat(file).then(
        () => 'EEXIST',
        () => undefined,
      );
    const written = await writeDurably(file, encodePost(source), { fileSystem, within: this.folder, beforeReplace });
    return written.ok ? ok(readPostText(source, id)) : written;
  }

  #summarise(post: IndexedPost | undefined, draft: Draft | undefined, id = post?.id ?? ''): PostSummary {
    const { kind, isInDrafts } = post ?? this.#placed(id);
    const now = this.#parts.now();
    const fromFile = post !== undefined && !('reason' in post.digest) ? post.digest : undefined;
    const digest =
      draft?.isDirty === true || fromFile === undefined ? digestPost(draft?.text() ?? emptyText(id)) : fromFile;
    const matter = isInDrafts ? { ...digest.matter, draft: true } : digest.matter;
    const changedMs = draft?.isDirty === true ? now : (post?.facts.modifiedMs ?? now);
    return summarisePost(id, kind, { ...digest, matter }, changedMs, this.#zone, now);
  }

  #placed(id: PostId): { readonly id: PostId; readonly kind: PostKind; readonly isInDrafts: boolean } {
    const place = placeOf(this.#parts.layout, id);
    return { id, kind: place?.kind ?? 'post', isInDrafts: place?.isDrafts === true };
  }

  #fileOf(id: PostId): string {
    return path.join(this.folder, id);
  }
}

function noFacts(nowMs: number): IndexedPost['facts'] {
  return { kind: 'file', size: 0, modifiedMs: nowMs, mode: 0, inode: 0 };
}

function emptyText(id: PostId) {
  return readPostText('', id);
}

/** Posts without a date are being written: they stand where they were changed last. */
function newestFirst(a: PostSummary, b: PostSummary): number {
  return (b.dateMs ?? b.changedMs) - (a.dateMs ?? a.changedMs) || (a.id < b.id ? -1 : 1);
}
