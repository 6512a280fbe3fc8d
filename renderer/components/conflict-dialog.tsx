import { useEffect, useRef } from 'preact/hooks';
import type { PostId } from '../../common/post.ts';
import { inBackground } from '../background.ts';
import { showDifferences } from '../editor/differences.ts';
import { useDesk } from './desk-context.ts';
import { Sheet } from './sheet.tsx';

/** The author's text and the file's, where they could not be put together: she says with which one to go on. */
export function ConflictDialog({ id }: { readonly id: PostId }) {
  const { client, text, draft, notices, overlay } = useDesk();
  const place = useRef<HTMLDivElement>(null);
  const words = text.versions.conflict;

  useEffect(() => {
    let isStale = false;
    let hide = () => {};
    async function compare(): Promise<void> {
      await draft.session.value?.flush();
      const compared = await client.call('drafts.compare', { id });
      if (isStale || !compared.ok || place.current === null) return;
      hide = showDifferences(place.current, compared.value.theirs.body, compared.value.mine.body);
    }
    inBackground(compare());
    return () => {
      isStale = true;
      hide();
    };
  }, [client, draft, id]);

  async function resolve(keep: 'mine' | 'theirs'): Promise<void> {
    await draft.session.value?.flush();
    const resolved = await client.call('drafts.resolve', { id, keep });
    overlay.close();
    if (resolved.ok) draft.replace(resolved.value);
    else notices.showFailure('save', resolved.failure);
  }

  return (
    <Sheet name={words.name} isWide>
      <p>{words.lead}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must be scrollable by key. */}
      <section class="differences" ref={place} tabIndex={0} aria-label={words.name} />
      <p class="form-actions">
        <span class="hint">{words.hint}</span>
        <button type="button" class="button" onClick={() => inBackground(resolve('theirs'))}>
          {words.theirs}
        </button>
        <button type="button" class="button primary" onClick={() => inBackground(resolve('mine'))}>
          {words.mine}
        </button>
      </p>
    </Sheet>
  );
}
