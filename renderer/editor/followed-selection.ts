import { type ChangeSet, EditorSelection } from '@codemirror/state';

/**
 * What has to be said of the selection when others change the text. The editor maps its two ends one by one: of words that were
 * replaced as a whole they change places, and the next key would fail. Nothing stays selected then.
 */
export function followed(selection: EditorSelection, changes: ChangeSet): { readonly selection?: EditorSelection } {
  const mapped = selection.map(changes);
  if (mapped.ranges.every(({ from, to }) => from <= to)) return {};
  const ranges = mapped.ranges.map((range) => (range.from <= range.to ? range : EditorSelection.cursor(range.from)));
  return { selection: EditorSelection.create(ranges, mapped.mainIndex) };
}
