import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Network } from '../../../main/import/fetch/ask.ts';
import { createFetchMedia } from '../../../main/import/fetch/create-fetch-media.ts';
import { isPublicAddress } from '../../../main/import/fetch/public-address.ts';
import { paintedPng } from '../../support/paste.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const picture = paintedPng(60, 40);
const watch = { onProgress: () => undefined, isStopped: () => false };

/** A server on this machine that stands for the old blog, under the name `blog.example`. */
async function oldBlog(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: string[] = [];
  let running = 0;
  let most = 0;
  const server = createServer((request, response) => {
    asked.push(`${request.url}${request.headers.range === undefined ? '' : ` ${request.headers.range}`}`);
    running += 1;
    most = Math.max(most, running);
    response.on('close', () => {
      running -= 1;
    });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  const waited: number[] = [];
  const network: Network = {
    resolve: async (host) => (host === 'blog.example' ? ['127.0.0.1'] : host === 'inside.example' ? ['10.0.0.1'] : []),
    mayConnect: (address) => address === '127.0.0.1',
    waitMs: async (ms) => {
      waited.push(ms);
    },
  };
  const at = (name: string) => `http://blog.example:${port}/${name}`;
  return { at, port, network, asked, waited, mostAtOnce: () => most };
}

const send = (response: ServerResponse) =>
  response
    .writeHead(200, { 'content-type': 'image/png', 'content-length': picture.byteLength, etag: '"1"' })
    .end(picture);

test('only addresses of the public internet are public', () => {
  const closed = [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'localhost',
    '',
  ];
  for (const address of closed) expect([address, isPublicAddress(address)]).toEqual([address, false]);
  for (const address of ['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946'])
    expect(isPublicAddress(address)).toBe(true);
});

test('this machine and private networks are refused before anybody is asked, by number, by name and after a redirect', async () => {
  const { at, port, network, asked } = await oldBlog((_request, response) => {
    response.writeHead(302, { location: 'http://inside.example/secret.png' }).end();
  });
  const folder = await temporaryFolder();
  // The program's own network: nothing of this machine.
  const real = await createFetchMedia()(
    [
      { path: 'a', candidates: [{ url: `http://127.0.0.1:${port}/a.png`, path: 'a.png' }] },
      { path: 'b', candidates: [{ url: `http://localhost:${port}/b.png`, path: 'b.png' }] },
    ],
    folder,
    watch,
  );
  expect([...real.problems.values()]).toEqual(['refused', 'refused']);
  expect(asked).toEqual([]);
  // The control: with that network allowed the same address is asked, and what it leads on to is refused.
  const led = await createFetchMedia(network)(
    [{ path: 'c', candidates: [{ url: at('c.png'), path: 'c.png' }] }],
    folder,
    watch,
  );
  expect([...led.problems.values()]).toEqual(['refused']);
  expect(asked).toEqual(['/c.png']);
});

test('the original is fetched before a resized copy, each once, a few at a time, and never again', async () => {
  const { at, network, asked, mostAtOnce, waited } = await oldBlog((request, response) => {
    if (request.url === '/gone.png') response.writeHead(404).end();
    else send(response);
  });
  const folder = await temporaryFolder();
  const fetchMedia = createFetchMedia(network);
  const many = Array.from({ length: 12 }, (_, at_) => ({
    path: `${at_}`,
    candidates: [{ url: at(`${at_}.png`), path: `2024/${at_}.png` }],
  }));
  const copy = {
    path: 'copy',
    candidates: [
      { url: at('gone.png'), path: 'gone.png' },
      { url: at('small.png'), path: 'small.png' },
    ],
  };
  const first = await fetchMedia([...many, copy], folder, watch);
  expect(first).toEqual({ fetched: 13, problems: new Map() });
  expect(await readFile(path.join(folder, '2024/3.png'))).toEqual(picture);
  await expect(stat(path.join(folder, 'gone.png'))).rejects.toThrow('ENOENT');
  expect(mostAtOnce()).toBeLessThanOrEqual(3);
  expect(waited.length).toBeGreaterThanOrEqual(13);
  const before = asked.length;
  await fetchMedia(many, folder, watch);
  expect(asked).toHaveLength(before);
});

test('a download that breaks off goes on where it stopped', async () => {
  let tries = 0;
  const folder = await temporaryFolder();
  const { at, network, asked } = await oldBlog((request, response) => {
    tries += 1;
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (tries === 1) {
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': picture.byteLength, etag: '"1"' });
      response.write(picture.subarray(0, 40));
      // Breaks off once the first part is on the disk.
      const wait = () =>
        stat(path.join(folder, 'a.png.part')).then(
          ({ size }) => (size < 40 ? setImmediate(wait) : response.destroy()),
          () => setImmediate(wait),
        );
      void wait();
      return;
    }
    const rest = picture.subarray(from);
    response
      .writeHead(206, {
        'content-type': 'image/png',
        'content-length': rest.byteLength,
        'content-range': `bytes ${from}-${picture.byteLength - 1}/${picture.byteLength}`,
      })
      .end(rest);
  });
  const done = await createFetchMedia(network)(
    [{ path: 'a', candidates: [{ url: at('a.png'), path: 'a.png' }] }],
    folder,
    watch,
  );
  expect(done.problems.size).toBe(0);
  expect(asked).toEqual(['/a.png', '/a.png bytes=40-']);
  expect(await readFile(path.join(folder, 'a.png'))).toEqual(picture);
});

describe('what is not kept', () => {
  test.each([
    ['a page instead of a picture', { 'content-type': 'text/html' }, '<h1>Hello</h1>', 'wrong-type'],
    ['a program that calls itself a picture', { 'content-type': 'image/png' }, '#!/bin/sh\n', 'wrong-type'],
    [
      'more than can be published',
      { 'content-type': 'image/png', 'content-length': String(300 * 1024 * 1024) },
      '',
      'too-large',
    ],
  ])('%s', async (_name, headers, body, problem) => {
    const { at, network } = await oldBlog((_request, response) => response.writeHead(200, headers).end(body));
    const folder = await temporaryFolder();
    const done = await createFetchMedia(network)(
      [{ path: 'a', candidates: [{ url: at('a.png'), path: 'a.png' }] }],
      folder,
      watch,
    );
    expect(done.problems.get('a')).toBe(problem);
    await expect(stat(path.join(folder, 'a.png'))).rejects.toThrow('ENOENT');
  });

  test('a server that is busy is asked again as late as it wishes, and not for ever', async () => {
    const { at, network, waited, asked } = await oldBlog((_request, response) =>
      response.writeHead(503, { 'retry-after': '7' }).end(),
    );
    const done = await createFetchMedia(network)(
      [{ path: 'a', candidates: [{ url: at('a.png'), path: 'a.png' }] }],
      await temporaryFolder(),
      watch,
    );
    expect(done.problems.get('a')).toBe('unreachable');
    expect(asked).toHaveLength(4);
    expect(waited.filter((ms) => ms === 7_000)).toHaveLength(3);
  });

  test('a server that answers nobody is left alone after a few files', async () => {
    const { at, network, asked } = await oldBlog((_request, response) => response.writeHead(503).end());
    const many = Array.from({ length: 60 }, (_, number) => ({
      path: `${number}`,
      candidates: [{ url: at(`${number}.png`), path: `${number}.png` }],
    }));
    const done = await createFetchMedia(network)(many, await temporaryFolder(), watch);
    expect(new Set(done.problems.values())).toEqual(new Set(['unreachable']));
    expect(done.problems.size).toBe(60);
    expect(asked.length).toBeLessThanOrEqual(6 * 4);
  });

  test('a name that leads out of the folder', async () => {
    const { at, network, asked } = await oldBlog((_request, response) => send(response));
    const done = await createFetchMedia(network)(
      [{ path: 'a', candidates: [{ url: at('a.png'), path: '../a.png' }] }],
      await temporaryFolder(),
      watch,
    );
    expect(done.problems.get('a')).toBe('refused');
    expect(asked).toEqual([]);
  });
});
