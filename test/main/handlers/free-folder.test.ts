import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { freeFolder } from '../../../main/handlers/free-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

afterEach(() => vi.unstubAllEnvs());

test('a new blog is proposed a folder in the home of the author, with a name that is free', async () => {
  const home = await temporaryFolder();
  vi.stubEnv('HOME', home);
  vi.stubEnv('USERPROFILE', home);
  expect(homedir()).toBe(home);
  expect(await freeFolder('Letters from the Harbour!')).toBe(path.join(home, 'letters-from-the-harbour'));
  await mkdir(path.join(home, 'letters-from-the-harbour'));
  expect(await freeFolder('Letters from the Harbour!')).toBe(path.join(home, 'letters-from-the-harbour-2'));
  expect(await freeFolder('…')).toBe(path.join(home, 'blog'));
});
