import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { DraftComparison } from '../../common/contract/history.ts';
import type { PostId } from '../../common/post.ts';
import { inBackground } from '../background.ts';
import { showDifferences } from '../editor/differences.ts';
import { ConflictPieces, chosenText, type PieceChoice } from '../library/conflict-pieces.tsx';
import { Segments } from '../library/segments.tsx';
import { useDesk } from './desk-context.ts';
import { Sheet } from './sheet.tsx';
import { useOnce } from './use-once.ts';

/**
 * The author's text and the file's, where they could not be put together: she says piece by piece with which one to go on, or
 * takes one of them as it is.
 */
export function ConflictDialog({ id }: { readonly id: PostId }) {
  const { client, text, draft, notices, overlay } = useDesk();
  const compared = useSignal<DraftComparison | undefined>(undefined);
  const choices = useSignal<ReadonlyMap<number, PieceChoice>>(new Map());
  const matterOf = useSignal<'mine' | 'theirs'>('mine');
  const once = useOnce();
  const words = text.versions.conflict;

  useEffect(() => {
    async function compare(): Promise<void> {
      await draft.session.value?.flush();
      const answer = await client.call('drafts.compare', { id });
      if (answer.ok) compared.value = answer.value;
    }
    inBackground(compare());
  }, [client, draft, id, compared]);

  async function resolve(keep: 'mine' | 'theirs', body?: string): Promise<void> {
    await draft.session.value?.flush();
    const resolved = await client.call('drafts.resolve', { id, keep, body });
    overlay.close();
    if (resolved.ok) draft.replace(resolved.value);
    else notices.showFailure('save', resolved.failure);
  }

  const { pieces = [], isMatterDisputed = false, mine, theirs } = compared.value ?? {};
  const disputed = pieces.filter(({ kind }) => kind === 'disputed').length;
  const body = disputed === 0 ? undefined : chosenText(pieces, choices.value);
  return (
    <Sheet name={words.name} isWide>
      <p>{disputed === 0 ? words.lead : words.pieces}</p>
      {disputed > 0 && (
        <ConflictPieces
          pieces={pieces}
          choices={choices.value}
          onChoose={(index, choice) => {
            choices.value = new Map([...choices.value, [index, choice]]);
          }}
        />
      )}
      {disputed > 0 && isMatterDisputed && (
        <p class="conflict-matter">
          {words.matter}
          <Segments
            name={words.matter}
            value={matterOf.value}
            choices={words.matterSides}
            onChange={(side) => {
              matterOf.value = side;
            }}
          />
        </p>
      )}
      {disputed === 0 && mine !== undefined && theirs !== undefined && (
        <Differences name={words.name} before={theirs.body} after={mine.body} />
      )}
      <p class="form-actions">
        <span class="hint" role="status">
          {disputed === 0
            ? words.hint
            : body === undefined
              ? words.left(disputed - choices.value.size)
              : words.piecesHint}
        </span>
        <button type="button" class="button" onClick={() => once(() => resolve('theirs'))}>
          {words.theirs}
        </button>
        <button
          type="button"
          class={disputed === 0 ? 'button primary' : 'button'}
          onClick={() => once(() => resolve('mine'))}
        >
          {words.mine}
        </button>
        {disputed > 0 && (
          <button
            type="button"
            class="button primary"
            disabled={body === undefined}
            onClick={() => once(() => resolve(matterOf.value, body))}
          >
            {words.put}
          </button>
        )}
      </p>
    </Sheet>
  );
}

function Differences(props: { readonly name: string; readonly before: string; readonly after: string }) {
  const place = useRef<HTMLElement>(null);
  const { name, before, after } = props;
  useEffect(() => {
    if (place.current === null) return;
    return showDifferences(place.current, name, before, after);
  }, [name, before, after]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must be scrollable by key.
    <section class="differences" ref={place} tabIndex={0} aria-label={props.name} />
  );
}
