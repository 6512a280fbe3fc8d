import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { MediaEntry } from '../../../common/contract/media.ts';
import { inBackground } from '../../background.ts';
import { askForFiles } from '../../pick-files.ts';
import type { MediaStore } from '../../stores/media-store.ts';
import { nameOf } from '../../stores/media-view.ts';
import { useDesk } from '../desk-context.ts';

/** Rename, replace, throw away. What would break is said before it does. */
export function MediaActions(props: {
  readonly item: MediaEntry;
  readonly store: MediaStore;
  readonly say: (sentence: string) => void;
}) {
  const { item, store, say } = props;
  const { text, notices, site } = useDesk();
  const words = text.media;
  const stem = nameOf(item.path).replace(/\.[^.]+$/, '');
  const name = useSignal(stem);
  const asksToTrash = useSignal(false);
  const isBusy = useSignal(false);
  const field = useId();

  async function act(work: () => Promise<string | undefined>): Promise<void> {
    isBusy.value = true;
    const sentence = await work();
    isBusy.value = false;
    if (sentence !== undefined) say(sentence);
  }
  const rename = () =>
    act(async () => {
      const moved = await store.rename(item.path, name.value);
      if (moved.ok) return words.followed(moved.value.posts.length);
      notices.showFailure('media', moved.failure);
      return undefined;
    });
  const replace = () =>
    act(async () => {
      const [file] = await askForFiles({ multiple: false });
      if (file === undefined) return undefined;
      const moved = await store.replace(item.path, file);
      if (moved.ok) return words.followed(moved.value.posts.length);
      notices.showFailure('media', moved.failure);
      return undefined;
    });
  const trash = (evenIfUsed: boolean) =>
    act(async () => {
      const trashed = await store.trash(item.path, evenIfUsed);
      if (trashed.ok) return words.trashed(nameOf(item.path));
      if (trashed.failure.kind === 'media-in-use') asksToTrash.value = true;
      else notices.showFailure('media', trashed.failure);
      return undefined;
    });

  if (site.current.value?.readOnly !== undefined) return null;
  return (
    <section class="media-actions">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          inBackground(rename());
        }}
      >
        <div class="field">
          <label for={field}>{words.renameLabel}</label>
          <input id={field} value={name.value} onInput={(event) => (name.value = event.currentTarget.value)} />
          <span class="hint">{words.renameHint}</span>
        </div>
        <button type="submit" class="button" disabled={isBusy.value || name.value.trim() === '' || name.value === stem}>
          {words.rename}
        </button>
      </form>
      <p class="media-buttons">
        <button type="button" class="button" disabled={isBusy.value} onClick={() => inBackground(replace())}>
          {words.replace}
        </button>
        <button type="button" class="button danger" disabled={isBusy.value} onClick={() => inBackground(trash(false))}>
          {words.trash}
        </button>
      </p>
      {asksToTrash.value && (
        <p class="form-problem" role="alert">
          {words.trashQuestion(item.uses.length)}{' '}
          <button type="button" class="button danger" onClick={() => inBackground(trash(true))}>
            {words.trashAnyway}
          </button>
        </p>
      )}
    </section>
  );
}
