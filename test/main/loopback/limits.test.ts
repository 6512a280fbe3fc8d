import { connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { encodeWire } from '../../../common/wire.ts';
import { createStandInApp } from './stand-in-app.ts';
import { ask, startTestServer, type TestServer } from './start-test-server.ts';

/** Short, yet long enough for a client that does nothing wrong on a busy machine. */
const shortTimes = { headersTimeoutMs: 2_000, requestTimeoutMs: 2_500, checkIntervalMs: 50 };

function callHead(server: TestServer, ...lines: string[]): string {
  return [
    'POST /call HTTP/1.1',
    `Host: 127.0.0.1:${server.port}`,
    `Authorization: Bearer ${server.keys.secret}`,
    'Content-Type: application/octet-stream',
    ...lines,
    '',
    '',
  ].join('\r\n');
}

function encoded(value: unknown): Uint8Array {
  const message = encodeWire(value);
  if (!message.ok) throw new Error('Not encoded');
  return message.value;
}

/** A socket, and everything it receives until the other side hangs up. */
function open(port: number): { readonly socket: Socket; readonly received: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
  });
  const received = new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (part) => {
      text += part.toString();
    });
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(text));
  });
  return { socket, received };
}

describe('the limits of the loopback server', () => {
  test('a body that is announced too large is refused before a byte of it is read', async () => {
    const server = await startTestServer({ limits: { maxCallBytes: 1_000 } });
    const { socket, received } = open(server.port);
    socket.write(callHead(server, 'Content-Length: 1001'));
    expect(await received).toMatch(/^HTTP\/1.1 413 /);
  });

  test('a body that grows too large without announcing it is refused', async () => {
    const server = await startTestServer({ limits: { maxCallBytes: 1_000 } });
    const { socket, received } = open(server.port);
    socket.write(callHead(server, 'Transfer-Encoding: chunked'));
    socket.write(`3e9\r\n${'x'.repeat(1_001)}\r\n`);
    expect(await received).toMatch(/^HTTP\/1.1 413 /);
    expect(server.app.calls).toEqual([]);
  });

  test('a body of exactly the limit is accepted', async () => {
    const body = encoded({ name: 'x', argument: 'y' });
    const server = await startTestServer({ limits: { maxCallBytes: body.byteLength } });
    const headers = { ...server.authorization, 'content-type': 'application/octet-stream' };
    expect((await ask(server.port, '/call', { method: 'POST', headers, body })).status).toBe(200);
  });

  test('more bodies at once than there is memory for are put off, and accepted once there is', async () => {
    let finish: (value: unknown) => void = () => undefined;
    let begun: (value: unknown) => void = () => undefined;
    const hasBegun = new Promise((resolve) => (begun = resolve));
    const app = createStandInApp((argument) => {
      if (argument !== 'slow'.repeat(50)) return undefined;
      begun(undefined);
      return new Promise((resolve) => (finish = resolve));
    });
    const server = await startTestServer({ app, limits: { maxBytesAtOnce: 300 } });
    const send = (argument: string) =>
      ask(server.port, '/call', {
        method: 'POST',
        headers: { ...server.authorization, 'content-type': 'application/octet-stream' },
        body: encoded({ name: 'x', argument }),
      });
    const first = send('slow'.repeat(50));
    await hasBegun;
    expect((await send('x'.repeat(200))).status).toBe(503);
    finish(undefined);
    expect((await first).status).toBe(200);
    expect((await send('x'.repeat(200))).status).toBe(200);
  });

  test('memory is given back when a sender goes away in the middle of a body', async () => {
    const server = await startTestServer({ limits: { maxBytesAtOnce: 1_000 } });
    const headers = { ...server.authorization, 'content-type': 'application/octet-stream' };
    const body = encoded({ name: 'x', argument: 'y'.repeat(600) });
    for (let round = 0; round < 5; round += 1) {
      const { socket, received } = open(server.port);
      socket.write(callHead(server, 'Content-Length: 900', 'Expect: 100-continue'));
      await new Promise((resolve) => socket.once('data', resolve));
      await new Promise((resolve) => socket.write('x'.repeat(800), resolve));
      socket.destroy();
      await received;
    }
    await expect
      .poll(async () => (await ask(server.port, '/call', { method: 'POST', headers, body })).status)
      .toBe(200);
  });

  test('headers that are too long are refused', async () => {
    const server = await startTestServer();
    const { socket, received } = open(server.port);
    socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(await received).toMatch(/^HTTP\/1.1 431 /);
  });

  test('a client that never finishes its headers is cut off, and keeps nobody waiting meanwhile', async () => {
    const server = await startTestServer({ limits: shortTimes });
    const slow = Array.from({ length: 50 }, () => open(server.port));
    for (const { socket } of slow) socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX: `);
    expect((await ask(server.port, '/')).status).toBe(200);
    const answers = await Promise.all(slow.map(({ received }) => received));
    for (const answer of answers) expect(answer).toMatch(/^(HTTP\/1.1 408 .*)?/);
  });

  test('a client that never finishes its body is cut off', async () => {
    const server = await startTestServer({ limits: shortTimes });
    const { socket, received } = open(server.port);
    socket.write(`${callHead(server, 'Content-Length: 100')}abc`);
    expect(await received).not.toContain('200 OK');
    expect(server.app.calls).toEqual([]);
  });

  test('more connections than allowed are hung up on, and room comes back', async () => {
    const server = await startTestServer({ limits: { maxConnections: 2 } });
    const first = open(server.port);
    const second = open(server.port);
    await Promise.all([first, second].map(({ socket }) => new Promise((resolve) => socket.once('connect', resolve))));
    expect(await open(server.port).received).toBe('');
    first.socket.destroy();
    await first.received;
    await expect
      .poll(() =>
        ask(server.port, '/').then(
          ({ status }) => status,
          () => undefined,
        ),
      )
      .toBe(200);
  });
});
