import type { TextChange } from '../../common/post.ts';

/**
 * The text after an edit; undefined when the changes do not fit the text: out of range, out of order or overlapping. Offsets
 * count in the text before the whole edit.
 */
export function applyTextChanges(text: string, changes: readonly TextChange[]): string | undefined {
  const pieces: string[] = [];
  let position = 0;
  for (const change of changes) {
    if (change.from < position || change.to < change.from || change.to > text.length) return undefined;
    pieces.push(text.slice(position, change.from), change.insert);
    position = change.to;
  }
  pieces.push(text.slice(position));
  return pieces.join('');
}
