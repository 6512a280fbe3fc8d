import { type ReadonlySignal, signal } from '@preact/signals';
import type { SearchAnswer } from '../../common/contract/search.ts';
import { inBackground } from '../background.ts';
import type { Client } from '../client.ts';

/** The search in the texts of all posts, as the author types. */
export interface TextSearch {
  /** What was found last; it stays until there is something newer, so that the list does not flicker. */
  readonly found: ReadonlySignal<Pick<SearchAnswer, 'hits' | 'searchedFor'>>;
  /** True while what was found is for older words, or not every text was looked through. */
  readonly isBehind: ReadonlySignal<boolean>;
  /** Gets the index ready, because the author is about to type. */
  prepare(): void;
  /** Searches for other words; blank ones find nothing, at once. */
  seek(words: string): void;
}

/** Most posts shown for words in their texts: each one's text is read for its snippet, while the author types. */
export const searchLimit = 50;

const nothing: Pick<SearchAnswer, 'hits' | 'searchedFor'> = { hits: [] };

/** Whether some text has the words as they were typed: that stays so, whatever the rest of the texts has. */
const hasWords = ({ hits, searchedFor }: SearchAnswer) => hits.length > 0 && searchedFor === undefined;

/** One question at a time: of the words that were typed while it is answered only the last are asked for, and only theirs is shown. */
export function createTextSearch(client: Pick<Client, 'call'>): TextSearch {
  const found = signal(nothing);
  const isBehind = signal(false);
  let wanted = '';
  let isAsking = false;

  async function ask(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    try {
      for (let asked: string | undefined; asked !== wanted; ) {
        asked = wanted;
        if (asked !== '') await answer(asked, false);
      }
    } finally {
      isAsking = false;
    }
  }

  async function answer(words: string, isPatient: boolean): Promise<void> {
    const answered = await client.call('posts.search', { query: words.slice(0, 500), limit: searchLimit, isPatient });
    if (wanted !== words) return;
    const isWhole = isPatient || !answered.ok || answered.value.indexed >= answered.value.total;
    isBehind.value = !isWhole;
    if (answered.ok && (isWhole || hasWords(answered.value))) found.value = answered.value;
    // The index is still being made: the rest comes when it is done, and nobody else waits for that.
    if (!isWhole) inBackground(answer(words, true));
  }

  return {
    found,
    isBehind,
    prepare: () => inBackground(client.call('posts.search', { query: '' })),
    seek(words) {
      wanted = words.trim() === '' ? '' : words;
      isBehind.value = wanted !== '';
      if (wanted === '') found.value = nothing;
      else inBackground(ask());
    },
  };
}
