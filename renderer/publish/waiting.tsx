import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import type { WaitingPublish } from '../../common/contract/publish-targets.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import { readAnew } from '../stores/read-anew.ts';

/** One quiet line while publishes wait for the network; says so once when one went out. */
export function Waiting() {
  const { client, text, notices, site } = useDesk();
  const waiting = useSignal<readonly WaitingPublish[]>([]);
  const folder = site.current.value?.folder;
  useLayoutEffect(() => {
    const tellLive = (target: string) =>
      notices.show({ key: 'went-out', tone: 'quiet', sentence: text.publishes.wentOut(target), actions: [] });
    const read = readAnew(async () => {
      const answer = await client.call('publish.outbox');
      const publishes = answer.ok ? answer.value : [];
      waiting.value = publishes.filter(({ state }) => state === 'waiting');
      // Right after a start they may be out before this page listens.
      for (const { target, state } of publishes) if (state === 'went-out') tellLive(target);
    });
    if (folder !== undefined) inBackground(read());
    const stops = [
      client.on('publish.outboxChanged', () => inBackground(read())),
      client.on('publish.wentOut', ({ target }) => {
        tellLive(target);
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
