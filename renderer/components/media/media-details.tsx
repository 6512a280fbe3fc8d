import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MediaEntry, MediaReceipt, MediaUse } from '../../../common/contract/media.ts';
import { inBackground } from '../../background.ts';
import { byteSize } from '../../byte-size.ts';
import { insertion } from '../../editor/media-markdown.ts';
import type { MediaStore } from '../../stores/media-store.ts';
import { linkable, nameOf } from '../../stores/media-view.ts';
import { useDesk } from '../desk-context.ts';
import { MediaActions } from './media-actions.tsx';
import type { SayDone } from './media-library.tsx';
import { PictureEditor } from './picture-edit.tsx';

/** The chosen file: how it looks, where it is used, what readers get of it, and what can be done with it. */
export function MediaDetails({ store, say }: { readonly store: MediaStore; readonly say: SayDone }) {
  const { text, draft, editor, overlay } = useDesk();
  const item = store.chosen.value;
  const words = text.media;
  if (item === undefined) return <aside class="media-details quiet">{words.choose}</aside>;

  function insert(chosen: MediaEntry): void {
    const { view } = editor;
    const known = linkable(chosen, draft.session.value?.id ?? '', store.list.value?.tops ?? []);
    overlay.close();
    view.dispatch({
      ...insertion(view.state, view.state.selection.main.head, known, known.name),
      userEvent: 'input',
    });
    view.focus();
  }

  return (
    <aside class="media-details" aria-label={nameOf(item.path)}>
      {item.kind === 'image' && <PictureEditor key={item.path} item={item} store={store} />}
      <h3>{nameOf(item.path)}</h3>
      <p class="quiet">{words.facts(byteSize(item.size, text.language), item.width, item.height)}</p>
      {draft.session.value !== undefined && (
        <button type="button" class="button primary" onClick={() => insert(item)}>
          {words.insert}
        </button>
      )}
      <Uses uses={item.uses} />
      <Receipt key={`${item.path} ${item.changedMs} ${JSON.stringify(item.edit)}`} item={item} />
      <MediaActions key={item.path} item={item} store={store} say={say} />
    </aside>
  );
}

function Uses({ uses }: { readonly uses: readonly MediaUse[] }) {
  const { text, draft, layout, overlay } = useDesk();
  const words = text.media;
  if (uses.length === 0) return <p class="quiet">{words.notUsed}</p>;

  async function open(use: MediaUse): Promise<void> {
    overlay.close();
    await draft.open(use.postId);
    layout.reveal('editor');
  }

  return (
    <section>
      <h4>{words.uses(uses.length)}</h4>
      <ul class="media-uses">
        {uses.map((use, index) => (
          <li key={`${use.postId} ${index}`}>
            <button
              type="button"
              class="link-button"
              title={words.open(use.title)}
              onClick={() => inBackground(open(use))}
            >
              {use.title || words.untitled}
            </button>{' '}
            <span class="quiet">{words.useAs[use.role]}</span>
            {use.alt !== undefined && use.alt !== '' && <span class="media-alt">{use.alt}</span>}
            {use.problem !== undefined && <span class="media-problem">{words.problems[use.problem]}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Made on demand, because a picture that no post shows yet has no published form. */
function Receipt({ item }: { readonly item: MediaEntry }) {
  const { text, client } = useDesk();
  const receipt = useSignal<MediaReceipt | undefined>(undefined);
  const words = text.media;
  useEffect(() => {
    let isCurrent = true;
    inBackground(
      client.call('media.receipt', { path: item.path }).then((answer) => {
        if (isCurrent && answer.ok) receipt.value = answer.value;
      }),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, item.path, receipt]);
  if (receipt.value === undefined) return null;
  const sizes = receipt.value.files.map(({ size }) => size).sort((a, b) => a - b);
  const [smallest, largest] = [sizes[0] ?? 0, sizes.at(-1) ?? 0].map((size) => byteSize(size, text.language));
  return (
    <section>
      <h4>{words.receipt}</h4>
      <p>{words.receiptFiles(sizes.length, smallest ?? '', largest ?? '')}</p>
      <p>{words.receiptRemoved(receipt.value.removed)}</p>
    </section>
  );
}
