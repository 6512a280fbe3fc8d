import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { SearchAnswer, SearchHit } from '../../common/contract/search.ts';
import type { PostId } from '../../common/post.ts';
import { inTurn } from '../node/in-turn.ts';
import type { IndexedPost } from './index-file.ts';
import type { PostShelf } from './post-shelf.ts';
import { SearchIndex } from './search-index.ts';
import { snippetOf } from './search-snippet.ts';
import { readSearch, type SearchPart } from './search-words.ts';

/** Longest time the program does nothing else while the index is made, in milliseconds. */
const sliceMs = 12;

/** Posts put into the index in one transaction. */
const batchSize = 200;

/** Texts kept for snippets; ten megabytes where posts are long. */
const shownTexts = 1_000;

interface ShownText {
  /** Undefined for a post that the list does not know: then it is read each time. */
  readonly stamp: string | undefined;
  readonly title: string;
  readonly body: string;
}

/** Searches all posts of a site. The index is made at the first search and follows the files by their entries. */
export class SiteSearch {
  readonly #shelf: PostShelf;
  readonly #file: string;
  #index: Promise<SearchIndex> | undefined;
  readonly #shown = new Map<PostId, ShownText>();
  #isClosed = false;
  #filling: Promise<void> | undefined;
  #filledGeneration = -1;
  #preparing: Promise<void> | undefined;

  /** `dataFolder` is the site's; `:memory:` where another program holds the site. */
  constructor(shelf: PostShelf, dataFolder: string) {
    this.#shelf = shelf;
    this.#file = dataFolder === ':memory:' ? dataFolder : path.join(dataFolder, 'index', 'search.db');
  }

  /**
   * The best `limit` posts for what an author typed. While the index is being made the answer covers the posts that are in it
   * (`indexed` of `total`); with `isPatient` it waits for all.
   */
  async find(query: string, limit: number, isPatient: boolean): Promise<SearchAnswer> {
    const index = await this.#open();
    const list = this.#shelf.parts.index;
    const posts = await (isPatient ? list.refresh() : list.current());
    // What is being put in may be of an older list.
    while (isPatient && this.#filling !== undefined) await this.#filling;
    if (this.#filledGeneration !== list.generation) {
      const { generation } = list;
      this.#filling ??= this.#fill(index, posts)
        .then(() => {
          this.#filledGeneration = generation;
        })
        .finally(() => {
          this.#filling = undefined;
        });
      await (isPatient ? this.#filling : Promise.race([this.#filling, soon()]));
    }
    if (this.#isClosed) return { hits: [], indexed: 0, total: posts.size };
    const parts = readSearch(query);
    const found = index.find(parts, limit);
    const corrected = found.length === 0 ? index.corrected(parts) : undefined;
    const ids = corrected === undefined ? found : index.find(corrected, limit);
    const hits = await this.#hits(ids, posts, corrected ?? parts);
    this.#preparing ??= this.#prepare(index);
    const words = corrected?.flatMap((part) => part.words).join(' ');
    return {
      hits,
      indexed: index.size,
      total: posts.size,
      ...(words === undefined ? {} : { searchedFor: words }),
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#filling;
    await this.#preparing;
    (await this.#index)?.close();
  }

  #open(): Promise<SearchIndex> {
    this.#index ??= inTurn(this, 'open', async () => {
      if (this.#file !== ':memory:') await mkdir(path.dirname(this.#file), { recursive: true });
      return SearchIndex.open(this.#file);
    });
    return this.#index;
  }

  /** Brings the index to what the files are, in slices that leave the program free between them. */
  async #fill(index: SearchIndex, posts: ReadonlyMap<PostId, IndexedPost>): Promise<void> {
    const gone = [...index.ids()].filter((id) => !posts.has(id));
    // The latest are put in last: the index takes those for the best where too many would have to be compared.
    const changed = [...posts.values()].filter((post) => !index.has(post.id, stampOf(post))).sort(oldestFirst);
    if (gone.length > 0) await index.together(() => gone.forEach((id) => void index.remove(id)));
    for (let start = 0; start < changed.length && !this.#isClosed; start += batchSize) {
      const texts = await Promise.all(changed.slice(start, start + batchSize).map((post) => this.#read(post)));
      // One transaction for all: each end of one would leave a piece to be merged with the others.
      await index.together(async () => {
        for (let next = 0; next < texts.length && !this.#isClosed; ) {
          const until = performance.now() + sliceMs;
          for (; next < texts.length && performance.now() < until; next += 1) {
            const text = texts[next];
            if (text !== undefined) index.put(text.post.id, stampOf(text.post), text);
          }
          await pause();
        }
      });
    }
  }

  async #read(post: IndexedPost) {
    const found = await this.#shelf.parts.index.read(post.id);
    const { title, categories, tags, description, series } = found?.text.matter ?? { categories: [], tags: [] };
    const keywords = [...categories, ...tags, description ?? '', series ?? ''].join(' ');
    return { post, title: title ?? '', keywords, body: found?.text.body ?? '' };
  }

  /** Texts of the last hits are kept: the next letter finds most of them again. */
  async #hits(ids: readonly PostId[], posts: ReadonlyMap<PostId, IndexedPost>, parts: readonly SearchPart[]) {
    const stamps = new Map(ids.map((id) => [id, stampOf(posts.get(id))]));
    const isKept = (id: PostId): boolean =>
      stamps.get(id) !== undefined && this.#shown.get(id)?.stamp === stamps.get(id);
    const fresh = ids.filter((id) => !isKept(id));
    const bodies = await this.#shelf.parts.index.readBodies(fresh);
    fresh.forEach((id, index) => {
      const body = bodies[index];
      this.#shown.delete(id);
      if (body !== undefined) this.#shown.set(id, { stamp: stamps.get(id), ...body });
    });
    const hits = ids.flatMap((id): readonly SearchHit[] => {
      const shown = this.#shown.get(id);
      return shown === undefined ? [] : [{ id, title: shown.title, snippet: snippetOf(shown.body, parts) }];
    });
    const surplus = [...this.#shown.keys()].slice(0, Math.max(0, this.#shown.size - shownTexts));
    for (const id of surplus) this.#shown.delete(id);
    return hits;
  }

  /** Once, after the first answer. What goes wrong here goes wrong at the next search as well, which says so. */
  async #prepare(index: SearchIndex): Promise<void> {
    try {
      for (const _turn of index.prepare()) {
        if (this.#isClosed) return;
        await pause();
      }
    } catch {}
  }
}

/** By the date a post states, else by its file's last change. Dates of one form sort as texts. */
function oldestFirst(a: IndexedPost, b: IndexedPost): number {
  const [dateA, dateB] = [dateOf(a), dateOf(b)];
  return dateA < dateB ? -1 : dateA > dateB ? 1 : 0;
}

function dateOf({ digest, facts }: IndexedPost): string {
  const stated = 'reason' in digest ? undefined : digest.matter.date;
  return stated ?? new Date(facts.modifiedMs).toISOString();
}

function stampOf(post: IndexedPost): string;
function stampOf(post: IndexedPost | undefined): string | undefined;
function stampOf(post: IndexedPost | undefined): string | undefined {
  return post && `${post.facts.modifiedMs}-${post.facts.size}-${post.facts.inode}`;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** How long a search waits for posts that changed since the last one. */
function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 120));
}
