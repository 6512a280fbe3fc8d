import { createServer } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createGuard, type Guard } from '../../../main/loopback/guard.ts';
import type { Keys } from '../../../main/loopback/keys.ts';
import { chromiumArguments, launchChromium } from '../../support/chromium.ts';
import { isMissing } from '../../support/programs.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

/** A name that an attacker's own name server has rebound to this machine. */
const rebound = 'rebound.example';

let browser: Browser;
beforeAll(async () => {
  if (isMissing('chromium')) return;
  browser = await launchChromium({ args: [...chromiumArguments, `--host-resolver-rules=MAP ${rebound} 127.0.0.1`] });
});
afterAll(() => browser?.close());

/** A page of another site in a real browser, on this machine or under a foreign name. */
async function foreignPage(host = '127.0.0.1'): Promise<Page> {
  const site = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><p>Hi'),
  );
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const bound = site.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  const page = await browser.newPage();
  onTestFinished(async () => {
    await page.close();
    site.closeAllConnections();
    site.close();
  });
  await page.goto(`http://${host}:${port}/`);
  return page;
}

/** Everything a script of another site can try against an address; answers what it could read of it. */
async function attack(page: Page, server: TestServer, key: string): Promise<string[]> {
  return page.evaluate(
    async ([origin = '', secret = '', readKey = '']) => {
      const read: string[] = [];
      const tryFetch = async (address: string, options: RequestInit) => {
        try {
          const response = await fetch(address, options);
          const text = await response.text();
          if (response.type !== 'opaque') read.push(`${options.method ?? 'GET'} ${address} ${response.status} ${text}`);
        } catch {
          // Refused, which is right.
        }
      };
      const body = 'x';
      for (const mode of ['cors', 'no-cors', 'same-origin'] as const) {
        await tryFetch(`${origin}/call`, { method: 'POST', mode, body });
        await tryFetch(`${origin}/call`, { method: 'POST', mode, body, credentials: 'include' });
        await tryFetch(`${origin}/events`, { mode });
        await tryFetch(`${origin}/`, { mode });
        await tryFetch(`${origin}/resource/${readKey}/preview/a`, { mode });
      }
      // Even who has stolen the key is kept out by the browser's own word on where the request comes from.
      await tryFetch(`${origin}/call`, { method: 'POST', body, headers: { authorization: `Bearer ${secret}` } });
      await tryFetch(`${origin}/events`, { headers: { authorization: `Bearer ${secret}` } });

      const element = (tag: string, fields: Record<string, string>) =>
        new Promise<boolean>((resolve) => {
          const made = Object.assign(document.createElement(tag), fields);
          made.addEventListener('load', () => resolve(true));
          made.addEventListener('error', () => resolve(false));
          document.body.append(made);
        });
      if (await element('script', { src: `${origin}/index.html` })) read.push('script');
      if (await element('img', { src: `${origin}/resource/${readKey}/preview/a` })) read.push('img');
      if (await element('link', { rel: 'stylesheet', href: `${origin}/resource/${readKey}/preview/a` }))
        read.push('link');
      await new Promise<void>((resolve) => {
        const socket = new WebSocket(`${origin.replace('http', 'ws')}/events`);
        socket.onopen = () => read.push('socket');
        socket.onclose = () => resolve();
      });
      await new Promise<void>((resolve) => {
        const frame = Object.assign(document.createElement('iframe'), { name: 'target' });
        document.body.append(frame);
        const form = Object.assign(document.createElement('form'), {
          method: 'post',
          enctype: 'text/plain',
          action: `${origin}/call`,
          target: 'target',
        });
        document.body.append(form);
        frame.addEventListener('load', () => resolve());
        form.submit();
      });
      return read;
    },
    [server.origin, key, server.keys.readKey],
  );
}

async function openFrom(page: Page, server: TestServer): Promise<Page> {
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    page.evaluate((origin) => void window.open(`${origin}/`), server.origin),
  ]);
  await opened.waitForLoadState();
  onTestFinished(() => opened.close());
  return opened;
}

describe.skipIf(isMissing('chromium'))('a page of another site, in a real browser', () => {
  test.each([
    ['another port of this machine', '127.0.0.1'],
    ['another machine', rebound],
  ])('from %s reads nothing and changes nothing, not even with the keys', async (_, host) => {
    const server = await startTestServer();
    const page = await foreignPage(host);
    expect(await attack(page, server, server.keys.secret)).toEqual([]);
    expect(server.app.calls).toEqual([]);
    expect(server.app.resources).toEqual([]);
  });

  test('would be found out: a server that does not look where requests come from is reached', async () => {
    const careless = (port: number, keys: Keys): Guard => {
      const guard = createGuard(port, keys);
      return (asked) => guard({ ...asked, rawHeaders: ['Host', `127.0.0.1:${port}`] });
    };
    const server = await startTestServer({ guard: careless });
    await attack(await foreignPage(rebound), server, server.keys.secret);
    expect(server.app.resources.length).toBeGreaterThan(0);
  });

  test('reads nothing under a name that was rebound to this machine', async () => {
    const server = await startTestServer();
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    const response = await page.goto(`http://${rebound}:${server.port}/`);
    expect(response?.status()).toBe(421);
    const underTheName = { ...server, origin: `http://${rebound}:${server.port}` };
    const read = await attack(page, underTheName, server.keys.secret);
    // The script of this very origin may read what it is answered: refusals, and nothing else.
    expect(read.filter((line) => !/ (421|403) /.test(line))).toEqual([]);
    expect(server.app.calls).toEqual([]);
    expect(server.app.resources).toEqual([]);
  });

  test('may open the page in a window of its own, which then knows no key', async () => {
    const server = await startTestServer();
    const opened = await openFrom(await foreignPage(rebound), server);
    expect(await opened.title()).toBe('Page');
    expect(await opened.evaluate(() => [sessionStorage.length, window.opener === null])).toEqual([0, true]);
    const fromThisMachine = await openFrom(await foreignPage(), server);
    expect(await fromThisMachine.title()).toBe('');
  });

  test('cannot put the page into a frame', async () => {
    const server = await startTestServer();
    const page = await foreignPage();
    await page.setContent(`<iframe src="${server.origin}/"></iframe>`);
    await expect.poll(() => page.frames().length).toBe(2);
    await page.frames()[1]?.waitForLoadState();
    expect(await page.frames()[1]?.title()).not.toBe('Page');
  });
});
