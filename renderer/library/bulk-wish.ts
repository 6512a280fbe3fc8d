import type { BulkChange } from '../../common/contract/bulk.ts';

/** What kind of change the dialog asks about. */
export type BulkKind = BulkChange['kind'];

/** What the author has filled in so far; each kind uses its own fields. */
export interface BulkWish {
  readonly kind: BulkKind;
  readonly from: string;
  readonly to: string;
  readonly match: 'plain' | 'word' | 'regex';
  readonly isCaseSensitive: boolean;
  readonly taxonomy: 'tags' | 'categories';
  /** Takes the tag or category out instead of giving it another name. */
  readonly isRemoved: boolean;
}

/** Nothing filled in yet. */
export function emptyWish(kind: BulkKind): BulkWish {
  return { kind, from: '', to: '', match: 'plain', isCaseSensitive: false, taxonomy: 'tags', isRemoved: false };
}

/** The change that is wished for; undefined while something is still to be said. */
export function changeOf(wish: BulkWish): BulkChange | undefined {
  const { kind, match, isCaseSensitive, taxonomy, isRemoved } = wish;
  if (kind === 'text') {
    return wish.from === '' ? undefined : { kind: 'text', find: wish.from, replace: wish.to, match, isCaseSensitive };
  }
  const [from, to] = [wish.from.trim(), wish.to.trim()];
  if (from === '') return undefined;
  if (kind === 'link') return to === '' ? undefined : { kind: 'link', from, to };
  if (isRemoved) return { kind: 'term', taxonomy, from, to: null };
  return to === '' ? undefined : { kind: 'term', taxonomy, from, to };
}
