import { mkdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { themeLoader } from '../../../main/site/theme/load-theme.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { projectRoot } from './blog.ts';

async function themeOfSite() {
  const siteFolder = await temporaryFolder();
  const file = path.join(siteFolder, 'themes/longread/templates/post.liquid');
  await mkdir(path.dirname(file), { recursive: true });
  const load = themeLoader({ shippedThemesFolder: path.join(projectRoot, 'themes'), siteFolder });
  const theme = async () => {
    const loaded = await load('longread');
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.failure));
    return loaded.value;
  };
  return { file, theme };
}

test('a theme is the very same one until a file of it changes', async () => {
  const { file, theme } = await themeOfSite();
  await writeFile(file, 'one');
  await utimes(file, 1_000_000, 1_000_000);
  const first = await theme();
  expect(await theme()).toBe(first);
  await writeFile(file, 'two');
  const second = await theme();
  expect(second.templates.post).toBe('two');
  expect(second.key).not.toBe(first.key);
});

test('a file changed a moment ago is read again, because it may change within one tick of the clock', async () => {
  const { file, theme } = await themeOfSite();
  await writeFile(file, 'one');
  const { atime, mtime } = await stat(file);
  expect((await theme()).templates.post).toBe('one');
  await writeFile(file, 'two');
  await utimes(file, atime, mtime);
  expect((await theme()).templates.post).toBe('two');
});
