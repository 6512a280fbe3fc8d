import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { MediaEntry, MediaReceipt } from '../../../common/contract/media.ts';
import { inBackground } from '../../background.ts';
import { byteSize } from '../../byte-size.ts';
import { nameOf } from '../../stores/media-view.ts';
import { useDesk } from '../desk-context.ts';

/** Files asked about at once; the program bounds the memory they take. */
const lanes = 3;

/** A file with what readers get of it; no receipt for one that cannot be published. */
interface Swept {
  readonly path: string;
  readonly receipt: MediaReceipt | undefined;
}

/** Goes through the whole library and shows what readers get, and what they do not. */
export function MediaSweep({ items }: { readonly items: readonly MediaEntry[] }) {
  const { client, text } = useDesk();
  const words = text.media;
  const swept = useSignal<readonly Swept[]>([]);
  const isRunning = useSignal(false);
  const isShown = useRef(true);
  useEffect(
    () => () => {
      isShown.current = false;
    },
    [],
  );

  async function sweep(): Promise<void> {
    isRunning.value = true;
    swept.value = [];
    const waiting = items.map(({ path }) => path).reverse();
    const lane = async () => {
      for (let path = waiting.pop(); path !== undefined && isShown.current; path = waiting.pop()) {
        const answer = await client.call('media.receipt', { path });
        swept.value = [...swept.value, { path, receipt: answer.ok ? answer.value : undefined }];
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    swept.value = swept.value.toSorted((a, b) => (a.path < b.path ? 1 : -1));
    isRunning.value = false;
  }

  const isDone = !isRunning.value && swept.value.length > 0;
  return (
    <div class="media-missing">
      <p class="quiet">{words.sweepNote}</p>
      {!isRunning.value && (
        <p>
          <button type="button" class="button" onClick={() => inBackground(sweep())}>
            {words.sweepStart}
          </button>
        </p>
      )}
      {isRunning.value && (
        <p class="media-progress" role="status">
          <span>{words.sweeping(swept.value.length, items.length)}</span>
          <progress aria-label={words.filters.readers} max={items.length} value={swept.value.length} />
        </p>
      )}
      {isDone && <Summary swept={swept.value} />}
      <table class="media-receipts">
        <tbody>
          {swept.value.map((file) => (
            <Line key={file.path} file={file} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Summary({ swept }: { readonly swept: readonly Swept[] }) {
  const { text } = useDesk();
  const receipts = swept.flatMap(({ receipt }) => receipt ?? []);
  const sum = (sizes: readonly number[]) =>
    byteSize(
      sizes.reduce((total, size) => total + size, 0),
      text.language,
    );
  const told = receipts.filter(({ removed }) => removed.includes('location')).length;
  return (
    <p role="status">
      {text.media.swept(receipts.length, sum(receipts.map((one) => one.originalSize)), sum(receipts.map(largestRead)))}{' '}
      {text.media.sweptPlaces(told)}
    </p>
  );
}

function Line({ file: { path, receipt } }: { readonly file: Swept }) {
  const { text } = useDesk();
  const words = text.media;
  return (
    <tr>
      <th scope="row">{nameOf(path)}</th>
      <td>
        {receipt === undefined ? (
          <span class="media-problem">{words.sweptDamaged}</span>
        ) : receipt.removed.length === 0 ? (
          <span class="quiet">{words.sweptNothing}</span>
        ) : (
          words.receiptRemoved(receipt.removed)
        )}
      </td>
      <td class="media-sizes">
        {receipt !== undefined &&
          `${byteSize(receipt.originalSize, text.language)} → ${byteSize(largestRead(receipt), text.language)}`}
      </td>
    </tr>
  );
}

/** The bytes that a reader's browser fetches at most: the best format at the largest width. */
function largestRead({ files }: MediaReceipt): number {
  const widest = Math.max(...files.map(({ width = 0 }) => width));
  return Math.min(...files.filter(({ width = 0 }) => width === widest).map(({ size }) => size));
}
