import { galleryInsertion } from '../../editor/media-markdown.ts';
import type { MediaStore } from '../../stores/media-store.ts';
import { linkable } from '../../stores/media-view.ts';
import { useDesk } from '../desk-context.ts';

/** What can be done with all marked files together. */
export function MediaMarked({ store }: { readonly store: MediaStore }) {
  const { text, draft, editor, overlay } = useDesk();
  const words = text.media;
  const marked = store.marked.value;
  if (marked.length === 0) return null;

  function insertGallery(): void {
    const { view } = editor;
    const { items = [], tops = [] } = store.list.value ?? {};
    const postId = draft.session.value?.id ?? '';
    const chosen = marked.flatMap((path) => items.find((item) => item.path === path) ?? []);
    overlay.close();
    const gallery = galleryInsertion(
      view.state,
      view.state.selection.main.head,
      chosen.map((item) => linkable(item, postId, tops)),
    );
    view.dispatch({ ...gallery, userEvent: 'input' });
    view.focus();
  }

  return (
    <section class="media-marked">
      <p>
        <strong>{words.marked(marked.length)}</strong>{' '}
        <button type="button" class="link-button" onClick={() => store.unmarkAll()}>
          {words.unmark}
        </button>
      </p>
      {draft.session.value !== undefined && marked.length > 1 && (
        <>
          <button type="button" class="button primary" onClick={insertGallery}>
            {words.insertGallery}
          </button>
          <p class="hint">{words.markedHint}</p>
        </>
      )}
    </section>
  );
}
