import path from 'node:path';
import type { PostId, PostProblem } from '../../common/post.ts';
import { errorCode, type FileFacts, type FileSystem, type FileWithFacts, isMissing } from '../node/file-system.ts';
import type { FolderWatch } from '../node/watch-folders.ts';
import { findPosts } from './find-posts.ts';
import { type IndexedPost, indexFile, type SeenFile } from './index-file.ts';
import { type Layout, placeOf } from './layout.ts';
import type { ListCache } from './list-cache.ts';
import { bodyOf, type PostBody } from './post-body.ts';
import { decodePost, maxPostBytes, type PostText, problemOf, readPostText, unreadable } from './post-text.ts';

/** Hears what is found while all files are looked at. */
export interface IndexListener {
  /** How many files there are; comes first. */
  readonly found?: ((files: number) => void) | undefined;
  /** Files that were read because they are new or have changed, a few at a time. */
  readonly read?: ((files: readonly SeenFile[]) => void) | undefined;
}

/** How many files are looked at at once; more does not make a cold disk faster. */
const readsAtOnce = 64;

/** What lies in a site's places for posts. Looks at every file's entry, reads only those that changed since the last time. */
export class PostIndex {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  readonly #layout: Layout;
  readonly #cache: ListCache | undefined;
  #known = new Map<PostId, IndexedPost>();
  #loading: Promise<void> | undefined;
  /** True once every file was looked at since the start. */
  #isSeen = false;
  /** Counts changes of what is known, so that others can tell whether they have to look. */
  #generation = 0;
  /** True when what is known was read since all changes are told. */
  #isFollowed = false;
  /** True when a post is a link to a file of which nobody tells when it changes. */
  #hasLinks = false;
  #watch: Pick<FolderWatch, 'isWhole' | 'settle'> = { isWhole: () => false, settle: async () => false };
  #looks = 0;
  readonly #lastLook = new Map<PostId, number>();
  /** What was looked at while all files are, which is newer than what that finds. */
  readonly #refreshing = new Set<Map<PostId, IndexedPost | undefined>>();

