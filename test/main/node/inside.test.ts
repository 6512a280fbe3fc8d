import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { inside, isInside } from '../../../main/node/inside.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('tells what lies in a folder by whole names', () => {
  expect(isInside('/a/foo', '/a/foo/b')).toBe(true);
  expect(isInside('/a/foo', '/a/foo')).toBe(true);
  expect(isInside('/a/foo', '/a/foobar')).toBe(false);
  expect(isInside('/a/foo', '/a/foo/../bar')).toBe(false);
  expect(isInside('/a/foo', '/a/foo/..b')).toBe(true);
});

it('lets no path out of its folder', async () => {
  const folder = await temporaryFolder();
  const outside = await temporaryFolder();
  await mkdir(path.join(folder, 'in'));
  await writeFile(path.join(outside, 'secret'), '');
  await symlink(outside, path.join(folder, 'out'));
  await symlink(path.join(outside, 'not-yet'), path.join(folder, 'dangling'));
  await symlink('in', path.join(folder, 'link'));
  for (const name of [
    '',
    '.',
    '..',
    '../a',
    'a/../..',
    '/etc/passwd',
    'a//b',
    'a\\b',
    'a\0b',
    'C:/a',
    'out/secret',
    'out/new',
    'dangling',
    'dangling/x',
  ]) {
    expect([name, (await inside(folder, name)).ok]).toEqual([name, false]);
  }
  for (const name of ['a', 'in/b', 'not/there/yet', 'link/b', '...', '..a']) {
    expect(await inside(folder, name)).toEqual({ ok: true, value: path.join(folder, name) });
  }
});
