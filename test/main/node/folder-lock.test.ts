import { execFileSync, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { holderOfLock, takeFolderLock } from '../../../main/node/folder-lock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('has one holder, who is named, until it is given back', async () => {
  const file = path.join(await temporaryFolder(), 'writer.lock');
  const first = await takeFolderLock(file, 'the first');
  expect(await takeFolderLock(file, 'the second')).toEqual({ held: false, holder: 'the first' });
  if (first.held) await first.release();
  expect((await takeFolderLock(file, 'the second')).held).toBe(true);
});

it('goes to one only of many who ask at once', async () => {
  for (let round = 0; round < 40; round += 1) {
    const file = path.join(await temporaryFolder(), 'writer.lock');
    if (round % 2 === 0) await writeFile(file, 'damaged');
    const locks = await Promise.all(Array.from({ length: 12 }, (_, index) => takeFolderLock(file, `number ${index}`)));
    expect(locks.filter((lock) => lock.held)).toHaveLength(1);
  }
});

it('is taken over from a process that has ended, also when its number is used again', async () => {
  const file = path.join(await temporaryFolder(), 'writer.lock');
  const child = spawn(process.execPath, ['-e', '']);
  const { pid } = child;
  await new Promise((resolve) => child.once('exit', resolve));
  const claim = { holder: 'gone', machine: hostname(), started: '', token: 'x' };
  await writeFile(file, JSON.stringify({ ...claim, pid }));
  const taken = await takeFolderLock(file, 'new');
  expect(taken.held).toBe(true);
  await writeFile(file, JSON.stringify({ ...claim, pid: process.pid, started: 'an earlier boot' }));
  expect((await takeFolderLock(file, 'new')).held).toBe(true);
});

it('stays with a holder on another machine', async () => {
  const file = path.join(await temporaryFolder(), 'writer.lock');
  await writeFile(file, JSON.stringify({ holder: 'far away', machine: 'elsewhere', pid: 1, started: '', token: 'x' }));
  expect(await takeFolderLock(file, 'here')).toEqual({ held: false, holder: 'far away' });
});

it('is nobody’s where something else lies in its place, a pipe included', async () => {
  const folder = await temporaryFolder();
  const pipe = path.join(folder, 'pipe.lock');
  execFileSync('mkfifo', [pipe]);
  await writeFile(path.join(folder, 'large.lock'), 'x'.repeat(100_000));
  for (const name of ['pipe.lock', 'large.lock', 'missing.lock']) {
    expect(await holderOfLock(path.join(folder, name))).toBeUndefined();
  }
  expect((await takeFolderLock(pipe, 'new')).held).toBe(true);
});
