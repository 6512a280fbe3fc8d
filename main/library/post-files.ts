import path from 'node:path';
import type { SlugTaken, TrashMissing } from '../../common/contract/history.ts';
import type { BadPostId, PostMissing } from '../../common/contract/posts.ts';
import type { ReadOnlySite, WriteFailed } from '../../common/contract/site.ts';
import { joinFrontMatter, splitFrontMatter } from '../../common/front-matter.ts';
import { changeFrontMatter } from '../../common/front-matter-change.ts';
import { changeYaml } from '../../common/front-matter-yaml-change.ts';
import type { MatterChanges, PostId, PostKind, PostSummary } from '../../common/post.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { slugFromTitle } from '../../common/slug.ts';
import { errorCode } from '../node/file-system.ts';
import type { Draft } from './draft.ts';
import type { Drafts } from './drafts.ts';
import { newPlace } from './layout.ts';
import type { LibraryEvent } from './library.ts';
import type { PostShelf } from './post-shelf.ts';
import { slugOfFile } from './post-summary.ts';
import { encodePost } from './post-text.ts';
import type { Revisions } from './revisions.ts';
import type { Trash } from './trash.ts';
import type { WriterLock } from './writer-lock.ts';

/** What the calls on whole posts work with. */
export interface PostFilesParts {
  readonly shelf: PostShelf;
  readonly drafts: Drafts;
  readonly revisions: Revisions;
  readonly trash: Trash;
  readonly lock: WriterLock;
  readonly emit: (event: LibraryEvent) => void;
}

/** Makes, copies, moves and removes whole posts. */
export class PostFiles {
  readonly #parts: PostFilesParts;

  constructor(parts: PostFilesParts) {
    this.#parts = parts;
  }

  /** A new draft whose file is named for its title. */
  async create(kind: PostKind, title: string): Promise<Result<PostSummary, WriteFailed | ReadOnlySite>> {
    const { shelf, lock } = this.#parts;
    const refused = await lock.check();
    if (refused !== undefined) return fail(refused);
    const { settings, layout, now } = shelf.parts;
    const slug = slugFromTitle(title, { language: settings.current.language }) || 'untitled';
    const date = shelf.zone.format(now());
    const dated = layout.hasDatedNames === true && kind === 'post' ? `${date.slice(0, 10)}-` : '';
    const id = await shelf.freeId(newPlace(layout, kind).folder, slug, dated);
    const values = new Map<string, string | boolean>([['title', title]]);
    if (kind === 'post') values.set('date', date);
    if (layout.marksUnpublished === true) values.set('published', false);
    else values.set('draft', true);
    return this.#told(await shelf.writeNewText(id, `---\n${changeYaml('', values)}---\n\n`));
  }

  /** A draft with the same text beside a post. */
  async duplicate(id: PostId): Promise<Result<PostSummary, PostMissing | BadPostId | WriteFailed | ReadOnlySite>> {
    const found = await this.#draftToWrite(id);
    if (!found.ok) return found;
    const text = found.value.text();
    const { shelf } = this.#parts;
    const copyId = await shelf.freeId(path.posix.dirname(id), slugOfFile(id), datePrefix(id));
    // Addresses belong to the first one.
    const changes: MatterChanges = { draft: true, slug: null, permalink: null, aliases: null };
    const copy = changeFrontMatter(splitFrontMatter(text.source), changes);
    return this.#told(await shelf.writeNewText(copyId, joinFrontMatter(copy)));
  }

  /**
   * Gives a post's file another name, and its `slug` key where it has one. History moves with it. `oldAddress` is added to its
   * former addresses, so that links to it lead on.
   */
  async rename(
    id: PostId,
    slug: string,
    oldAddress: string | undefined,
  ): Promise<Result<PostSummary, PostMissing | BadPostId | SlugTaken | WriteFailed | ReadOnlySite>> {
    const found = await this.#draftToWrite(id);
    if (!found.ok) return found;
    const draft = found.value;
    await draft.move(true);
    const renamed = await this.#rename(draft, slug, oldAddress);
    if (renamed.ok && renamed.value.id !== id) this.#parts.emit({ kind: 'renamed', from: id, to: renamed.value.id });
    else await draft.move(false);
    return renamed;
  }

