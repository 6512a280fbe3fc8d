import type { ProblemReason } from './problem-reason.ts';

/** Why a theme could not make a page, as data. `name` is what the theme's file asks for, as written. */
export type ThemeReason =
  | { readonly kind: 'no-theme' | 'not-a-theme-name' | 'parents-in-a-circle' | 'no-template' }
  | {
      readonly kind: 'no-partial' | 'no-variable' | 'no-filter' | 'barred-filter' | 'no-text' | 'no-asset';
      readonly name: string;
    }
  /** `detail` is what the template engine says, in its own English. */
  | { readonly kind: 'template-syntax'; readonly detail: string }
  /** A template that makes pages without end, or larger than any page is. */
  | { readonly kind: 'too-much-work' }
  | ProblemReason;

/** One sentence maker a reason of a theme's own; none ends with a full stop. */
export type ThemeReasonSentences = {
  readonly [Kind in Exclude<ThemeReason['kind'], ProblemReason['kind']>]: (
    reason: Extract<ThemeReason, { readonly kind: Kind }>,
  ) => string;
};
