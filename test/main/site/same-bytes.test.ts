import { spawn } from 'node:child_process';
import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { bundleScript } from '../../support/bundle-script.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { projectRoot } from './blog.ts';

const script = path.join(projectRoot, 'out/test/site-bytes/build.mjs');

beforeAll(() =>
  bundleScript('test/main/site/print-build-child.ts', script, { external: ['sharp', 'node-sqlite3-wasm'] }),
);

test('the same blog gives the same bytes in any time zone and language of the machine, whatever order its files lie in', async () => {
  const first = await built('sample', { TZ: 'UTC', LANG: 'C' });
  expect(first.size).toBeGreaterThan(100);
  const reversed = await temporaryFolder();
  // A folder lists its files in the order that they came in, on some file systems at least.
  for (const file of (await filesOf(path.join(projectRoot, 'sample'))).reverse()) {
    await mkdir(path.dirname(path.join(reversed, file)), { recursive: true });
    await cp(path.join(projectRoot, 'sample', file), path.join(reversed, file));
  }
  expect(await built(reversed, { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' })).toEqual(first);
  expect(await built('sample', { TZ: 'America/St_Johns', LANG: 'ar_EG.UTF-8' })).toEqual(first);
}, 180_000);

async function built(folder: string, env: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, string>> {
  const blog = await temporaryFolder();
  await cp(path.resolve(projectRoot, folder), blog, { recursive: true });
  const child = spawn(process.execPath, [script, blog, await temporaryFolder(), path.join(projectRoot, 'themes')], {
    env: { ...process.env, ...env },
  });
  let printed = '';
  child.stdout.on('data', (piece) => {
    printed += piece;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(0);
  return new Map(JSON.parse(printed) as [string, string][]);
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
}

test('the comparison sees a single changed byte', async () => {
  const text = await readFile(path.join(projectRoot, 'sample/offprint.yml'), 'utf8');
  expect(new Map([['a', text]])).not.toEqual(new Map([['a', `${text} `]]));
});
