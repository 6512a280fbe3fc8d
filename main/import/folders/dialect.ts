import type { ImportKind } from '../../../common/import-report.ts';
import type { ArrivalText } from '../arrivals/arrival.ts';
import type { SourceDocument } from './source-document.ts';

/** What sets one program's folders apart from another's. */
export interface Dialect {
  readonly kind: ImportKind;
  /** The path a post had on its site. */
  readonly addressOf: (document: SourceDocument) => string | undefined;
  /** Its text with the program's own markup resolved. */
  readonly textOf: (document: SourceDocument) => Promise<ArrivalText> | ArrivalText;
  /** Folders that lie at the top of the finished site; `''` for the folder itself. In the order they are looked through. */
  readonly roots: readonly string[];
  /** Words that the program takes for tags and that say nothing to readers. */
  readonly silentTags?: readonly string[];
  /** Categories as the program reads them, where it is not as we do. */
  readonly categoriesOf?: (document: SourceDocument) => readonly string[];
  /** Comments on a post, kept as data. */
  readonly commentsOf?: (document: SourceDocument) => readonly Readonly<Record<string, unknown>>[];
}

/** Text in a form that a part of an address may have: lower case, spaces as hyphens, everything else as it is. */
export function urlized(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_./-]+/gu, '')
    .replace(/\s+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Year, month and day of a post as its date or file name says, two digits each. */
export function dateParts(document: SourceDocument): { year: string; month: string; day: string } | undefined {
  const found = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(document.front.matter.date ?? document.datedName ?? '');
  if (found === null) return undefined;
  return { year: found[1] ?? '', month: (found[2] ?? '').padStart(2, '0'), day: (found[3] ?? '').padStart(2, '0') };
}

/** An address of a pattern such as `/:year/:title/`; undefined when the post lacks a part of it. Empty parts leave no slash. */
export function filledPattern(
  pattern: string,
  values: Readonly<Record<string, string | undefined>>,
): string | undefined {
  let isWhole = true;
  const filled = pattern.replace(/:([a-z_]+)/g, (_found, name: string) => {
    const value = values[name];
    if (value === undefined) isWhole = false;
    return value ?? '';
  });
  return isWhole ? `/${filled}`.replace(/\/{2,}/g, '/') : undefined;
}
