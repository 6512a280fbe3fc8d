import { rm } from 'node:fs/promises';
import type { Database, Statement } from 'node-sqlite3-wasm';
import type { PostId } from '../../common/post.ts';
import { SearchVocabulary } from './search-vocabulary.ts';
import { matchExpression, type SearchPart, textToIndex } from './search-words.ts';

/** What is searched of a post. */
export interface SearchableText {
  readonly title: string;
  readonly keywords: string;
  readonly body: string;
}

/** Raised when the tables or what is put in them change: an index of another version is made anew. */
const indexVersion = 3;

/** Bytes of a page of the file: each is a call of the system when it is first read, and a common word's posts fill many. */
const pageBytes = 32_768;

/** Most posts ranked against each other. Words that more of them hold say little; then the latest ones count, and titles. */
const rankedPosts = 500;

/** Words that most posts hold, looked for before the author does. */
const preparedWords = 16;

/**
 * The full-text index of one site: SQLite FTS5 without the texts themselves, in WebAssembly because it runs on every Node alike.
 * A cache: whatever is wrong with its file, it is thrown away and made anew.
 */
export class SearchIndex {
  readonly #database: Database;
  readonly #statements: ReturnType<typeof prepareAll>;
  readonly #stamps: Map<PostId, { readonly row: number; readonly stamp: string }>;
  readonly #words: SearchVocabulary;

