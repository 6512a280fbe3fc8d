import { useSignal } from '@preact/signals';
import type { Allowance, TargetRefused } from '../../common/contract/publish.ts';
import { failureText } from '../../common/failure-text.ts';
import type { Failure } from '../../common/result.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import { isRefused } from './is-refused.ts';
import { settledInPlace } from './settled-in-place.ts';

/** From so many pages on, taking them off the live site is confirmed by typing their number. */
const typedFrom = 10;

/** What happened in one sentence, and below it, quietly, what the other side said in its own words. */
export function FailureSentence({ failure }: { readonly failure: Failure }) {
  const { text } = useDesk();
  if (!isRefused(failure)) return <span>{failureText(failure, text)}</span>;
  if (failure.isQueued === true) return <span>{text.publishes.waitsFor(failure.target)}</span>;
  const known: TargetRefused = { ...failure, detail: '' };
  return (
    <span class="refusal-words">
      <span>{failureText(known, text)}</span>
      {failure.detail !== '' && <span class="quiet">{failure.detail}</span>}
    </span>
  );
}

/** The button that settles a refusal, and the list of what it is about. One cause, one button. */
export function RefusalActions({ failure }: { readonly failure: TargetRefused }) {
  const { text, overlay, publish, draft } = useDesk();
  const words = text.publishes;
  const { allow, pages = [], files = [] } = failure;
  const again = (allowed: readonly Allowance[]) =>
    inBackground(publish.start(draft.session.value?.id, { target: failure.target, allow: allowed }));
  if (failure.isQueued === true) return null;
  return (
    <div class="refusal-rest">
      {pages.length + files.length > 0 && (
        <Concerned lines={[...pages.map((page) => `${page.title} ${page.address}`), ...files]} />
      )}
      <div class="refusal-actions">
        {allow !== undefined && <AllowButton count={pages.length} allow={allow} onAllow={() => again([allow])} />}
        {allow === undefined && settledInPlace.has(failure.reason) && (
          <button type="button" class="button" onClick={() => overlay.show({ kind: 'places', name: failure.target })}>
            {words.openPlace}
          </button>
        )}
        {allow === undefined && !settledInPlace.has(failure.reason) && (
          <button type="button" class="button" onClick={() => again([])}>
            {words.again}
          </button>
        )}
        <CopyReport failure={failure} />
      </div>
    </div>
  );
}

function AllowButton(props: { readonly allow: Allowance; readonly count: number; readonly onAllow: () => void }) {
  const { text } = useDesk();
  const words = text.publishes;
  const typed = useSignal('');
  const isTyped = props.allow === 'removal' && props.count >= typedFrom;
  return (
    <span class="allow">
      {isTyped && (
        <label>
          {words.typeCount(props.count)}
          <input
            inputMode="numeric"
            value={typed.value}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
        </label>
      )}
      <button
        type="button"
        class="button danger"
        disabled={isTyped && typed.value.trim() !== String(props.count)}
        onClick={props.onAllow}
      >
        {words.allow[props.allow]}
      </button>
    </span>
  );
}

function Concerned({ lines }: { readonly lines: readonly string[] }) {
  const { text } = useDesk();
  return (
    <details class="concerned">
      <summary>{text.publishes.show}</summary>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

/** What happened, for whoever helps: the failure as it is, which never holds a secret. */
export function CopyReport({ failure }: { readonly failure: TargetRefused }) {
  const { text, description } = useDesk();
  const isCopied = useSignal(false);
  async function copy(): Promise<void> {
    const report = { program: description.version, platform: description.platform, host: description.host, ...failure };
    await navigator.clipboard.writeText(JSON.stringify(report, null, 2));
    isCopied.value = true;
  }
  return (
    <button type="button" class="link-button" onClick={() => inBackground(copy())}>
      {isCopied.value ? text.publishes.copied : text.publishes.copyReport}
    </button>
  );
}
