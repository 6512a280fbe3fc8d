import path from 'node:path';
import type { PostId, PostProblem } from '../../common/post.ts';
import { errorCode, type FileFacts, type FileSystem, isMissing } from '../node/file-system.ts';
import { isConflictCopy, isPostName, type Layout, placeOf } from './layout.ts';
import { digestPost, type PostDigest } from './post-summary.ts';
import { decodePost, maxPostBytes, type PostText, readPostText, tooLarge } from './post-text.ts';

/** A file in a place for posts, read once and again when it has changed. */
export interface IndexedPost {
  readonly id: PostId;
  readonly facts: FileFacts;
  /** A problem when the file is no text. */
  readonly digest: PostDigest | PostProblem;
}

/** How many files are looked at at once; more does not make a cold disk faster. */
const readsAtOnce = 64;

/** What lies in a site's places for posts. Looks at every file's entry, reads only those that changed since the last time. */
export class PostIndex {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  readonly #layout: Layout;
  #known = new Map<PostId, IndexedPost>();

  constructor(fileSystem: FileSystem, folder: string, layout: Layout) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
    this.#layout = layout;
  }

  /** All posts as they are on the disk now, by id. */
  async refresh(): Promise<ReadonlyMap<PostId, IndexedPost>> {
    const found: PostId[] = [];
    for (const place of this.#layout.places) await this.#walk(place.folder, found);
    const known = new Map<PostId, IndexedPost>();
    for (let start = 0; start < found.length; start += readsAtOnce) {
      const posts = await Promise.all(found.slice(start, start + readsAtOnce).map((id) => this.#look(id)));
      for (const post of posts) if (post !== undefined) known.set(post.id, post);
    }
    this.#known = known;
    return known;
  }

  /** One post as it is on the disk now, remembered; undefined when there is none. */
  async look(id: PostId): Promise<IndexedPost | undefined> {
    const post = placeOf(this.#layout, id) === undefined ? undefined : await this.#look(id);
    if (post === undefined) this.#known.delete(id);
    else this.#known.set(id, post);
    return post;
  }

  /** What was known of a post at the last look. */
  known(id: PostId): IndexedPost | undefined {
    return this.#known.get(id);
  }

  /** One post's text as it is on the disk; undefined when there is no such file. A file that is no text is all problem. */
  async read(id: PostId): Promise<{ readonly text: PostText; readonly facts?: FileFacts } | undefined> {
    try {
      const file = path.join(this.#folder, id);
      const facts = await this.#fileSystem.stat(file);
      if (facts.kind === 'folder') return undefined;
      const source = await this.#readSource(file, facts);
      const text = typeof source === 'string' ? readPostText(source, id) : { ...readPostText('', id), problem: source };
      return { text, facts };
    } catch (error) {
      if (isMissing(error)) return undefined;
      return { text: { ...readPostText('', id), problem: unreadable(errorCode(error)) } };
    }
  }

  async #walk(folder: string, found: PostId[]): Promise<void> {
    const entries = await this.#fileSystem.list(path.join(this.#folder, folder)).catch(missingAsEmpty);
    for (const entry of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const id = `${folder}/${entry.name}`;
      if (entry.name.startsWith('.')) continue;
      // Folders behind symbolic links are left alone: they may lead in circles or out of the site.
      if (entry.kind === 'folder' && !this.#layout.places.some((other) => other.folder === id)) {
        await this.#walk(id, found);
      } else if (entry.kind !== 'folder' && isPostName(entry.name)) found.push(id);
    }
  }

  async #look(id: PostId): Promise<IndexedPost | undefined> {
    const file = path.join(this.#folder, id);
    try {
      const facts = await this.#fileSystem.stat(file);
      if (facts.kind === 'folder') return undefined;
      const before = this.#known.get(id);
      if (before !== undefined && isUnchanged(before.facts, facts)) return before;
      if (isConflictCopy(id)) return { id, facts, digest: conflictCopy };
      const source = await this.#readSource(file, facts);
      return { id, facts, digest: typeof source === 'string' ? digestPost(readPostText(source, id)) : source };
    } catch (error) {
      if (isMissing(error)) return undefined;
      const facts: FileFacts = { kind: 'other', size: 0, modifiedMs: 0, mode: 0, inode: 0 };
      return { id, facts, digest: unreadable(errorCode(error)) };
    }
  }

  async #readSource(file: string, facts: FileFacts): Promise<string | PostProblem> {
    if (facts.kind !== 'file') return { kind: 'unreadable', reason: 'This is no ordinary file' };
    if (facts.size > maxPostBytes) return tooLarge(facts.size);
    return decodePost(await this.#fileSystem.readFile(file));
  }
}

/** Listed, so that its text is not forgotten, and never published: the post itself is. */
const conflictCopy: PostProblem = {
  kind: 'unreadable',
  reason:
    'A sync program put this copy beside the post, because two machines had changed it. Compare both, then delete it',
};

/** True when a file's entry shows the content that was read before. */
function isUnchanged(before: FileFacts, now: FileFacts): boolean {
  return (
    before.modifiedMs === now.modifiedMs &&
    before.size === now.size &&
    before.inode === now.inode &&
    before.kind === now.kind
  );
}

function unreadable(code: string): PostProblem {
  return { kind: 'unreadable', reason: `The file cannot be read (${code})` };
}

function missingAsEmpty(error: unknown): readonly [] {
  if (isMissing(error)) return [];
  throw error;
}
