import { EditorSelection, Transaction, type TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/**
 * The editor's view. Under load a selection that it reads from the page can lie behind the end of the text: the browser has put
 * more into the page than the editor was told of. It would throw then, in the middle of an event. Here it reads the words that
 * it has not heard of, with the cursor where the author has it, so that nothing typed is lost. Others meet it, too, and nobody
 * knows its cause: https://github.com/microbit-foundation/python-editor-v3/issues/1320
 */
export class WritingView extends EditorView {
  override dispatch(...given: readonly (TransactionSpec | readonly Transaction[])[]): void {
    const [spec] = given;
    if (given.length === 1 && isSpec(spec) && isOutside(spec, this.state.doc.length)) hearAgain(this.contentDOM);
    // The ways to call it are the view's own; only its declaration keeps them apart.
    else super.dispatch(...(given as readonly TransactionSpec[]));
  }
}

function isSpec(given: TransactionSpec | readonly Transaction[] | undefined): given is TransactionSpec {
  return given !== undefined && !Array.isArray(given) && !(given instanceof Transaction);
}

/** Whether nothing but a selection is wished for, and no text is there. */
function isOutside({ selection, changes }: TransactionSpec, length: number): boolean {
  if (changes !== undefined || !(selection instanceof EditorSelection)) return false;
  return selection.ranges.some(({ to }) => to > length);
}

/** Has the editor read the words at the page's selection as if they had just been typed, once it is done with its event. */
function hearAgain(content: HTMLElement): void {
  const selection = getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  if (!(focusNode instanceof Text) || !content.contains(focusNode) || !anchorNode) return;
  // What the editor holds for these words, as it leaves it at the node.
  const known: unknown = Reflect.get(focusNode, 'cmTile');
  if (typeof known !== 'object' || known === null || Reflect.get(known, 'text') === focusNode.data) return;
  queueMicrotask(() => {
    selection?.setBaseAndExtent(anchorNode, anchorOffset ?? 0, focusNode, focusOffset ?? 0);
    focusNode.appendData('');
  });
}
