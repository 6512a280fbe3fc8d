import { useSignal } from '@preact/signals';
import type { BulkItem, BulkSample } from '../../common/contract/bulk.ts';
import type { PostId } from '../../common/post.ts';
import { useDesk } from '../components/desk-context.ts';

/** Posts shown at once; more on demand, so that a change of ten thousand posts opens as quickly as one of ten. */
const shownAtOnce = 200;

/** What would change, post by post, each with a box to leave it as it is. */
export function BulkItems(props: {
  readonly items: readonly BulkItem[];
  readonly left: ReadonlySet<PostId>;
  readonly onLeave: (left: ReadonlySet<PostId>) => void;
}) {
  const { text } = useDesk();
  const { items, left, onLeave } = props;
  const shown = useSignal(shownAtOnce);
  const words = text.bulk;
  return (
    <div class="bulk-found">
      <label class="bulk-all">
        <input
          type="checkbox"
          checked={left.size === 0}
          ref={(box) => {
            if (box !== null) box.indeterminate = left.size > 0 && left.size < items.length;
          }}
          onChange={() => onLeave(left.size === 0 ? new Set(items.map(({ id }) => id)) : new Set())}
        />
        <span>{words.all}</span>
      </label>
      <ul class="bulk-items" aria-label={words.list}>
        {items.slice(0, shown.value).map((item) => (
          <li key={item.id}>
            <label>
              <input
                type="checkbox"
                checked={!left.has(item.id)}
                onChange={() => {
                  const next = new Set(left);
                  if (!next.delete(item.id)) next.add(item.id);
                  onLeave(next);
                }}
              />
              <span class="bulk-title">{item.title === '' ? item.id : item.title}</span>
              <span class="quiet">{words.places(item.count)}</span>
            </label>
            <div class="bulk-samples">
              {item.samples.map((sample) => (
                <Sample key={`${sample.line} ${sample.before}`} sample={sample} />
              ))}
            </div>
          </li>
        ))}
      </ul>
      {items.length > shown.value && (
        <button
          type="button"
          class="link-button"
          onClick={() => {
            shown.value += shownAtOnce;
          }}
        >
          {words.more(items.length - shown.value)}
        </button>
      )}
    </div>
  );
}

/** One line, with what goes struck through and what comes beside it. */
function Sample({ sample }: { readonly sample: BulkSample }) {
  const { before, after } = sample;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const [gone, come] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  return (
    <p class="bulk-sample" dir="auto">
      {before.slice(0, start)}
      {gone !== '' && <del>{gone}</del>}
      {come !== '' && <ins>{come}</ins>}
      {before.slice(before.length - end)}
    </p>
  );
}
