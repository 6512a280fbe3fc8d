import { nothing, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import type { NoSiteOpen, WriteFailed } from './site.ts';

/** Longest word that can be added, in UTF-16 units. */
export const maxWordLength = 100;

/** Calls about words that the checker of spelling does not know and that are right in this blog. Kept by the program, a list a site. */
export interface SpellingCalls {
  /** The words of the open site, in the order of the alphabet. */
  'spelling.words': Call<void, readonly string[], NoSiteOpen>;
  /** Adds a word; answers all of them. A word that is there already changes nothing. */
  'spelling.add': Call<{ readonly word: string }, readonly string[], NoSiteOpen | WriteFailed>;
  /** Takes a word out again; answers those that stay. */
  'spelling.remove': Call<{ readonly word: string }, readonly string[], NoSiteOpen | WriteFailed>;
}

/** Events about the words of the open site. */
export interface SpellingEvents {
  'spelling.changed': { readonly words: readonly string[] };
}

const word = record({ word: text({ minLength: 1, maxLength: maxWordLength }) });

/** Argument checks of `SpellingCalls`. */
export const spellingChecks: Checks<SpellingCalls> = {
  'spelling.words': nothing,
  'spelling.add': word,
  'spelling.remove': word,
};
