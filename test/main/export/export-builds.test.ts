import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ExportFormat } from '../../../common/contract/export.ts';
import { exportBlog } from '../../../main/export/export-blog.ts';
import { openLibrary } from '../../../main/library/open-library.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { projectRoot } from '../../support/test-ports.ts';

const hasHugo = spawnSync('hugo', ['version']).status === 0;
/** Path of Eleventy's own program in `OFFPRINT_ELEVENTY`, for one that npm put into a folder; else the one on the path. */
const eleventy =
  process.env.OFFPRINT_ELEVENTY === undefined ? ['eleventy'] : [process.execPath, process.env.OFFPRINT_ELEVENTY];
const hasEleventy = spawnSync(eleventy[0] ?? '', [...eleventy.slice(1), '--version']).status === 0;
const hasJekyll = spawnSync('jekyll', ['--version']).status === 0;

async function exportSample(format: ExportFormat): Promise<string> {
  const root = await temporaryFolder();
  const site = path.join(root, 'sample');
  await cp(path.join(projectRoot, 'sample'), site, { recursive: true });
  const opened = await openLibrary({
    folder: site,
    dataFolder: path.join(root, 'data'),
    now: Date.now,
    log: { info: () => undefined, error: () => '' },
    holder: 'test',
    emit: () => undefined,
  });
  if (!opened.ok) throw new Error(opened.failure.kind);
  const written = await exportBlog(opened.value, format, path.join(root, 'out'));
  await opened.value.close();
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  return path.join(root, 'out');
}

/** A post, its picture, a comment, a former address and a page, at the addresses they have here; nothing that is not for readers. */
async function expectTheBlog(built: string): Promise<void> {
  const post = await readFile(path.join(built, '2024/05/shorelines-2024/index.html'), 'utf8');
  expect(post).toContain('Hanne Vik a minute before the lights went out');
  expect(post).toContain('Jonas Brekke');
  expect(post).toContain('Corrected in my head');
  expect(post).toContain('/2022/10/lisbon-from-the-ferry/');
  expect(existsSync(path.join(built, 'media/2024/05/keynote.jpg'))).toBe(true);
  expect(await readFile(path.join(built, '2024/11/new-blog/index.html'), 'utf8')).toContain('/2024/11/moving-house/');
  expect(existsSync(path.join(built, 'about/instruments/index.html'))).toBe(true);
  const house = await readFile(path.join(built, '2024/11/moving-house/index.html'), 'utf8');
  expect(house).not.toContain('buy crane now');
}

test.skipIf(!hasHugo)('Hugo builds what was exported for it (needs hugo)', async () => {
  const out = await exportSample('hugo');
  const run = spawnSync('hugo', ['--quiet', '--destination', path.join(out, 'built')], { cwd: out, encoding: 'utf8' });
  expect({ status: run.status, said: run.stderr + run.stdout }).toEqual({ status: 0, said: '' });
  await expectTheBlog(path.join(out, 'built'));
});

test.skipIf(!hasJekyll)('Jekyll builds what was exported for it (needs jekyll)', async () => {
  const out = await exportSample('jekyll');
  const run = spawnSync('jekyll', ['build', '--destination', path.join(out, '..', 'built')], {
    cwd: out,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'C.UTF-8' },
  });
  expect({ status: run.status, said: run.stderr }).toMatchObject({ status: 0 });
  await expectTheBlog(path.join(out, '..', 'built'));
});

test.skipIf(!hasEleventy)(
  'Eleventy builds what was exported for it (needs eleventy, or its cmd.cjs in OFFPRINT_ELEVENTY)',
  async () => {
    const out = await exportSample('eleventy');
    const built = path.join(out, '..', 'built');
    const [program = '', ...given] = eleventy;
    const run = spawnSync(program, [...given, '--quiet', `--output=${built}`], { cwd: out, encoding: 'utf8' });
    expect({ status: run.status, said: run.stderr }).toEqual({ status: 0, said: '' });
    await expectTheBlog(built);
  },
);

test('a folder that holds something, lies in the blog or around it is refused', async () => {
  const root = await temporaryFolder();
  const site = path.join(root, 'sample');
  await cp(path.join(projectRoot, 'sample'), site, { recursive: true });
  const opened = await openLibrary({
    folder: site,
    dataFolder: path.join(root, 'data'),
    now: Date.now,
    log: { info: () => undefined, error: () => '' },
    holder: 'test',
    emit: () => undefined,
  });
  if (!opened.ok) throw new Error(opened.failure.kind);
  for (const [folder, reason] of [
    [path.join(site, 'out'), 'inside-blog'],
    [root, 'holds-blog'],
    [path.join(root, 'data'), 'not-empty'],
    [path.join(site, 'offprint.yml'), 'inside-blog'],
  ] as const) {
    expect(await exportBlog(opened.value, 'hugo', folder)).toMatchObject({
      ok: false,
      failure: { kind: 'export-refused', reason },
    });
  }
  await opened.value.close();
});
