import type { FindingKind } from './checks/findings.ts';
import type { PostId } from './post.ts';
import type { ProblemReason } from './problem-reason.ts';
import type { Text } from './text/en.ts';

/** Something about the finished site that wants a look and did not stop the build, as data. Lines count from 1. */
export type BuildNotice =
  /** In a text, found while it was rendered; `subject` is the link, picture, element or formula as written. */
  | {
      readonly kind: 'broken-link' | 'missing-picture' | 'removed-html' | 'bad-math';
      readonly subject: string;
      readonly line: number;
    }
  /** What the editor would show in the margin of the text. */
  | { readonly kind: 'in-text'; readonly line: number; readonly finding: FindingKind }
  /** A post that is not on the site, because its file cannot be understood. */
  | { readonly kind: 'left-out'; readonly reason: ProblemReason; readonly line?: number }
  /** A published post without a date: it has no address until it has one. */
  | { readonly kind: 'undated' }
  /** A comments file that shows nothing. */
  | {
      readonly kind: 'comments-broken';
      readonly file: string;
      readonly reason: CommentsReason;
      readonly line?: number;
    }
  /** Comments that were neither approved nor refused. */
  | { readonly kind: 'comments-waiting'; readonly file: string; readonly waiting: number }
  /** `urls.json` cannot be read, so former addresses do not lead on. */
  | { readonly kind: 'addresses-broken' }
  /** A page stands where readers found another post before, so that post's old links lead to it. */
  | { readonly kind: 'address-reused'; readonly address: string; readonly former: PostId }
  /** Two posts in one language say that they are translations of each other. */
  | { readonly kind: 'same-language'; readonly other: PostId };

/** Why a comments file cannot be understood. */
export type CommentsReason = ProblemReason | { readonly kind: 'no-comment-list' };

/** One sentence maker a notice. */
export type NoticeSentences = {
  readonly [Kind in BuildNotice['kind']]: (notice: Extract<BuildNotice, { readonly kind: Kind }>) => string;
};

/** A notice as a sentence for the author. */
export function noticeText(notice: BuildNotice, text: Pick<Text, 'notices'>): string {
  // Each kind has one shape and one sentence maker of that shape; only the compiler cannot pair them.
  const sentence = text.notices[notice.kind] as (notice: BuildNotice) => string;
  return sentence(notice);
}
