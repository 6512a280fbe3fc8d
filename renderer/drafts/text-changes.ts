import { diff } from '@codemirror/merge';
import { ChangeSet, Text } from '@codemirror/state';
import type { TextChange } from '../../common/post.ts';

/** The most changes that one message may hold; beyond it they are joined to one. */
const maxChanges = 10_000;

/** A text for the editor. Line ends are `\n` on both sides of the contract. */
export function textOf(body: string): Text {
  return Text.of(body.split('\n'));
}

/** Changes as the contract states them: replacements in `before`, the text before the whole edit. */
export function textChanges(changes: ChangeSet, before: Text): readonly TextChange[] {
  const list: TextChange[] = [];
  changes.iterChanges((from, to, _fromAfter, _toAfter, inserted) => {
    list.push({ from, to, insert: inserted.toString() });
  }, true);
  return list.length <= maxChanges ? list : [joined(list, changes, before)];
}

/** One replacement from the first change to the end of the last. */
function joined(list: readonly TextChange[], changes: ChangeSet, before: Text): TextChange {
  const from = list[0]?.from ?? 0;
  const to = list[list.length - 1]?.to ?? 0;
  const insert = changes.apply(before).sliceString(changes.mapPos(from, -1), changes.mapPos(to, 1));
  return { from, to, insert };
}

/** The smallest sensible changes that make `before` into `after`; both ends that are equal are not looked at twice. */
export function changesBetween(before: Text, after: string): ChangeSet {
  const old = before.toString();
  if (old === after) return ChangeSet.empty(before.length);
  const changes = diff(old, after, { scanLimit: 500 }).map((change) => ({
    from: change.fromA,
    to: change.toA,
    insert: after.slice(change.fromB, change.toB),
  }));
  return ChangeSet.of(changes, before.length);
}
