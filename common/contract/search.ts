import type { PostId } from '../post.ts';
import { flag, integer, optional, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import type { NoSiteOpen } from './site.ts';

/** A piece of a post's text with the found words in it. */
export interface SearchSnippet {
  readonly text: string;
  /** Places of the words in `text`, in order. */
  readonly marks: readonly { readonly from: number; readonly to: number }[];
}

/** A post that holds what was searched for. */
export interface SearchHit {
  readonly id: PostId;
  readonly title: string;
  readonly snippet: SearchSnippet;
}

/** What a search found, best first. */
export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  /** Posts that were searched; fewer than `total` while the index is being made: ask again. */
  readonly indexed: number;
  readonly total: number;
  /** Set when nothing was found for the words as typed, and the nearest words of the blog were taken instead. */
  readonly searchedFor?: string;
}

/** Calls that search. */
export interface SearchCalls {
  /**
   * Posts that hold all words; the last one may be unfinished, words in "quotes" stand together. Letters with and without marks
   * are the same. `isPatient` waits until every post is searched. Default limit 50.
   */
  'posts.search': Call<
    { readonly query: string; readonly limit?: number | undefined; readonly isPatient?: boolean | undefined },
    SearchAnswer,
    NoSiteOpen
  >;
}

/** Argument checks of `SearchCalls`. */
export const searchChecks: Checks<SearchCalls> = {
  'posts.search': record({
    query: text({ maxLength: 500 }),
    limit: optional(integer(1, 500)),
    isPatient: optional(flag),
  }),
};
