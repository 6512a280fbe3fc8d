import { useDesk } from './desk-context.ts';
import { FindingsButton } from './findings-button.tsx';
import { PublishArea } from './publish-area.tsx';

/** The foot of the window: one quiet word about saving, what to look at, and the one primary action. */
export function FootBar() {
  const { text, draft } = useDesk();
  const word = draft.saveWord.value;
  return (
    <footer class="foot-bar">
      {/* Not read aloud at every key: a save that fails is told by a notice. */}
      <p class="save-state" role="status" aria-live="off" aria-label={text.foot.saveState} data-state={word}>
        {word === undefined ? '' : text.foot.saveWords[word]}
      </p>
      <span class="foot-space" />
      <FindingsButton />
      <span class="foot-space" />
      <PublishArea />
    </footer>
  );
}
