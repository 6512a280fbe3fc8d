import { symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { statMany } from '../../../main/node/stat-many.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('answers the entry of each file in its place, links followed, and nothing for what is not there', async () => {
  const folder = await temporaryFolder();
  const names = Array.from({ length: 200 }, (_, index) => path.join(folder, `${index}.md`));
  await Promise.all(names.map((name, index) => writeFile(name, 'x'.repeat(index))));
  await symlink(names[7] ?? '', path.join(folder, 'link.md'));
  await symlink('circle.md', path.join(folder, 'circle.md'));
  const others = ['missing.md', 'circle.md', 'link.md'].map((name) => path.join(folder, name));
  const found = await statMany([...names, ...others, path.join(names[0] ?? '', 'below.md')], (stats) => stats?.size);
  expect(found.slice(0, 200)).toEqual(names.map((_, index) => index));
  expect(found.slice(200)).toEqual([undefined, undefined, 7, undefined]);
});
