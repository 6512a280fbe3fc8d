import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readExport } from '../../../main/import/wordpress/read-export.ts';
import { fuzzExports } from './fuzz-exports.ts';

test('damaged and hostile exports neither crash nor hang the import, and nothing outside the blog is written or read', async () => {
  const share = Number(process.env.OFFPRINT_FAULT_SHARE ?? 1);
  const count = await fuzzExports({ count: Math.max(40, Math.round(400 * share)), seed: 11 });
  expect(count).toMatchObject({ crashed: 0, hung: 0, outside: 0, faults: [] });
  expect(count.broughtIn).toBeGreaterThan(count.exports / 4);
  expect(count.written).toBeGreaterThan(count.exports / 4);
});

test('the control: an import that trusts its input is caught crashing', async () => {
  const count = await fuzzExports({ count: 120, seed: 11 }, async (file) => {
    if ((await readFile(file, 'utf8')).includes('\u0000')) throw new Error('NUL');
    return undefined;
  });
  expect(count.crashed).toBeGreaterThan(0);
  const [, first = '', trial = ''] =
    /^seed 11, first (\d+), export (\d+): Error: NUL/.exec(count.faults[0] ?? '') ?? [];
  const again = await fuzzExports({ count: 40, seed: 11, first: Number(first) }, async (file) => {
    if ((await readFile(file, 'utf8')).includes('\u0000')) throw new Error('NUL');
    return undefined;
  });
  expect(again.faults[0]).toContain(`export ${trial}: Error: NUL`);
});

test('the control: an import that takes names as they are is caught writing outside', async () => {
  const count = await fuzzExports({ count: 800, seed: 11 }, async (file, blog) => {
    await readExport(file, async ({ name, content }) => {
      const place = path.join(blog, 'site/posts', `${decodeURIComponent(name)}.md`);
      await mkdir(path.dirname(place), { recursive: true });
      await writeFile(place, content);
    }).catch(() => undefined);
    return undefined;
  });
  expect(count.outside).toBeGreaterThan(0);
});

test('the control: an import that follows every link is caught bringing in what lies outside', async () => {
  const count = await fuzzExports({ count: 40, seed: 11 }, async (file, blog) => {
    const picture = await readFile(path.join(path.dirname(file), 'uploads/2018/06/fog.jpg'));
    await writeFile(path.join(blog, 'site/posts/picture'), picture);
    return undefined;
  });
  expect(count.outside).toBe(1);
});
