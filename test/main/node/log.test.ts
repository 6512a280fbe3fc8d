import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fileLog } from '../../../main/node/log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('writes each entry at once, without passwords, and finds errors again by their reference', async () => {
  const folder = path.join(await temporaryFolder(), 'logs');
  const log = fileLog(folder);
  log.info('Publishing', { to: 'https://ann:secret@host.example/repo.git' });
  const reference = log.error('It failed', new Error('because'));
  const text = await readFile(path.join(folder, 'offprint.log'), 'utf8');
  expect(text).not.toContain('secret');
  expect(text).toContain('host.example/repo.git');
  expect(text.split('\n').find((line) => line.includes(reference))).toContain('because');
});

it('keeps to two files of a megabyte', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'offprint.log'), 'x'.repeat(1_100_000));
  fileLog(folder).info('next');
  expect((await readdir(folder)).sort()).toEqual(['offprint.log', 'offprint.log.1']);
  expect((await readFile(path.join(folder, 'offprint.log'), 'utf8')).length).toBeLessThan(1_000);
});

it('stays silent where nothing can be written', async () => {
  const file = path.join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  expect(fileLog(path.join(file, 'below')).error('lost', 'cause')).toMatch(/^[0-9a-f]{8}$/);
});
