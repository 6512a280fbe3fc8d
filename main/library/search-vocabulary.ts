import { foldText, wordDistance, wordsOf } from './search-words.ts';

/** Where the words of an index are read: in the order of their letters, each with the number of posts that hold it. */
export interface WordSource {
  /** The word that comes next. */
  after(word: string): string | undefined;
  /** All words that begin so. Slow where many posts hold one of them. */
  beginning(start: string): Iterable<readonly [word: string, posts: number]>;
  /** True when a post still holds the word. */
  holds(word: string): boolean;
}

/**
 * The words of a search index by their first two letters, for words that were mistyped. Read when they are asked for, kept, and
 * added to by posts that are put in; a word that no post holds any more is found out when it would be answered.
 */
export class SearchVocabulary {
  readonly #source: WordSource;
  readonly #groups = new Map<string, Map<string, number>>();

  constructor(source: WordSource) {
    this.#source = source;
  }

  /** The words of a post that is put in. */
  add(texts: readonly string[]): void {
    if (this.#groups.size === 0) return;
    for (const word of new Set(texts.flatMap((text) => wordsOf(foldText(text))))) {
      const group = this.#groups.get(startOf(word));
      group?.set(word, (group.get(word) ?? 0) + 1);
    }
  }

  /** Reads all words that begin with `start` and are not known yet, one group of them a turn. */
  *read(start = ''): Generator<ReadonlyMap<string, number>> {
    for (let word = this.#source.after(start); word?.startsWith(start); ) {
      const begin = startOf(word);
      // A word of one letter is never meant, and comes before those that go on.
      const isLetter = [...word].length === 1;
      if (!isLetter) yield this.#group(begin);
      word = this.#source.after(isLetter ? word : `${begin}\u{10ffff}`);
    }
  }

  /**
   * The nearest word that some post holds. One letter may be wrong in a short word, two in a long one; the first is nearly always
   * right. Words that begin with the same two letters are looked through first: they are few, and one of them is nearly always
   * meant.
   */
  nearest(word: string): string | undefined {
    const wanted = foldText(word);
    const most = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2;
    if (most === 0) return undefined;
    const [first = ''] = wanted;
    const near = this.#nearestOf(wanted, most, [this.#group(startOf(wanted))]);
    if (near?.distance === 1) return near.word;
    return (this.#nearestOf(wanted, most, [...this.read(first)]) ?? near)?.word;
  }

  /** The nearest of the words of some groups; of several the one that most posts hold. */
  #nearestOf(wanted: string, most: number, groups: readonly ReadonlyMap<string, number>[]): NearWord | undefined {
    const near = groups.flatMap((group) => nearWords(wanted, most, group));
    near.sort((a, b) => a.distance - b.distance || b.posts - a.posts);
    return near.find(({ word }) => this.#source.holds(word));
  }

  #group(start: string): ReadonlyMap<string, number> {
    const known = this.#groups.get(start);
    if (known !== undefined) return known;
    const group = new Map(this.#source.beginning(start));
    this.#groups.set(start, group);
    return group;
  }
}

interface NearWord {
  readonly word: string;
  readonly posts: number;
  /** Letters that differ. */
  readonly distance: number;
}

function nearWords(wanted: string, most: number, group: ReadonlyMap<string, number>): readonly NearWord[] {
  const near: NearWord[] = [];
  for (const [word, posts] of group) {
    if (Math.abs(word.length - wanted.length) > most) continue;
    const distance = wordDistance(wanted, word, most);
    if (distance <= most) near.push({ word, posts, distance });
  }
  return near;
}

function startOf(word: string): string {
  const [first = '', second = ''] = word;
  return first + second;
}
