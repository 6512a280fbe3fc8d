import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { TrashedPost } from '../../common/contract/history.ts';
import { inBackground } from '../background.ts';
import { exactTime } from '../dates.ts';
import { useDesk } from './desk-context.ts';
import { Sheet } from './sheet.tsx';
import { useOnce } from './use-once.ts';

/** Posts in the trash, each with the way back. */
export function TrashListDialog() {
  const { client, text, draft, notices, overlay } = useDesk();
  const posts = useSignal<readonly TrashedPost[] | undefined>(undefined);
  const once = useOnce();
  const words = text.versions.trash;

  useEffect(() => {
    async function read(): Promise<void> {
      const listed = await client.call('trash.list');
      posts.value = listed.ok ? listed.value : [];
    }
    inBackground(read());
  }, [client, posts]);

  async function bringBack(key: string): Promise<void> {
    const restored = await client.call('trash.restore', { key });
    overlay.close();
    if (restored.ok) await draft.open(restored.value.id);
    else notices.showFailure('trash', restored.failure);
  }

  return (
    <Sheet name={words.name}>
      {posts.value?.length === 0 && <p class="quiet">{words.empty}</p>}
      <ul class="trash-list">
        {(posts.value ?? []).map(({ key, title, id, trashedMs }) => (
          <li key={key}>
            <span class="trash-title">{title === '' ? id : title}</span>
            <span class="quiet">{exactTime(trashedMs)}</span>
            <button type="button" class="link-button" onClick={() => once(() => bringBack(key))}>
              {words.bringBack}
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
