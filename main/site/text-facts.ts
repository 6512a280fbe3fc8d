import { type BodyNeeds, bodyNeeds } from './body.ts';
import { countWords } from './count-words.ts';
import { keyOf } from './input.ts';
import { hasMoreMark } from './more-mark.ts';

/** What is known of a text without holding it. */
export interface TextFacts {
  readonly textKey: string;
  readonly needs: BodyNeeds;
  readonly words: number;
  /** The author marked with `<!--more-->` how much of the text stands in lists. */
  readonly hasMore?: true;
}

/** A post's text without its front matter. */
export interface NamedText {
  readonly postId: string;
  /** BCP 47 tag. */
  readonly language: string;
  readonly text: string;
}

/** Reads a text for its facts. */
export function textFacts(text: string, needs = bodyNeeds(text)): TextFacts {
  return {
    textKey: keyOf(text),
    needs,
    words: countWords(text),
    ...(hasMoreMark(text) ? { hasMore: true } : {}),
  };
}
