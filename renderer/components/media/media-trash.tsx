import type { TrashedMedia } from '../../../common/contract/media.ts';
import { inBackground } from '../../background.ts';
import { byteSize } from '../../byte-size.ts';
import { exactTime } from '../../dates.ts';
import type { MediaStore } from '../../stores/media-store.ts';
import { nameOf } from '../../stores/media-view.ts';
import { useDesk } from '../desk-context.ts';

/** Files in the trash, each with the way back. */
export function MediaTrash({ store, say }: { readonly store: MediaStore; readonly say: (sentence: string) => void }) {
  const { text, notices, site } = useDesk();
  const words = text.media;
  const files = store.trashed.value ?? [];
  const isReadOnly = site.current.value?.readOnly !== undefined;

  async function bringBack({ key, path }: TrashedMedia): Promise<void> {
    const restored = await store.restore(key);
    if (restored.ok) say(words.restored(nameOf(restored.value.path)));
    else notices.showFailure(nameOf(path), restored.failure);
  }

  if (files.length === 0) return <p class="media-empty">{words.trashEmpty}</p>;
  return (
    <div class="media-missing">
      <p class="quiet">{words.trashNote}</p>
      <ul class="media-trash">
        {files.map((file) => (
          <li key={file.key}>
            <strong>{nameOf(file.path)}</strong>
            <span class="quiet">
              {words.trashedFacts(
                file.path.slice(0, -nameOf(file.path).length - 1),
                byteSize(file.size, text.language),
                file.trashedMs === 0 ? '' : exactTime(file.trashedMs),
              )}
            </span>
            {!isReadOnly && (
              <span>
                <button type="button" class="link-button" onClick={() => inBackground(bringBack(file))}>
                  {words.undo}
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
