import { EventEmitter, once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import type { TargetSettings } from '../../../common/site-settings.ts';
import type { OutboxEvent } from '../../../main/publish/outbox-runner.ts';
import { type S3Server, startS3Server } from '../../servers/s3-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openDesk } from './open-desk.ts';

const site = { 'index.html': '<title>Home</title>', '2026/train/index.html': '<title>On the train</title>' };

test('waits for the network, survives a restart, and goes out by itself', async () => {
  const { desk, weather, store } = await openStore();
  weather.isDown = true;
  expect(await desk.publish(site)).toMatchObject({ failure: { reason: 'unreachable', isQueued: true } });
  await desk.publisher.close();

  const events = new EventEmitter();
  const reopened = desk.reopen({ emit: (event) => events.emit(event.kind, event) });
  expect(await reopened.outbox()).toMatchObject([{ target: 'bucket', state: 'waiting' }]);
  weather.isDown = false;
  const wentOut = once(events, 'went-out');
  reopened.start();
  const [event]: OutboxEvent[] = await wentOut;
  expect(event).toMatchObject({ receipt: { target: 'bucket', pages: [{ change: 'new' }, { change: 'new' }] } });
  expect(await (await store.get('index.html')).text()).toBe(site['index.html']);
  // Told to whoever asks first, since nobody may have listened when it went.
  expect(await reopened.outbox()).toMatchObject([{ target: 'bucket', state: 'went-out' }]);
  expect(await reopened.outbox()).toEqual([]);
  await reopened.close();
});

test('a newer publish takes the place of one that waits', async () => {
  const { desk, weather, store } = await openStore();
  weather.isDown = true;
  await desk.publish(site);
  await desk.publish({ ...site, 'index.html': 'newer' });
  weather.isDown = false;
  expect(await desk.publisher.resume()).toMatchObject([{ target: 'bucket', sent: { ok: true } }]);
  expect(await (await store.get('index.html')).text()).toBe('newer');
  expect(await desk.publisher.history()).toHaveLength(1);
});

test('tries again what passes by itself, at most six times, and keeps to the time the store asks for', async () => {
  const { desk, weather, waits } = await openStore();
  weather.refusals = 3;
  expect(await desk.publish(site)).toMatchObject({ ok: true });
  expect(waits).toHaveLength(3);
  weather.refusals = 100;
  const before = weather.refused;
  expect(await desk.publish({ ...site, 'index.html': 'new' })).toMatchObject({ failure: { reason: 'rate-limited' } });
  expect(weather.refused - before).toBe(6);
  expect(waits.slice(3).every((delayMs) => delayMs >= 2_000)).toBe(true);
});

test('never tries again what needs the author', async () => {
  const { desk, store } = await openStore({ keyId: 'NOBODY' });
  expect(await desk.publish(site)).toMatchObject({ failure: { reason: 'secret-refused' } });
  expect(store.requests).toHaveLength(1);
  expect(await desk.publisher.outbox()).toMatchObject([{ state: 'needs-you', failure: { reason: 'secret-refused' } }]);
  expect(await desk.publisher.resume()).toEqual([]);
});

test('stops when cancelled and finishes with the next publish', async () => {
  const { desk, store } = await openStore();
  const controller = new AbortController();
  const stopped = await desk.publish(site, {
    signal: controller.signal,
    onProgress: ({ stage, done }) => {
      if (stage === 'sending' && done === 1) controller.abort();
    },
  });
  expect(stopped).toMatchObject({ failure: { reason: 'cancelled' } });
  expect(await desk.publish(site)).toMatchObject({
    ok: true,
    value: { pages: [{ change: 'new' }, { change: 'new' }] },
  });
  expect(await (await store.get('index.html')).text()).toBe(site['index.html']);
});

test('plans with what the place last accepted while it cannot be reached', async () => {
  const { desk, weather } = await openStore();
  await desk.publishOk(site);
  weather.isDown = true;
  const plan = await desk.publisher.plan(await desk.build({ ...site, 'index.html': 'new' }), undefined);
  expect(plan).toMatchObject({
    ok: true,
    value: { isFromMemory: true, filesToSend: 1, pages: [{ change: 'changed' }] },
  });
});

/** A desk with a bucket whose store can be down or ask to wait. */
async function openStore(changes: Partial<TargetSettings> = {}) {
  const weather = { isDown: false, refusals: 0, refused: 0 };
  const store: S3Server = await startS3Server(await temporaryFolder(), {
    refuse: () => {
      if (weather.isDown) return [500, 'InternalError'];
      if (weather.refusals === 0) return undefined;
      weather.refusals -= 1;
      weather.refused += 1;
      return [503, 'SlowDown'];
    },
    retryAfterSeconds: 2,
  });
  onTestFinished(() => store.close());
  const { endpoint, bucket, keyId, secret } = store;
  const settings = {
    name: 'bucket',
    kind: 's3',
    endpoint,
    bucket,
    keyId,
    pathStyle: true,
    ...changes,
  } as TargetSettings;
  const waits: number[] = [];
  const desk = await openDesk([settings], () => secret, { wait: async (delayMs) => void waits.push(delayMs) });
  return { desk, weather, store, waits };
}
