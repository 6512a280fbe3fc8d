import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Shows in `place`, to be read only, what changed from `before` to `after`; answers how to take it away. */
export function showDifferences(place: HTMLElement, before: string, after: string): () => void {
  const view = new EditorView({
    parent: place,
    doc: after,
    extensions: [
      unifiedMergeView({
        original: before,
        mergeControls: false,
        gutter: false,
        collapseUnchanged: { margin: 2, minSize: 6 },
      }),
      EditorView.lineWrapping,
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
    ],
  });
  return () => view.destroy();
}
