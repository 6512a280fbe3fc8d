import { chmod, chown, lstat, mkdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { machineLockFile, otherUsersLockFiles } from '../../../main/node/machine-lock-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A number that no user of a system has. */
const stranger = 2_113_000_000 + process.pid;
const isRoot = process.getuid?.() === 0;

it('lies outside the folder, where others may read and only this user may write', async () => {
  const folder = await temporaryFolder();
  const file = (await machineLockFile(folder)) ?? '';
  expect(file.startsWith(folder)).toBe(false);
  if (process.platform !== 'win32') expect((await lstat(path.dirname(file))).mode & 0o777).toBe(0o755);
  expect(await machineLockFile(`${folder}/other`)).not.toBe(file);
});

it.runIf(isRoot)('is looked for at other users who may write into the folder, and at no others', async () => {
  const folder = await temporaryFolder();
  const locks = `/tmp/offprint-locks-${stranger}`;
  onTestFinished(() => rm(locks, { recursive: true, force: true }));
  const isSeen = async () => (await otherUsersLockFiles(folder)).some((file) => path.dirname(file) === locks);
  await mkdir(locks, { mode: 0o755 });
  await chmod(folder, 0o775);
  // Made by somebody else in that user's name.
  expect(await isSeen()).toBe(false);
  await chown(locks, stranger, stranger);
  expect(await isSeen()).toBe(true);
  await chmod(locks, 0o777);
  expect(await isSeen()).toBe(false);
  await chmod(locks, 0o755);
  // Whoever may not write into the folder cannot keep its author out of it.
  await chmod(folder, 0o755);
  expect(await isSeen()).toBe(false);
  await chown(folder, stranger, stranger);
  expect(await isSeen()).toBe(true);
  await rm(locks, { recursive: true });
  await symlink(folder, locks);
  expect(await isSeen()).toBe(false);
});
