import type { ErrorCode } from 'yaml';
import type { Text } from './text/en.ts';

/** What a setting has to be, when it is something else. */
export type SettingForm =
  | 'one-text'
  | 'time-zone'
  | 'web-address'
  | 'count'
  | 'links'
  | 'list'
  | 'targets'
  | 'target-kind'
  | 'target-name'
  | 'languages'
  | 'new-comments'
  | 'redirects'
  | 'yes-or-no'
  | 'megabytes';

/** Why a file of the author's could not be understood, as data; each language makes a sentence of it. */
export type ProblemReason =
  | { readonly kind: 'header-unclosed' | 'no-keys' | 'too-many-aliases' }
  /** YAML that its parser refused; `code` is the parser's. */
  | { readonly kind: 'yaml'; readonly code: ErrorCode }
  | { readonly kind: 'toml' }
  /** A list or mapping stands where one text belongs. */
  | { readonly kind: 'not-one-text'; readonly key: string }
  | { readonly kind: 'no-date'; readonly date: string }
  | { readonly kind: 'utf-16' | 'not-utf-8' | 'no-ordinary-file' | 'folder' }
  /** The system does not let the file be read; `code` is the system's. */
  | { readonly kind: 'not-readable'; readonly code: string }
  | { readonly kind: 'too-large'; readonly megabytes: number; readonly limit: number }
  /** A copy that a sync program made of a file that two machines had changed. */
  | { readonly kind: 'sync-copy' }
  | { readonly kind: 'wrong-setting'; readonly key: string; readonly form: SettingForm };

/** One sentence maker a reason; none ends with a full stop, so that it can stand inside another sentence. */
export type ReasonSentences = {
  readonly [Kind in ProblemReason['kind']]: (reason: Extract<ProblemReason, { readonly kind: Kind }>) => string;
};

/** Why a file could not be understood, in words. */
export function reasonText(reason: ProblemReason, text: Pick<Text, 'reasons'>): string {
  // Each kind has one shape and one sentence maker of that shape; only the compiler cannot pair them.
  const sentence = text.reasons[reason.kind] as (reason: ProblemReason) => string;
  return sentence(reason);
}
