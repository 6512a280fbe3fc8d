import type { PostId } from '../../common/post.ts';
import { inBackground } from '../background.ts';
import { useDesk } from './desk-context.ts';
import { Sheet } from './sheet.tsx';

/** The one question that is asked before something is done: whether a post leaves the blog. */
export function TrashDialog({ id, title }: { readonly id: PostId; readonly title: string }) {
  const { client, text, overlay, list, draft, notices } = useDesk();

  async function trash(): Promise<void> {
    overlay.close();
    if (draft.session.value?.id === id) await draft.close();
    const trashed = await list.trash(id);
    if (!trashed.ok) {
      notices.showFailure('trash', trashed.failure);
      return;
    }
    notices.show({
      key: 'trash',
      tone: 'quiet',
      sentence: text.versions.trash.moved(title === '' ? text.list.untitled : title),
      actions: [{ label: text.versions.trash.bringBack, run: () => inBackground(bringBack()) }],
    });
  }

  async function bringBack(): Promise<void> {
    const listed = await client.call('trash.list');
    const found = listed.ok ? listed.value.find((trashed) => trashed.id === id) : undefined;
    if (found === undefined) return;
    const restored = await client.call('trash.restore', { key: found.key });
    if (restored.ok) await draft.open(restored.value.id);
    else notices.showFailure('trash', restored.failure);
  }

  return (
    <Sheet name={text.trash.name}>
      <p>{text.trash.question(title === '' ? text.list.untitled : title)}</p>
      <p class="form-actions">
        <button type="button" class="button" onClick={() => overlay.close()}>
          {text.cancel}
        </button>
        <button type="button" class="button danger" onClick={() => inBackground(trash())}>
          {text.trash.confirm}
        </button>
      </p>
    </Sheet>
  );
}
