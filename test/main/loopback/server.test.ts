import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { decodeWire, encodeWire } from '../../../common/wire.ts';
import { createKeys } from '../../../main/loopback/keys.ts';
import { startServer } from '../../../main/loopback/server.ts';
import { createStandInApp, silentLog } from './stand-in-app.ts';
import { ask, startTestServer, type TestServer } from './start-test-server.ts';

const octets = { 'content-type': 'application/octet-stream' };

function message(name: unknown, argument?: unknown): Uint8Array {
  const encoded = encodeWire({ name, argument });
  if (!encoded.ok) throw new Error('Not encoded');
  return encoded.value;
}

function call(server: TestServer, name: unknown, argument?: unknown) {
  return ask(server.port, '/call', {
    method: 'POST',
    headers: { ...octets, ...server.authorization },
    body: message(name, argument),
  });
}

describe('the loopback server', () => {
  test('gives the page to anybody on this machine: it holds no secret', async () => {
    const server = await startTestServer();
    const answer = await ask(server.port, '/');
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toContain('<title>Page</title>');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.body.toString()).not.toContain(server.keys.secret);
  });

  test('carries a call with its bytes to the app and the answer back', async () => {
    const server = await startTestServer();
    const argument = { content: new Uint8Array([0, 255, 7]), missing: undefined };
    const answer = await call(server, 'media.take', argument);
    expect(server.app.calls).toEqual([{ name: 'media.take', argument }]);
    expect(decodeWire(answer.body)).toStrictEqual({ ok: true, value: { ok: true, value: argument } });
  });

  test('passes on names and arguments nobody should send; the app answers them', async () => {
    const server = await startTestServer();
    await call(server, { toString: 'no text' }, { ['__proto__']: 1 });
    expect(server.app.calls).toHaveLength(1);
    expect(Object.getPrototypeOf(server.app.calls[0]?.argument)).toBe(Object.prototype);
  });

  test('answers a failure when the app answers something that is no plain data', async () => {
    const server = await startTestServer({ app: createStandInApp(() => new Map()) });
    const answer = await call(server, 'test');
    expect(decodeWire(answer.body)).toEqual({
      ok: true,
      value: { ok: false, failure: { kind: 'internal', reference: 'test' } },
    });
  });

  test.each([
    ['no message', new Uint8Array([1, 2, 3]), octets, 400],
    ['a message that is no call', encoded(12), octets, 400],
    ['a form, as another site could send it', message('x'), { 'content-type': 'text/plain' }, 415],
    ['no type', message('x'), {}, 415],
  ])('refuses %s', async (_, body, headers, status) => {
    const server = await startTestServer();
    const answer = await ask(server.port, '/call', {
      method: 'POST',
      headers: { ...headers, ...server.authorization },
      body,
    });
    expect(answer.status).toBe(status);
    expect(server.app.calls).toEqual([]);
  });

  test('reads resources with the read key, and with nothing else', async () => {
    const server = await startTestServer();
    const { secret, readKey } = server.keys;
    const found = await ask(server.port, `/resource/${readKey}/preview/a%20b.png?x=1`);
    expect(found.status).toBe(200);
    expect(found.body.toString()).toBe('preview/a%20b.png');
    expect(found.headers['cache-control']).toBe('no-store');
    for (const path of [
      `/resource/${secret}/preview/a`,
      '/resource//preview/a',
      `/resource/${readKey}x/preview/a`,
      '/resource/preview/a',
      `/resource/${readKey}`,
      `/resource/${readKey}/elsewhere`,
    ]) {
      expect((await ask(server.port, path)).status, path).toBe(404);
    }
    expect(server.app.resources).toEqual(['preview/a%20b.png', 'elsewhere']);
    const withHeader = await ask(server.port, '/resource/x/preview/a', { headers: server.authorization });
    expect(withHeader.status).toBe(404);
  });

  test('sends the headers of a resource without its bytes when only those are asked for', async () => {
    const server = await startTestServer();
    const answer = await ask(server.port, `/resource/${server.keys.readKey}/preview/abc`, { method: 'HEAD' });
    expect(answer.headers['content-length']).toBe('11');
    expect(answer.body).toHaveLength(0);
  });

  test.each([
    '/../outside.js',
    '/%2e%2e/outside.js',
    '/..%2foutside.js',
    '/..\\outside.js',
    '/..%5coutside.js',
    '/a/../../outside.js',
    '//outside.js',
    '/index.html%00.js',
    '/%ff',
    '/%',
    '/page/../index.html',
    'http://127.0.0.1/index.html',
    '*',
  ])('refuses %s, which could mean another file', async (target) => {
    const server = await startTestServer();
    const { readKey } = server.keys;
    const answer = await raw(server.port, `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 40[04] /);
    expect(answer).not.toContain('outside\r\n');
    const below = await raw(
      server.port,
      `GET /resource/${readKey}/preview${target} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\n\r\n`,
    );
    expect(below).toMatch(target.startsWith('/') && !target.startsWith('//') ? /^HTTP\/1.1 400 / : /^HTTP\/1.1/);
  });

  test('refuses headers that came twice, and requests without a host', async () => {
    const server = await startTestServer();
    const host = `Host: 127.0.0.1:${server.port}\r\n`;
    expect(await raw(server.port, `GET / HTTP/1.1\r\n${host}Host: evil.example\r\n\r\n`)).toMatch(/ 400 /);
    expect(await raw(server.port, `GET / HTTP/1.1\r\n${host}Origin: a\r\nOrigin: b\r\n\r\n`)).toMatch(/ 400 /);
    expect(await raw(server.port, 'GET / HTTP/1.1\r\n\r\n')).toMatch(/ 400 /);
    expect(await raw(server.port, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/ 421 /);
  });

  test('gives another site nothing but the bare page, and that only as a window of its own', async () => {
    const server = await startTestServer();
    const navigation = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    const resource = `/resource/${server.keys.readKey}/preview/a`;
    expect((await ask(server.port, '/', { headers: navigation })).status).toBe(200);
    expect((await ask(server.port, '/', { headers: { ...navigation, 'sec-fetch-dest': 'iframe' } })).status).toBe(403);
    expect((await ask(server.port, '/', { headers: { ...navigation, 'sec-fetch-mode': 'no-cors' } })).status).toBe(403);
    expect((await ask(server.port, '/index.html', { headers: navigation })).status).toBe(403);
    expect((await ask(server.port, resource, { headers: navigation })).status).toBe(403);
    expect((await ask(server.port, resource, { headers: { 'sec-fetch-site': 'none' } })).status).toBe(200);
  });

  test('never upgrades a connection, and judges the request like any other', async () => {
    const server = await startTestServer();
    const upgrade =
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n';
    expect(await raw(server.port, `GET /events HTTP/1.1\r\nHost: evil.example\r\n${upgrade}`)).toMatch(/ 421 /);
    expect(await raw(server.port, `GET /events HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n${upgrade}`)).toMatch(
      / 401 /,
    );
  });

  test('does not ask for the body of a request that it refuses', async () => {
    const server = await startTestServer();
    const head = `POST /call HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Length: 5\r\nExpect: 100-continue\r\n`;
    expect(await raw(server.port, `${head}\r\n`)).toMatch(/^HTTP\/1.1 401 /);
    const rest = `Content-Type: application/octet-stream\r\nAuthorization: Bearer ${server.keys.secret}\r\n\r\n`;
    expect(await raw(server.port, head + rest, 1)).toMatch(/^HTTP\/1.1 100 /);
  });

  test('can be reached through 127.0.0.1 only', async () => {
    const server = await startTestServer();
    await expect(raw(server.port, 'GET / HTTP/1.0\r\n\r\n', undefined, '127.0.0.2')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    await expect(raw(server.port, 'GET / HTTP/1.0\r\n\r\n', undefined, '::1')).rejects.toHaveProperty('code');
  });

  test('says so when its port is taken', async () => {
    const { port } = await startTestServer();
    const second = startServer({
      app: createStandInApp(),
      log: silentLog,
      keys: createKeys(),
      rendererFolder: '/',
      port,
    });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('answers the calls that run when it ends, refuses later ones, and hangs up', async () => {
    let finish: (value: unknown) => void = () => undefined;
    let begun: (value: unknown) => void = () => undefined;
    const hasBegun = new Promise((resolve) => (begun = resolve));
    const app = createStandInApp(() => {
      begun(undefined);
      return new Promise((resolve) => (finish = resolve));
    });
    const server = await startTestServer({ app });
    const running = call(server, 'publish.start');
    await hasBegun;
    server.refuseCalls();
    expect((await call(server, 'drafts.save')).status).toBe(503);
    const closed = server.close();
    finish('done');
    expect(decodeWire((await running).body)).toEqual({ ok: true, value: { ok: true, value: 'done' } });
    await closed;
    await expect(ask(server.port, '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

function encoded(value: unknown): Uint8Array {
  const result = encodeWire(value);
  if (!result.ok) throw new Error('Not encoded');
  return result.value;
}

/** Sends bytes as they are; answers what came back until the other side hung up, or after `parts` parts. */
function raw(port: number, text: string, parts = Number.POSITIVE_INFINITY, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host);
    let answer = '';
    let count = 0;
    socket.once('error', reject);
    socket.on('data', (part) => {
      answer += part.toString();
      count += 1;
      if (count >= parts) socket.destroy();
    });
    socket.once('close', () => resolve(answer));
    socket.write(text);
  });
}
