import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Resource } from '../../../main/app.ts';
import { servePage } from '../../../main/electron/page-protocol.ts';
import { SchemesStandIn } from '../../standin/process/schemes.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

vi.mock('electron', () => import('../../standin/process/electron.ts'));

/** A built page in a folder, with a secret beside it, and a program with one resource. */
async function served() {
  const folder = await temporaryFolder();
  const renderer = path.join(folder, 'renderer');
  await mkdir(path.join(renderer, 'assets'), { recursive: true });
  await writeFile(path.join(renderer, 'index.html'), '<!doctype html><title>Offprint</title>');
  await writeFile(path.join(renderer, 'assets/page.js'), 'let page;');
  await writeFile(path.join(folder, 'secret.js'), 'secret');
  const asked: string[][] = [];
  const resource = async (...given: [string, string]): Promise<Resource | undefined> => {
    asked.push(given);
    return given[0] === 'media/a.png'
      ? { status: 200, headers: { 'content-type': 'image/png' }, content: Uint8Array.of(1, 2, 3) }
      : undefined;
  };
  const schemes = new SchemesStandIn(() => false);
  schemes.registerSchemesAsPrivileged([{ scheme: 'app' }]);
  servePage(schemes as never, renderer, { resource });
  const fetchAddress = (address: string, method = 'GET') => {
    const request = Object.defineProperty(new Request('https://offprint.invalid/', { method }), 'url', {
      value: address,
    });
    const handler = schemes.handlerOf(address);
    if (handler === undefined) throw new Error(`Nobody serves ${address}`);
    return handler(request);
  };
  return { asked, fetchAddress };
}

describe('the program’s own scheme', () => {
  it('answers the page with its policy', async () => {
    const { fetchAddress } = await served();
    const page = await fetchAddress('app://offprint/');
    expect([page.status, await page.text()]).toEqual([200, '<!doctype html><title>Offprint</title>']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await (await fetchAddress('app://offprint/assets/page.js')).text()).toBe('let page;');
  });

  it('answers the program’s resources, and tells the program where they are shown', async () => {
    const { fetchAddress, asked } = await served();
    const picture = await fetchAddress('app://offprint/resource/media/a.png?width=400');
    expect([...new Uint8Array(await picture.arrayBuffer())]).toEqual([1, 2, 3]);
    expect((await fetchAddress('app://offprint/resource/media/b.png')).status).toBe(404);
    expect(asked).toEqual([
      ['media/a.png', 'app://offprint/resource/'],
      ['media/b.png', 'app://offprint/resource/'],
    ]);
  });

  it('answers nothing outside the built page and the program', async () => {
    const { fetchAddress } = await served();
    for (const address of [
      'app://offprint/../secret.js',
      'app://offprint/%2e%2e/secret.js',
      'app://offprint/..%2fsecret.js',
      'app://offprint/assets/../../secret.js',
      'app://offprint//etc/passwd',
      'app://other/',
      'app://offprint:81/',
      'app://user@offprint/',
    ]) {
      const answer = await fetchAddress(address);
      expect([answer.status, await answer.text()], address).toEqual([404, '']);
    }
  });

  it('reads and changes nothing but by GET and HEAD', async () => {
    const { fetchAddress } = await served();
    expect((await fetchAddress('app://offprint/', 'POST')).status).toBe(405);
    const head = await fetchAddress('app://offprint/', 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});
