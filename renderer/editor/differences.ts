import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/**
 * Shows in `place`, to be read only, what changed from `before` to `after`; answers how to take it away. Without a `before`
 * everything is new, and nothing is marked. `name` is what a screen reader calls it.
 */
export function showDifferences(
  place: HTMLElement,
  name: string,
  before: string | undefined,
  after: string,
): () => void {
  const view = new EditorView({
    parent: place,
    doc: after,
    extensions: [
      before === undefined
        ? []
        : unifiedMergeView({
            original: before,
            mergeControls: false,
            gutter: false,
            collapseUnchanged: { margin: 2, minSize: 6 },
          }),
      EditorView.lineWrapping,
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.contentAttributes.of({ 'aria-label': name, 'aria-readonly': 'true' }),
    ],
  });
  return () => view.destroy();
}
