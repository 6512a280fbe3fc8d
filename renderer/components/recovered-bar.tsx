import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { inBackground } from '../background.ts';
import { showDifferences } from '../editor/differences.ts';
import { useDesk } from './desk-context.ts';

/** After a crash: the text that was brought back is open already; here it can be compared with the file, or dropped. */
export function RecoveredBar() {
  const { draft, text, editor } = useDesk();
  const isComparing = useSignal(false);
  const place = useRef<HTMLDivElement>(null);
  const recovered = draft.recovered.value;

  useEffect(() => {
    if (recovered === undefined || !isComparing.value || place.current === null) return;
    return showDifferences(
      place.current,
      text.editor.showDifferences,
      recovered.fileBody,
      editor.view.state.doc.toString(),
    );
  }, [recovered, isComparing.value, editor, text]);

  if (recovered === undefined) return null;
  return (
    <section class="recovered" aria-label={text.editor.recovered}>
      <div class="editor-note">
        <span>{text.editor.recovered}</span>
        <button
          type="button"
          class="link-button"
          aria-expanded={isComparing.value}
          onClick={() => {
            isComparing.value = !isComparing.value;
          }}
        >
          {isComparing.value ? text.editor.hideDifferences : text.editor.showDifferences}
        </button>
        <button type="button" class="link-button" onClick={() => inBackground(draft.revertToFile())}>
          {text.editor.backToFile}
        </button>
        <button type="button" class="link-button" onClick={() => draft.keepRecovered()}>
          {text.editor.keepRecovered}
        </button>
      </div>
      {isComparing.value && <div class="differences" ref={place} />}
    </section>
  );
}
