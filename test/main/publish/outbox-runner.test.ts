import { expect, test } from 'vitest';
import { silentLog } from '../../../main/node/log.ts';
import { createOutboxRunner } from '../../../main/publish/outbox-runner.ts';
import type { Resumed } from '../../../main/publish/publisher.ts';

test('what begins to wait while the last of the others goes out is sent too', async () => {
  const waiting = ['first'];
  const tried: (readonly string[])[] = [];
  let isDone = () => {};
  const done = new Promise<void>((resolve) => {
    isDone = resolve;
  });
  const runner = createOutboxRunner({
    resume: async () => {
      await Promise.resolve();
      const now = waiting.splice(0);
      tried.push(now);
      if (now.includes('second')) isDone();
      // The author publishes to another place, without a network, in this moment.
      if (now.includes('first')) {
        waiting.push('second');
        runner.wake(false);
      }
      return now.map((target): Resumed => ({ target, sent: undefined }));
    },
    emit: () => undefined,
    wait: async () => undefined,
    log: silentLog,
  });
  runner.wake(true);
  await done;
  expect(tried).toEqual([['first'], ['second']]);
  await runner.close();
});
