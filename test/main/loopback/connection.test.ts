import { describe, expect, onTestFinished, test } from 'vitest';
import type { Bridge } from '../../../common/contract.ts';
import { createGuard } from '../../../main/loopback/guard.ts';
import type { ServerLimits } from '../../../main/loopback/limits.ts';
import { createLoopbackConnection } from '../../../renderer/loopback-connection.ts';
import { createFrameReader } from '../../../renderer/loopback-events.ts';
import { startCuttingProxy } from './cutting-proxy.ts';
import { createStandInApp } from './stand-in-app.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

/** Everything a page hears, and a way to wait for it. */
function hear(bridge: Bridge) {
  const heard: { name: string; detail: unknown }[] = [];
  const waiting = new Set<() => void>();
  onTestFinished(
    bridge.on((name, detail) => {
      heard.push({ name, detail });
      for (const check of waiting) check();
    }),
  );
  return {
    heard,
    until: (name: string, state?: string) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (!heard.some((event) => event.name === name && (state === undefined || isState(event.detail, state))))
            return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}

function isState(detail: unknown, state: string): boolean {
  return typeof detail === 'object' && detail !== null && 'state' in detail && detail.state === state;
}

function connectTo(server: TestServer, secret = server.keys.secret): Bridge {
  return createLoopbackConnection({ address: `${server.origin}/`, secret, retryDelaysMs: [5] });
}

/** A server behind a line that can be cut, which tells when a page listens. */
async function startWithListener(app = createStandInApp(), limits: Partial<ServerLimits> = {}) {
  let resolveListening: () => void = () => undefined;
  const listening = new Promise<void>((resolve) => {
    resolveListening = resolve;
  });
  const proxy = await startCuttingProxy();
  const server = await startTestServer({
    app,
    limits,
    guard: (_, keys) => createGuard(proxy.port, keys),
    onPages: (count) => (count > 0 ? resolveListening() : undefined),
  });
  proxy.leadTo(server.port);
  return { server: { ...server, origin: `http://127.0.0.1:${proxy.port}`, cut: proxy.cut }, listening };
}

describe("the page's connection to a loopback host", () => {
  test('carries calls and answers, bytes and undefined included', async () => {
    const server = await startTestServer();
    const bridge = connectTo(server);
    const argument = { content: new Uint8Array([1, 2]), left: undefined };
    expect(await bridge.call('media.take', argument)).toStrictEqual({ ok: true, value: argument });
    expect(await bridge.call('posts.list', undefined)).toStrictEqual({ ok: true, value: undefined });
  });

  test('hears events in their order, large ones too', async () => {
    const { server, listening } = await startWithListener();
    const { heard, until } = hear(connectTo(server));
    await listening;
    const body = 'ä'.repeat(300_000);
    server.app.tell('posts.changed', {});
    server.app.tell('drafts.changedOutside', { id: 'a', body, matter: matter(), sequence: 1 });
    server.app.tell('site.changed', {});
    await until('site.changed');
    expect(heard.map(({ name }) => name)).toEqual(['posts.changed', 'drafts.changedOutside', 'site.changed']);
    expect(heard[1]?.detail).toEqual({ id: 'a', body, matter: matter(), sequence: 1 });
  });

  test('keeps edits in the order they were made, while other calls overtake each other', async () => {
    const order: unknown[] = [];
    let finish: (value: unknown) => void = () => undefined;
    const app = createStandInApp((argument) => {
      order.push(argument);
      return argument === 'long' ? new Promise((resolve) => (finish = resolve)) : undefined;
    });
    const bridge = connectTo(await startTestServer({ app }));
    const long = bridge.call('publish.start', 'long');
    const edits = Array.from({ length: 100 }, (_, index) => bridge.call('drafts.edit', index));
    const save = bridge.call('drafts.save', 'save');
    await Promise.all([...edits, save]);
    expect(order.filter((argument) => argument !== 'long')).toEqual([...edits.keys(), 'save']);
    finish(undefined);
    await long;
  });

  test('answers every pending call when the host dies, and says that it looks for it', async () => {
    const { server, listening } = await startWithListener(createStandInApp(() => new Promise(() => undefined)));
    const bridge = connectTo(server);
    const { until } = hear(bridge);
    await listening;
    const pending = [bridge.call('publish.start', {}), bridge.call('drafts.edit', 1)];
    await expect.poll(() => server.app.calls.length).toBe(2);
    server.cut();
    const gone = { ok: false, failure: { kind: 'host-gone' } };
    expect(await Promise.all(pending)).toEqual([gone, gone]);
    await until('host.connectionChanged', 'lost');
  });

  test('finds the host again and has everything asked for anew', async () => {
    const { server, listening } = await startWithListener();
    const { until, heard } = hear(connectTo(server));
    await listening;
    server.cut();
    await until('host.connectionChanged', 'lost');
    await until('host.connectionChanged', 'connected');
    await until('posts.changed');
    expect(heard.map(({ name }) => name)).toEqual([
      'host.connectionChanged',
      'host.connectionChanged',
      'site.changed',
      'posts.changed',
    ]);
  });

  test('stops looking when the host says that it ends, and answers calls at once', async () => {
    const { server, listening } = await startWithListener();
    const bridge = connectTo(server);
    const { until } = hear(bridge);
    await listening;
    await server.close();
    await until('host.connectionChanged', 'ended');
    expect(await bridge.call('posts.list', undefined)).toEqual({ ok: false, failure: { kind: 'host-gone' } });
  });

  test('hands over its last words before the host ends', async () => {
    const { server, listening } = await startWithListener();
    const bridge = connectTo(server);
    onTestFinished(
      bridge.on(async (name) => {
        if (name !== 'host.closing') return;
        await bridge.call('drafts.edit', 'last words');
        await bridge.call('drafts.save', 'saved');
      }),
    );
    await listening;
    await server.lastWords();
    expect(server.app.calls.map(({ argument }) => argument)).toEqual(['last words', 'saved']);
  });

  test('keeps the host from ending no longer than agreed, and not at all when it is gone', async () => {
    const { server, listening } = await startWithListener(createStandInApp(), { lastWordsTimeoutMs: 50 });
    const bridge = connectTo(server);
    onTestFinished(bridge.on((name) => (name === 'host.closing' ? new Promise(() => undefined) : undefined)));
    await listening;
    await server.lastWords();
    const gone = await startWithListener(createStandInApp(), { lastWordsTimeoutMs: 600_000 });
    connectTo(gone.server).on((name) => (name === 'host.closing' ? new Promise(() => undefined) : undefined));
    await gone.listening;
    const words = gone.server.lastWords();
    gone.server.cut();
    await words;
    await (await startTestServer()).lastWords();
  });

  test('gives up at once when the host does not know the key', async () => {
    const server = await startTestServer();
    const bridge = connectTo(server, 'wrong');
    const { until } = hear(bridge);
    await until('host.connectionChanged', 'ended');
    expect(await bridge.call('posts.list', undefined)).toEqual({ ok: false, failure: { kind: 'host-gone' } });
    expect(server.app.calls).toEqual([]);
  });

  test('answers a failure for an argument that cannot travel, naming the place', async () => {
    const bridge = connectTo(await startTestServer());
    expect(await bridge.call('posts.create', { title: () => 'no' })).toEqual({
      ok: false,
      failure: { kind: 'invalid-argument', path: 'title', expected: 'plain data' },
    });
  });

  test('puts events together wherever the stream was cut', () => {
    const frame = [0, 0, 0, 29, 1, 0, 0, 0, 24, ...new TextEncoder().encode('{"name":"a","detail":12}')];
    const stream = Uint8Array.from([...frame, 0, 0, 0, 0, ...frame]);
    for (let size = 1; size <= stream.length; size += 1) {
      const heard: unknown[] = [];
      const reader = createFrameReader((name, detail) => heard.push(name, detail));
      for (let from = 0; from < stream.length; from += size) reader.push(stream.subarray(from, from + size));
      expect(heard).toEqual(['a', 12, 'a', 12]);
    }
  });
});

function matter() {
  return { title: 'T', draft: true, categories: [], tags: [], aliases: [] };
}
