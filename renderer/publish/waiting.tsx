import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { WaitingPublish } from '../../common/contract/publish-targets.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';

/** One quiet line while publishes wait for the network; says so once when one went out. */
export function Waiting() {
  const { client, text, notices, site } = useDesk();
  const waiting = useSignal<readonly WaitingPublish[]>([]);
  const folder = site.current.value?.folder;
  useEffect(() => {
    async function read(): Promise<void> {
      const answer = await client.call('publish.outbox');
      waiting.value = answer.ok ? answer.value.filter(({ state }) => state === 'waiting') : [];
    }
    if (folder !== undefined) inBackground(read());
    const stops = [
      client.on('publish.outboxChanged', () => inBackground(read())),
      client.on('publish.wentOut', ({ target }) => {
        notices.show({ key: 'went-out', tone: 'quiet', sentence: text.publishes.wentOut(target), actions: [] });
        inBackground(read());
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, folder, notices, text, waiting]);
  if (waiting.value.length === 0) return null;
  return (
    <p class="quiet" role="status">
      {waiting.value.map(({ target }) => text.publishes.waiting(target)).join(' · ')}
    </p>
  );
}