  async #rename(
    draft: Draft,
    slug: string,
    oldAddress: string | undefined,
  ): Promise<Result<PostSummary, PostMissing | BadPostId | SlugTaken | WriteFailed | ReadOnlySite>> {
    const { id } = draft;
    const { shelf, revisions, drafts } = this.#parts;
    const name = slugFromTitle(slug) || 'untitled';
    const isBundle = /\/index\.[a-z]+$/i.test(id);
    const newId = isBundle ? id : `${path.posix.dirname(id)}/${datePrefix(id)}${name}${path.posix.extname(id)}`;
    if (newId !== id && (await this.#isTaken(newId, id))) return fail({ kind: 'slug-taken', slug: name });
    const text = draft.text();
    const aliases = oldAddress === undefined ? [] : [...new Set([...text.matter.aliases, oldAddress])];
    const changes: MatterChanges = {
      ...(text.matter.slug === undefined && !isBundle ? {} : { slug: name }),
      ...(aliases.length === 0 ? {} : { aliases }),
    };
    const bytes = encodePost(joinFrontMatter(changeFrontMatter(splitFrontMatter(text.source), changes)));
    if (newId === id) {
      await draft.move(false);
      return this.#rewrite(draft, changes);
    }
    const written = await shelf.writeNew(newId, bytes);
    if (!written.ok) return written;
    await revisions.move(id, newId);
    const kept = await revisions.keep(newId, encodePost(text.source), 'saved');
    const removed = kept ? await this.#remove(id) : ok(undefined);
    if (!removed.ok) return removed;
    await drafts.discard(id);
    await shelf.parts.index.look(id);
    return this.#told(written);
  }

  /** Moves a post, with what is not yet saved of it, to the trash. */
  async trash(id: PostId): Promise<Result<void, PostMissing | BadPostId | WriteFailed | ReadOnlySite>> {
    const found = await this.#draftToWrite(id);
    if (!found.ok) return found;
    const { shelf, trash, drafts, emit } = this.#parts;
    await found.value.move(true);
    const text = found.value.text();
    const isText = ['front-matter', undefined].includes(found.value.describe().problem?.kind);
    const bytes = isText ? encodePost(text.source) : await shelf.parts.fileSystem.readFile(shelf.fileOf(id));
    const taken = await trash.take(id, text.matter.title, bytes, shelf.fileOf(id));
    if (!taken.ok) {
      await found.value.move(false);
      return taken;
    }
    await drafts.discard(id);
    await shelf.parts.index.look(id);
    emit({ kind: 'posts-changed' });
    return ok(undefined);
  }

  /** Puts a post back where it was, or beside what is there now. */
  async restore(key: string): Promise<Result<PostSummary, TrashMissing | WriteFailed | ReadOnlySite>> {
    const { shelf, trash, lock } = this.#parts;
    const refused = await lock.check();
    if (refused !== undefined) return fail(refused);
    const found = await trash.read(key);
    if (found === undefined) return fail({ kind: 'trash-missing', key });
    const { id } = found.entry;
    const isFree = (await shelf.refusal(id)) === undefined && !(await this.#isTaken(id, undefined));
    const place = newPlace(shelf.parts.layout, shelf.kindOf(id)).folder;
    const wanted = isFree ? id : await shelf.freeId(place, slugOfFile(id));
    const written = await shelf.writeNew(wanted, found.bytes);
    if (written.ok) await trash.forget(key);
    return this.#told(written);
  }

  async #rewrite(
    draft: Draft,
    matter: MatterChanges,
  ): Promise<Result<PostSummary, PostMissing | WriteFailed | ReadOnlySite>> {
    const { sequence } = draft.describe();
    const edited = await draft.edit({ id: draft.id, sequence: sequence + 1, changes: [], matter });
    if (!edited.ok)
      return edited.failure.kind === 'out-of-step'
        ? fail({ kind: 'post-missing', id: draft.id })
        : fail(edited.failure);
    const saved = await draft.save();
    if (saved.kind === 'failed' && saved.failure.kind !== 'changed-outside') return fail(saved.failure);
    const { shelf } = this.#parts;
    return this.#told(ok(shelf.summarise(draft.id, await shelf.parts.index.look(draft.id), draft)));
  }

  async #isTaken(id: PostId, self: PostId | undefined): Promise<boolean> {
    const others = [...(await this.#parts.shelf.parts.index.refresh()).keys()].filter((other) => other !== self);
    return others.some((other) => other.toLowerCase() === id.toLowerCase());
  }

  async #draftToWrite(id: PostId): Promise<Result<Draft, PostMissing | BadPostId | ReadOnlySite>> {
    const { shelf, drafts, lock } = this.#parts;
    const refused = (await lock.check()) ?? (await shelf.refusal(id));
    if (refused !== undefined) return fail(refused);
    const draft = await drafts.open(id);
    return draft === undefined ? fail({ kind: 'post-missing', id }) : ok(draft);
  }

  async #remove(id: PostId): Promise<Result<void, WriteFailed>> {
    const { shelf } = this.#parts;
    const file = shelf.fileOf(id);
    try {
      await shelf.parts.fileSystem.unlink(file);
      await shelf.parts.fileSystem.syncFolder(path.dirname(file));
      return ok(undefined);
    } catch (error) {
      return fail({ kind: 'write-failed', file, code: errorCode(error) });
    }
  }

  #told<Answer extends Result<unknown>>(answer: Answer): Answer {
    if (answer.ok) this.#parts.emit({ kind: 'posts-changed' });
    return answer;
  }
}

/** Jekyll's date in front of a file's name stays where it is. */
function datePrefix(id: PostId): string {
  return /(?:^|\/)(\d{4}-\d{2}-\d{2}-)[^/]*$/.exec(id)?.[1] ?? '';
}
