import { get, type IncomingMessage } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ask, startTestServer, type TestServer } from './start-test-server.ts';

/** An open stream that is not read until somebody listens to its data. */
function openStream(server: TestServer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = get(`${server.origin}/events`, { headers: server.authorization, agent: false }, (response) => {
      response.on('error', () => undefined);
      resolve(response);
    });
    request.once('error', reject);
    onTestFinished(() => {
      request.destroy();
    });
  });
}

describe('event streams', () => {
  test('are refused without the key, also to those who can read resources', async () => {
    const server = await startTestServer();
    expect((await ask(server.port, '/events')).status).toBe(401);
    const withReadKey = { authorization: `Bearer ${server.keys.readKey}` };
    expect((await ask(server.port, '/events', { headers: withReadKey })).status).toBe(401);
    expect((await ask(server.port, `/events?key=${server.keys.secret}`)).status).toBe(401);
  });

  test('send a sign of life while nothing happens', async () => {
    const server = await startTestServer({ limits: { heartbeatMs: 20 } });
    const stream = await openStream(server);
    const beat = await new Promise<Buffer>((resolve) => stream.once('data', resolve));
    expect([...beat.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
  });

  test('are counted, so that the host can end with its last window', async () => {
    const counts: number[] = [];
    const server = await startTestServer({ onPages: (count) => counts.push(count) });
    const first = await openStream(server);
    const second = await openStream(server);
    first.destroy();
    second.destroy();
    await expect.poll(() => counts).toEqual([1, 2, 1, 0]);
  });

  test('are not more than allowed', async () => {
    const server = await startTestServer({ limits: { maxStreams: 1 } });
    await openStream(server);
    expect((await ask(server.port, '/events', { headers: server.authorization })).status).toBe(503);
  });

  test('are cut when a page does not read, instead of filling the memory', async () => {
    let count = 0;
    const server = await startTestServer({
      limits: { maxWaitingEventBytes: 100_000 },
      onPages: (pages) => {
        count = pages;
      },
    });
    const stream = await openStream(server);
    stream.pause();
    const body = 'x'.repeat(1_000_000);
    for (let sent = 0; sent < 40 && count > 0; sent += 1) {
      server.app.tell('drafts.changedOutside', {
        id: 'a',
        body,
        matter: { title: '', draft: true, categories: [], tags: [], aliases: [] },
        sequence: sent,
      });
      await new Promise((resolve) => setImmediate(resolve));
    }
    await expect.poll(() => count).toBe(0);
  });
});
