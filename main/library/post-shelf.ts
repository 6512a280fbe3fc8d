import path from 'node:path';
import type { BadPostId } from '../../common/contract/posts.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import { type TimeZone, timeZone } from '../../common/dates.ts';
import type { PostId, PostKind, PostSummary } from '../../common/post.ts';
import { ok, type Result } from '../../common/result.ts';
import { uniqueSlug } from '../../common/slug.ts';
import { writeDurably } from '../node/durable-file.ts';
import type { FileSystem } from '../node/file-system.ts';
import { inside } from '../node/inside.ts';
import type { Draft } from './draft.ts';
import type { IndexedPost } from './index-file.ts';
import { type Layout, type Place, placeOf, placeOfFolder } from './layout.ts';
import type { PostIndex } from './post-index.ts';
import { digestPost, slugOfFile, summarisePost } from './post-summary.ts';
import { encodePost, readPostText } from './post-text.ts';
import type { SettingsFile } from './site-settings-file.ts';

/** What a shelf is made of. */
export interface ShelfParts {
  /** The site folder: absolute, links resolved. */
  readonly folder: string;
  readonly fileSystem: FileSystem;
  readonly layout: Layout;
  readonly settings: SettingsFile;
  readonly index: PostIndex;
  readonly now: () => number;
}

/** Where posts stand: which ids can be posts, their files, their rows in the list, and free names for new ones. */
export class PostShelf {
  readonly parts: ShelfParts;
  /** The settings' zone by the name they give it, which may be another one of the same zone. */
  #zone: { readonly asked: string; readonly zone: TimeZone };
  readonly #places = new Map<string, Place | undefined>();
  /** Rows of files, as they were last made. */
  readonly #rows = new WeakMap<IndexedPost, KnownRow>();

  constructor(parts: ShelfParts) {
    this.parts = parts;
    this.#zone = zoneOf(parts.settings.current.timeZone);
  }

  /** The site's time zone as the settings have it now. */
  get zone(): TimeZone {
    const { timeZone: name } = this.parts.settings.current;
    if (this.#zone.asked !== name) this.#zone = zoneOf(name);
    return this.#zone.zone;
  }

  /** Why an id names no place for a post; undefined for one that does. */
  async refusal(id: PostId): Promise<BadPostId | undefined> {
    const isPlace = placeOf(this.parts.layout, id) !== undefined;
    const isInside = isPlace && (await inside(this.parts.folder, id, this.parts.fileSystem)).ok;
    return isInside ? undefined : { kind: 'bad-post-id', id };
  }

  fileOf(id: PostId): string {
    return path.join(this.parts.folder, id);
  }

  kindOf(id: PostId): PostKind {
    return placeOf(this.parts.layout, id)?.kind ?? 'post';
  }

  /** The row of a post: of its draft where that has unsaved text, else of its file; the same object while nothing changes. */
  summarise(id: PostId, post: IndexedPost | undefined, draft: Draft | undefined): PostSummary {
    if (post === undefined || 'reason' in post.digest || draft?.isDirty === true)
      return this.#summarise(id, post, draft);
    const { zone } = this;
    const now = this.parts.now();
    const known = this.#rows.get(post);
    const dateMs = known?.summary.dateMs ?? 0;
    // What is scheduled comes out when its time has come.
    if (known?.zone === zone && dateMs > known.madeMs === dateMs > now) return known.summary;
    const summary = this.#summarise(id, post, draft);
    this.#rows.set(post, { summary, zone, madeMs: now });
    return summary;
  }

  #summarise(id: PostId, post: IndexedPost | undefined, draft: Draft | undefined): PostSummary {
    const now = this.parts.now();
    const isDirty = draft?.isDirty === true;
    const fromFile = post !== undefined && !('reason' in post.digest) ? post.digest : undefined;
    const digest = isDirty || fromFile === undefined ? digestPost(draft?.text() ?? readPostText('', id)) : fromFile;
    const place = this.#placeIn(id.slice(0, Math.max(0, id.lastIndexOf('/'))));
    const known = place?.isDrafts === true ? { ...digest, matter: { ...digest.matter, draft: true } } : digest;
    const changedMs = isDirty ? now : (post?.facts.modifiedMs ?? now);
    return summarisePost(id, place?.kind ?? 'post', known, changedMs, this.zone, now);
  }

  /** The place of a folder's posts, asked once, as thousands of posts lie in few folders. */
  #placeIn(folder: string): Place | undefined {
    if (!this.#places.has(folder)) this.#places.set(folder, placeOfFolder(this.parts.layout, folder));
    return this.#places.get(folder);
  }

  /** An id in this folder, its name after `prefix`, that no post has, and whose slug no post has either; case does not tell names apart. */
  async freeId(folder: string, slug: string, prefix = ''): Promise<PostId> {
    const idOf = (candidate: string): PostId => `${folder === '' ? '' : `${folder}/`}${prefix}${candidate}.md`;
    const known = [...(await this.parts.index.refresh()).keys()];
    const taken = new Set(known.flatMap((id) => [id.toLowerCase(), slugOfFile(id).toLowerCase()]));
    const free = uniqueSlug(slug, (candidate) => {
      return taken.has(candidate) || taken.has(idOf(candidate).toLowerCase());
    });
    return idOf(free);
  }

  /** Writes a file that must not be there yet, and answers its row. */
  async writeNew(id: PostId, bytes: Uint8Array): Promise<Result<PostSummary, WriteFailed>> {
    const { fileSystem, folder, index } = this.parts;
    const file = this.fileOf(id);
    const beforeReplace = (): Promise<string | undefined> =>
      fileSystem.lstat(file).then(
        () => 'EEXIST',
        () => undefined,
      );
    const written = await writeDurably(file, bytes, { fileSystem, within: folder, beforeReplace });
    if (!written.ok) return written;
    return ok(this.summarise(id, await index.look(id), undefined));
  }

  /** Writes a new post's text. */
  writeNewText(id: PostId, source: string): Promise<Result<PostSummary, WriteFailed>> {
    return this.writeNew(id, encodePost(source));
  }
}

/** The row of a file, and what it was made with besides the file. */
interface KnownRow {
  readonly summary: PostSummary;
  readonly zone: TimeZone;
  readonly madeMs: number;
}

function zoneOf(asked: string): { readonly asked: string; readonly zone: TimeZone } {
  return { asked, zone: timeZone(asked) };
}