  /** `cache` is left out where another program holds the site. */
  constructor(fileSystem: FileSystem, folder: string, layout: Layout, cache?: ListCache) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
    this.#layout = layout;
    this.#cache = cache;
  }

  /** Begins to read what the last start remembered, while the rest of the library is opened; a failure costs time and nothing else. */
  begin(): void {
    void this.#load();
  }

  /**
   * All posts as they are on the disk now: by what the system tells, where it surely tells all that happened up to this call; else
   * each file's entry is looked at.
   */
  async now(listener?: IndexListener): Promise<ReadonlyMap<PostId, IndexedPost>> {
    const isKnown = this.#isFollowed && !this.#hasLinks && (await this.#watch.settle()) && this.#isFollowed;
    return isKnown ? this.#known : this.refresh(listener);
  }

  /** All posts as they are on the disk now, by id, in no order: looks at each file's entry. */
  async refresh(listener: IndexListener = {}): Promise<ReadonlyMap<PostId, IndexedPost>> {
    await this.#load();
    const isTold = this.#watch.isWhole();
    const meanwhile = new Map<PostId, IndexedPost | undefined>();
    this.#refreshing.add(meanwhile);
    try {
      return await this.#lookAtAll(isTold, meanwhile, listener);
    } finally {
      this.#refreshing.delete(meanwhile);
    }
  }

  async #lookAtAll(
    isTold: boolean,
    meanwhile: ReadonlyMap<PostId, IndexedPost | undefined>,
    listener: IndexListener,
  ): Promise<ReadonlyMap<PostId, IndexedPost>> {
    this.#hasLinks = false;
    const { ids: found, hasLinks } = await findPosts(this.#fileSystem, this.#folder, this.#layout);
    if (hasLinks) this.#hasLinks = true;
    listener.found?.(found.length);
    const known = await this.#unchanged(found);
    const others = known.size === found.length ? [] : found.filter((id) => !known.has(id));
    for (let start = 0; start < others.length; start += readsAtOnce) {
      const ids = others.slice(start, start + readsAtOnce);
      const read = await this.#readAll(ids, (id, file) => ({ file: indexFile(this.#layout, id, file) }));
      const files = await Promise.all(
        ids.map((id, at) => (read[at] === undefined ? this.#lookNow(id) : read[at].file)),
      );
      const there = files.filter((file) => file !== undefined);
      for (const { post } of there) known.set(post.id, post);
      listener.read?.(there);
      // What the system has in its memory is read without waiting.
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (const [id, post] of meanwhile) {
      if (post === undefined) known.delete(id);
      else known.set(id, post);
    }
    if (!areSame(known, this.#known)) this.#generation += 1;
    this.#known = known;
    this.#isSeen = true;
    this.#isFollowed = isTold;
    return known;
  }

  /**
   * All posts as far as they are known, without looking at the disk where every change is told. Good for showing; whoever
   * writes or publishes looks.
   */
  current(): Promise<ReadonlyMap<PostId, IndexedPost>> {
    return this.#isFollowed && this.#watch.isWhole() ? Promise.resolve(this.#known) : this.refresh();
  }

  /** What the last start kept, while nothing was looked at yet: to be shown at once, and looked over afterwards. */
  async remembered(): Promise<ReadonlyMap<PostId, IndexedPost> | undefined> {
    await this.#load();
    return this.#isSeen || this.#known.size === 0 ? undefined : this.#known;
  }

  /** Takes the watch by which every change on the disk is told to `look`. */
  follow(watch: Pick<FolderWatch, 'isWhole' | 'settle'>): void {
    this.#watch = watch;
  }

  /** Whether some file is a link, which may lead out of the site; known once all were looked for. */
  get hasLinks(): boolean {
    return this.#hasLinks;
  }

  /** Whether a known post lies in this folder, or in one below it. */
  knowsBelow(folder: string): boolean {
    return [...this.#known.keys()].some((id) => id.startsWith(`${folder}/`));
  }

  /** Another number whenever what is known has changed. */
  get generation(): number {
    return this.#generation;
  }

  /** Keeps what is known for the next start. */
  async close(): Promise<void> {
    if (this.#generation > 0) await this.#cache?.write(this.#known.values());
  }

  /** One post as it is on the disk now, remembered; undefined when there is none. */
  async look(id: PostId): Promise<IndexedPost | undefined> {
    this.#looks += 1;
    const look = this.#looks;
    this.#lastLook.set(id, look);
    const post = placeOf(this.#layout, id) === undefined ? undefined : (await this.#lookNow(id))?.post;
    if (post !== undefined && (await this.#isLink(id))) this.#hasLinks = true;
    // Whoever looked later may have seen more.
    if (this.#lastLook.get(id) !== look) return post;
    this.#lastLook.delete(id);
    for (const meanwhile of this.#refreshing) meanwhile.set(id, post);
    if (post === this.#known.get(id)) return post;
    this.#generation += 1;
    if (post === undefined) this.#known.delete(id);
    else this.#known.set(id, post);
    return post;
  }

  async #isLink(id: PostId): Promise<boolean> {
    const facts = await this.#fileSystem.lstat(path.join(this.#folder, id)).catch(() => undefined);
    return facts?.kind === 'link';
  }

  /** What was known of a post at the last look. */
  known(id: PostId): IndexedPost | undefined {
    return this.#known.get(id);
  }

  /** One post's text as it is on the disk; undefined when there is no such file. A file that is no text is all problem. */
  async read(id: PostId): Promise<{ readonly text: PostText; readonly facts?: FileFacts } | undefined> {
    const found = await this.#source(id);
    if (found === undefined) return undefined;
    const { source, ...facts } = found;
    if (typeof source === 'string') return { text: readPostText(source, id), ...facts };
    return { text: { ...readPostText('', id), problem: source }, ...facts };
  }

  /** Titles and texts of a few posts for the eye, in their order; undefined for one that cannot be shown. */
  async readBodies(ids: readonly PostId[]): Promise<readonly (PostBody | undefined)[]> {
    return this.#readAll(ids, (id, { bytes }) => {
      const source = bytes === undefined ? undefined : decodePost(bytes);
      return typeof source === 'string' ? bodyOf(id, source, this.#known.get(id)?.digest) : undefined;
    });
  }

  /** Posts whose files are as they were last seen, with their texts, in the order of their ids; undefined for any other. */
  async readSeen(ids: readonly PostId[]): Promise<readonly (Required<SeenFile> | undefined)[]> {
    return this.#readAll(ids, (id, { facts, bytes }) => {
      const post = this.#known.get(id);
      if (bytes === undefined || post === undefined) return undefined;
      // A link may lead out of the site by now.
      if (this.#hasLinks || 'reason' in post.digest || !isUnchanged(post.facts, facts)) return undefined;
      const source = decodePost(bytes);
      return typeof source === 'string' ? { post, text: readPostText(source, id) } : undefined;
    });
  }

  #readAll<Value>(
    ids: readonly PostId[],
    use: (id: PostId, file: FileWithFacts) => Value,
  ): Promise<readonly (Value | undefined)[]> {
    const paths = ids.map((id) => path.join(this.#folder, id));
    return this.#fileSystem.readAll(paths, maxPostBytes, (file, at) => use(ids[at] ?? '', file));
  }

  async #source(
    id: PostId,
  ): Promise<{ readonly source: string | PostProblem; readonly facts?: FileFacts } | undefined> {
    try {
      const file = path.join(this.#folder, id);
      const { facts, bytes } = await this.#fileSystem.readWithFacts(file, maxPostBytes);
      if (facts.kind === 'folder') return undefined;
      return { source: problemOf(facts) ?? decodePost(bytes ?? new Uint8Array()), facts };
    } catch (error) {
      return isMissing(error) ? undefined : { source: unreadable(errorCode(error)) };
    }
  }

  #load(): Promise<void> {
    this.#loading ??= (this.#cache?.read() ?? Promise.resolve([])).then((posts) => {
      for (const post of posts) this.#known.set(post.id, post);
    });
    return this.#loading;
  }

  /** Those of the files that are known, and whose entries show what was read before. */
  async #unchanged(ids: readonly PostId[]): Promise<Map<PostId, IndexedPost>> {
    const before: IndexedPost[] = [];
    for (const id of ids) {
      const post = this.#known.get(id);
      if (post !== undefined) before.push(post);
    }
    const unchanged = new Map<PostId, IndexedPost>();
    const paths = before.map(({ id }) => `${this.#folder}${path.sep}${id}`);
    await this.#fileSystem.statAll(paths, (now, index) => {
      const post = before[index];
      if (post !== undefined && now !== undefined && isUnchanged(post.facts, now)) unchanged.set(post.id, post);
    });
    return unchanged;
  }

  async #lookNow(id: PostId): Promise<SeenFile | undefined> {
    const file = path.join(this.#folder, id);
    try {
      const before = this.#known.get(id);
      const seen = before === undefined ? undefined : await this.#fileSystem.stat(file);
      if (before !== undefined && seen !== undefined && isUnchanged(before.facts, seen)) return { post: before };
      return indexFile(this.#layout, id, await this.#fileSystem.readWithFacts(file, maxPostBytes));
    } catch (error) {
      if (isMissing(error)) return undefined;
      const facts: FileFacts = { kind: 'other', size: 0, modifiedMs: 0, mode: 0, inode: 0 };
      return { post: { id, facts, digest: unreadable(errorCode(error)) } };
    }
  }
}

/** True when a file's entry shows the content that was read before. */
function isUnchanged(before: FileFacts, now: FileFacts): boolean {
  return (
    before.modifiedMs === now.modifiedMs &&
    before.size === now.size &&
    before.inode === now.inode &&
    before.kind === now.kind
  );
}

function areSame(one: ReadonlyMap<PostId, IndexedPost>, other: ReadonlyMap<PostId, IndexedPost>): boolean {
  if (one.size !== other.size) return false;
  for (const [id, post] of one) if (other.get(id) !== post) return false;
  return true;
}
