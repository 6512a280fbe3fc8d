import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { BulkChange, BulkItem } from '../../common/contract/bulk.ts';
import { failureText } from '../../common/failure-text.ts';
import type { PostId } from '../../common/post.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import { FormProblem } from '../components/form-problem.tsx';
import { Sheet } from '../components/sheet.tsx';
import { BulkForm } from './bulk-form.tsx';
import { BulkItems } from './bulk-items.tsx';
import { type BulkKind, type BulkWish, changeOf, emptyWish } from './bulk-wish.ts';

/** Changes many posts as one step: what is wished for, a list of what would change to check off, and the way back. */
export function BulkDialog({ kind }: { readonly kind: BulkKind }) {
  const { client, text, overlay, draft, notices } = useDesk();
  const wish = useSignal<BulkWish>(emptyWish(kind));
  /** What was looked for, and where it is; undefined until the author has asked. */
  const found = useSignal<{ readonly change: BulkChange; readonly items: readonly BulkItem[] } | undefined>(undefined);
  const left = useSignal<ReadonlySet<PostId>>(new Set());
  const problem = useSignal<string | undefined>(undefined);
  const isBusy = useSignal(false);
  /** Counts questions and changes of the wish: an answer is shown only while nothing came after its question. */
  const turn = useRef(0);
  const words = text.bulk;

  async function look(): Promise<void> {
    const change = changeOf(wish.value);
    if (change === undefined || isBusy.value) return;
    turn.current += 1;
    const asked = turn.current;
    problem.value = undefined;
    await draft.save();
    const answer = await client.call('bulk.preview', { change });
    if (asked !== turn.current) return;
    left.value = new Set();
    found.value = answer.ok ? { change, items: answer.value } : undefined;
    if (!answer.ok) problem.value = failureText(answer.failure, text);
  }

  async function apply(): Promise<void> {
    if (found.value === undefined || isBusy.value) return;
    isBusy.value = true;
    const { change, items } = found.value;
    const ids = items.map(({ id }) => id).filter((id) => !left.value.has(id));
    await draft.save();
    const done = await client.call('bulk.apply', { change, ids });
    isBusy.value = false;
    if (!done.ok) {
      problem.value = failureText(done.failure, text);
      return;
    }
    overlay.close();
    const { changed, failed, undo } = done.value;
    notices.show({
      key: 'bulk',
      tone: failed.length === 0 ? 'quiet' : 'problem',
      sentence: words.done(changed.length, failed),
      actions: [{ label: words.undo, run: () => inBackground(takeBack(undo)) }],
    });
  }

  async function takeBack(undo: string): Promise<void> {
    const taken = await client.call('bulk.undo', { undo });
    if (!taken.ok) notices.showFailure('bulk', taken.failure);
    else {
      const { changed, failed } = taken.value;
      const tone = failed.length === 0 ? 'quiet' : 'problem';
      notices.show({ key: 'bulk', tone, sentence: words.undone(changed.length, failed), actions: [] });
    }
  }

  const items = found.value?.items;
  const chosen = (items?.length ?? 0) - left.value.size;
  return (
    <Sheet name={words.names[kind]} isWide>
      <form
        class="bulk"
        onSubmit={(event) => {
          event.preventDefault();
          inBackground(look());
        }}
      >
        <BulkForm
          wish={wish.value}
          onChange={(next) => {
            turn.current += 1;
            wish.value = next;
            found.value = undefined;
            problem.value = undefined;
          }}
        />
        <FormProblem>{problem.value}</FormProblem>
        {items !== undefined && items.length > 0 && (
          <BulkItems
            items={items}
            left={left.value}
            onLeave={(next) => {
              left.value = next;
            }}
          />
        )}
        <p class="form-actions">
          <span class="hint" role="status">
            {items === undefined ? words.hint : items.length === 0 ? words.nothing : words.chosen(chosen, items.length)}
          </span>
          <button type="submit" class={items === undefined ? 'button primary' : 'button'} disabled={isBusy.value}>
            {words.look}
          </button>
          {items !== undefined && items.length > 0 && (
            <button
              type="button"
              class="button primary"
              disabled={isBusy.value || chosen === 0}
              onClick={() => inBackground(apply())}
            >
              {words.apply(chosen)}
            </button>
          )}
        </p>
      </form>
    </Sheet>
  );
}