  private constructor(database: Database, stamps: Map<PostId, { readonly row: number; readonly stamp: string }>) {
    this.#database = database;
    this.#stamps = stamps;
    this.#statements = prepareAll(database);
    const { nextTerm, terms } = this.#statements;
    this.#words = new SearchVocabulary({
      after: (word) => nextTerm.all([word]).map(({ term }) => String(term))[0],
      beginning: (start) =>
        terms.all([start, `${start}\u{10ffff}`]).map(({ term, doc }) => [String(term), Number(doc)] as const),
      holds: (word) => this.#isSomewhere({ words: [word], isPrefix: false }),
    });
  }

  /** Opens the index file or makes it. The caller is the only one who uses it. */
  static async open(file: string): Promise<SearchIndex> {
    // A lock without a program is what a crash leaves; the writer lock of the site keeps others away.
    await rm(`${file}.lock`, { recursive: true, force: true });
    try {
      return await SearchIndex.#read(file);
    } catch {
      await rm(file, { force: true });
      await rm(`${file}.lock`, { recursive: true, force: true });
      return SearchIndex.#read(file);
    }
  }

  static async #read(file: string): Promise<SearchIndex> {
    // Loaded at the first search: two megabytes that opening a site need not wait for.
    const { default: sqlite } = await import('node-sqlite3-wasm');
    const database = new sqlite.Database(file);
    try {
      // Exclusive: taking the lock and giving it back at each question would cost more than most answers.
      database.exec(
        `PRAGMA page_size = ${pageBytes}; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -24000`,
      );
      const version = Number(database.get('PRAGMA user_version')?.user_version ?? 0);
      if (version === 0) makeTables(database);
      else if (version !== indexVersion) throw new Error(`an index of version ${version}`);
      const stamps = new Map<PostId, { row: number; stamp: string }>();
      for (const { row, id, stamp } of database.all('SELECT row, id, stamp FROM post')) {
        stamps.set(String(id), { row: Number(row), stamp: String(stamp) });
      }
      return new SearchIndex(database, stamps);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** How many posts are in it. */
  get size(): number {
    return this.#stamps.size;
  }

  ids(): Iterable<PostId> {
    return this.#stamps.keys();
  }

  /** True when the post is in it as the stamp says. */
  has(id: PostId, stamp: string): boolean {
    return this.#stamps.get(id)?.stamp === stamp;
  }

  /** Runs changes as one, which may take its time between them; the index is whole before and after. */
  async together(change: () => void | Promise<void>): Promise<void> {
    this.#database.exec('BEGIN');
    try {
      await change();
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  put(id: PostId, stamp: string, text: SearchableText): void {
    this.remove(id);
    this.#words.add([text.title, text.keywords, text.body]);
    const { lastInsertRowid } = this.#statements.putPost.run([id, stamp]);
    const row = Number(lastInsertRowid);
    this.#statements.putWords.run([row, textToIndex(text.title), textToIndex(text.keywords), textToIndex(text.body)]);
    this.#stamps.set(id, { row, stamp });
  }

  remove(id: PostId): void {
    const known = this.#stamps.get(id);
    if (known === undefined) return;
    this.#statements.removeWords.run([known.row]);
    this.#statements.removePost.run([known.row]);
    this.#stamps.delete(id);
  }

  /**
   * Posts that hold every part, best first: a word in the title counts most, then in categories and tags. Where very many do,
   * those with a hit in title, categories or tags come first, then the best of the posts put in last.
   */
  find(parts: readonly SearchPart[], limit: number): readonly PostId[] {
    if (parts.length === 0) return [];
    const expression = matchExpression(parts);
    const best = this.#ranked(expression, limit);
    if (best.matches < rankedPosts) return best.ids;
    const named = this.#ranked(`{title keywords} : (${expression})`, limit);
    return [...new Set([...named.ids, ...best.ids])].slice(0, limit);
  }

  #ranked(expression: string, limit: number): { readonly ids: readonly PostId[]; readonly matches: number } {
    const rows = this.#statements.ranked.all([expression, rankedPosts, limit]);
    return { ids: rows.map(({ id }) => String(id)), matches: Number(rows[0]?.matches ?? 0) };
  }

  /** The parts with each word that no post holds replaced by the nearest one that some do; undefined when there is none. */
  corrected(parts: readonly SearchPart[]): readonly SearchPart[] | undefined {
    let isChanged = false;
    const corrected = parts.map((part): SearchPart => {
      const [word] = part.words;
      if (part.words.length !== 1 || word === undefined || this.#isSomewhere(part)) return part;
      const nearest = this.#words.nearest(word);
      if (nearest === undefined) return part;
      isChanged = true;
      return { words: [nearest], isPrefix: false };
    });
    return isChanged ? corrected : undefined;
  }

  /**
   * Does beforehand, a few milliseconds a turn, what the first searches would wait for: reads the words for those that are
   * mistyped, and looks for what most posts hold, which fetches the pages of common words and lets the engine compile itself.
   */
  *prepare(): Generator<void> {
    let common: (readonly [word: string, posts: number])[] = [];
    for (const group of this.#words.read()) {
      const most = [...common, ...group].sort((a, b) => b[1] - a[1]);
      common = most.slice(0, preparedWords);
      yield;
    }
    for (const [index, [word]] of common.entries()) {
      const [other] = common[index - 1] ?? [word];
      const start = (length: number): SearchPart => ({ words: [word.slice(0, length)], isPrefix: true });
      const searches = [
        ...[1, 2, 3, word.length].map((length) => [start(length)]),
        [{ words: [other], isPrefix: false }, start(3)],
        [{ words: [other, word], isPrefix: true }],
      ];
      for (const parts of searches) {
        this.find(parts, 1);
        yield;
      }
    }
  }

  close(): void {
    for (const statement of Object.values(this.#statements)) statement.finalize();
    this.#database.close();
  }

  #isSomewhere(part: SearchPart): boolean {
    return this.#statements.any.all([matchExpression([part])]).length > 0;
  }
}

/** Everything that is asked again and again. */
function prepareAll(database: Database) {
  return {
    putPost: database.prepare('INSERT INTO post (id, stamp) VALUES (?, ?)'),
    putWords: database.prepare('INSERT INTO words (rowid, title, keywords, body) VALUES (?, ?, ?, ?)'),
    removePost: database.prepare('DELETE FROM post WHERE row = ?'),
    removeWords: database.prepare('DELETE FROM words WHERE rowid = ?'),
    any: database.prepare('SELECT 1 FROM words WHERE words MATCH ? LIMIT 1'),
    nextTerm: database.prepare('SELECT term FROM vocabulary WHERE term > ? LIMIT 1'),
    terms: database.prepare('SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ?'),
    ranked: database.prepare(
      `SELECT id, matches FROM (
         SELECT row, score, count(*) OVER () AS matches FROM (
           SELECT rowid AS row, bm25(words, 10, 5, 1) AS score FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?
         ) ORDER BY score LIMIT ?
       ) JOIN post USING (row) ORDER BY score`,
    ),
  } satisfies Readonly<Record<string, Statement>>;
}

function makeTables(database: Database): void {
  database.exec('DROP TABLE IF EXISTS vocabulary; DROP TABLE IF EXISTS words; DROP TABLE IF EXISTS post');
  database.exec('CREATE TABLE post (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL)');
  database.exec(
    `CREATE VIRTUAL TABLE words USING fts5 (title, keywords, body, content = '', contentless_delete = 1,
       tokenize = "unicode61 remove_diacritics 2", prefix = '1 2')`,
  );
  database.exec(`CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, 'row')`);
  database.exec(`PRAGMA user_version = ${indexVersion}`);
}
