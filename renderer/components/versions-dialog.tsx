import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Revision } from '../../common/contract/history.ts';
import type { PostId } from '../../common/post.ts';
import { inBackground } from '../background.ts';
import { byteSize } from '../byte-size.ts';
import { exactTime } from '../dates.ts';
import { showDifferences } from '../editor/differences.ts';
import { useDesk } from './desk-context.ts';
import { Sheet } from './sheet.tsx';
import { useOnce } from './use-once.ts';

/** Every kept version of the post, what is different in it, and the way back. */
export function VersionsDialog({ id }: { readonly id: PostId }) {
  const { client, text, draft, editor, notices, overlay } = useDesk();
  const revisions = useSignal<readonly Revision[] | undefined>(undefined);
  const chosen = useSignal<string | undefined>(undefined);
  const place = useRef<HTMLDivElement>(null);
  const once = useOnce();
  const words = text.versions;

  useEffect(() => {
    async function read(): Promise<void> {
      await draft.save();
      const listed = await client.call('revisions.list', { id });
      revisions.value = listed.ok ? listed.value : [];
      chosen.value = revisions.value[0]?.revision;
    }
    inBackground(read());
  }, [client, draft, id, revisions, chosen]);

  useLayoutEffect(() => {
    const revision = chosen.value;
    let isStale = false;
    let hide = () => {};
    async function compare(name: string): Promise<void> {
      const read = await client.call('revisions.read', { id, revision: name });
      if (isStale || !read.ok || place.current === null) return;
      hide = showDifferences(place.current, words.differences, editor.view.state.doc.toString(), read.value.body);
    }
    if (revision !== undefined) inBackground(compare(revision));
    return () => {
      isStale = true;
      hide();
    };
  }, [client, editor, id, chosen.value]);

  async function restore(): Promise<void> {
    if (chosen.value === undefined) return;
    const restored = await client.call('revisions.restore', { id, revision: chosen.value });
    overlay.close();
    if (restored.ok) draft.replace(restored.value);
    else notices.showFailure('versions', restored.failure);
  }

  return (
    <Sheet name={words.name} isWide>
      {revisions.value?.length === 0 && <p class="quiet">{words.empty}</p>}
      {revisions.value !== undefined && revisions.value.length > 0 && (
        <div class="versions">
          <ul aria-label={words.list}>
            {revisions.value.map(({ revision, keptMs, reason, size }) => (
              <li key={`${revision} ${keptMs}`}>
                <button
                  type="button"
                  aria-current={revision === chosen.value ? 'true' : undefined}
                  onClick={() => {
                    chosen.value = revision;
                  }}
                >
                  <span>{exactTime(keptMs)}</span>
                  <span class="quiet">
                    {words.reasons[reason]} · {byteSize(size, text.language)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must be scrollable by key. */}
          <section class="differences" ref={place} tabIndex={0} aria-label={words.differences} />
          <p class="form-actions">
            <span class="hint">{words.restoreHint}</span>
            <button type="button" class="button primary" onClick={() => once(restore)}>
              {words.restore}
            </button>
          </p>
        </div>
      )}
    </Sheet>
  );
}
