import type { Text } from './text/en.ts';

/** One thing that made a page out of date: what it is made from, `new` for a page that was not there before. */
export type RebuildCause =
  | 'new'
  | 'made'
  | 'theme'
  | 'site'
  | 'body'
  | 'post'
  | 'page'
  | 'comments'
  | 'neighbours'
  | 'related'
  | 'series'
  | 'extra'
  | 'posts'
  | 'excerpts'
  | 'pagination'
  | 'term'
  | 'terms'
  | 'years'
  | 'feed'
  | 'search'
  | 'list'
  | 'text';

/** Why a page was made anew: at least one cause, the most telling first. */
export type RebuildReason = readonly RebuildCause[];

/** Why a page was made anew, in a few words, without a full stop. */
export function rebuildText(reason: RebuildReason, text: Pick<Text, 'rebuilt'>): string {
  return reason.map((cause) => text.rebuilt[cause]).join('; ');
}
