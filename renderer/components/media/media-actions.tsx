import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { MediaEntry } from '../../../common/contract/media.ts';
import { inBackground } from '../../background.ts';
import { askForFiles } from '../../pick-files.ts';
import type { MediaStore } from '../../stores/media-store.ts';
import { nameOf } from '../../stores/media-view.ts';
import { useDesk } from '../desk-context.ts';
import type { SayDone } from './media-library.tsx';

/** What was done; `key` brings back what went for it. */
interface Done {
  readonly sentence: string;
  readonly key: string | undefined;
}

/** Rename, replace, throw away. What would break is said before it does. */
export function MediaActions(props: { readonly item: MediaEntry; readonly store: MediaStore; readonly say: SayDone }) {
  const { item, store, say } = props;
  const { text, notices, site } = useDesk();
  const words = text.media;
  const stem = nameOf(item.path).replace(/\.[^.]+$/, '');
  const name = useSignal(stem);
  const asksToTrash = useSignal(false);
  const isBusy = useSignal(false);
  const field = useId();

  async function act(work: () => Promise<Done | undefined>): Promise<void> {
    isBusy.value = true;
    const done = await work();
    isBusy.value = false;
    if (done !== undefined) say(done.sentence, done.key === undefined ? undefined : () => bringBack(done.key));
  }
  async function bringBack(key = ''): Promise<void> {
    const restored = await store.restore(key);
    if (restored.ok) say(words.restored(nameOf(restored.value.path)));
    else notices.showFailure('media', restored.failure);
  }
  const rename = () =>
    act(async () => {
      const moved = await store.rename(item.path, name.value);
      if (moved.ok) return { sentence: words.followed(moved.value.posts.length), key: undefined };
      notices.showFailure('media', moved.failure);
      return undefined;
    });
  const replace = () =>
    act(async () => {
      const [file] = await askForFiles({ multiple: false });
      if (file === undefined) return undefined;
      const moved = await store.replace(item.path, file);
      if (moved.ok) return { sentence: words.replaced, key: moved.value.trashKey };
      notices.showFailure('media', moved.failure);
      return undefined;
    });
  const trash = (evenIfUsed: boolean) =>
    act(async () => {
      const trashed = await store.trash(item.path, evenIfUsed);
      if (trashed.ok) return { sentence: words.trashed(nameOf(item.path)), key: trashed.value.key };
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
          {words.breaks([...new Set(item.uses.map(({ title, postId }) => title || postId))])}{' '}
          <button type="button" class="button danger" onClick={() => inBackground(trash(true))}>
            {words.trashAnyway}
          </button>
        </p>
      )}
    </section>
  );
}
