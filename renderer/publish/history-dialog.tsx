import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PastPublish } from '../../common/contract/publish-targets.ts';
import { failureText } from '../../common/failure-text.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import { Sheet } from '../components/sheet.tsx';
import { useOnce } from '../components/use-once.ts';

/** Rows that are shown; older ones are in the command line's history. */
const mostRows = 100;

/** What was published, latest first, each with the way back to it. */
export function HistoryDialog() {
  const { client, text } = useDesk();
  const words = text.publishes;
  const past = useSignal<readonly PastPublish[] | undefined>(undefined);
  const asked = useSignal<string | undefined>(undefined);
  const message = useSignal('');
  const once = useOnce();

  async function read(): Promise<void> {
    const answer = await client.call('publish.history');
    past.value = answer.ok ? answer.value : [];
  }
  useEffect(() => inBackground(read()), [client]);

  async function putBack(id: string): Promise<void> {
    asked.value = undefined;
    message.value = words.puttingBack;
    const undone = await client.call('publish.undo', { id });
    message.value = undone.ok ? text.publish.live : failureText(undone.failure, text);
    await read();
  }
  const live = new Set<string>();
  return (
    <Sheet name={words.history} isWide>
      <p role="status">{message.value}</p>
      {past.value?.length === 0 && <p class="quiet">{words.noHistory}</p>}
      <ul class="past-publishes">
        {past.value?.slice(0, mostRows).map((publish) => {
          const isLive = !live.has(publish.target);
          live.add(publish.target);
          return (
            <li key={publish.id}>
              <PastLine publish={publish} />
              {isLive && <span class="quiet">{words.isLive}</span>}
              {!isLive && !publish.canPutBack && <span class="quiet">{words.tooOld}</span>}
              {!isLive && publish.canPutBack && (
                <PutBack
                  isAsked={asked.value === publish.id}
                  onAsk={() => {
                    asked.value = publish.id;
                  }}
                  onConfirm={() => once(() => putBack(publish.id))}
                />
              )}
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}

function PastLine({ publish }: { readonly publish: PastPublish }) {
  const { text } = useDesk();
  const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  const posts = publish.pages.filter((page) => page.postId !== undefined);
  const titles = posts.slice(0, 3).map((page) => `${text.publish.changes[page.change]}: ${page.title}`);
  return (
    <div class="past-line">
      <span>{when.format(publish.publishedMs)}</span>
      <span class="quiet">{publish.target}</span>
      <span class="past-titles">
        {titles.length > 0 ? titles.join(' · ') : text.publish.pages(publish.pages.length)}
        {posts.length > 3 && ` · +${posts.length - 3}`}
      </span>
    </div>
  );
}

function PutBack(props: { readonly isAsked: boolean; readonly onAsk: () => void; readonly onConfirm: () => void }) {
  const { text } = useDesk();
  const words = text.publishes;
  if (!props.isAsked) {
    return (
      <button type="button" class="button" onClick={props.onAsk}>
        {words.putBack}
      </button>
    );
  }
  return (
    <span class="put-back">
      {words.putBackReally}
      <button type="button" class="button primary" onClick={props.onConfirm}>
        {words.putBack}
      </button>
    </span>
  );
}
