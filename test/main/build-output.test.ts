import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileRole, ManifestFile } from '../../common/manifest.ts';
import { outputRecord, writeOutput } from '../../main/build-output.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

type Content = Readonly<Record<string, string>>;

/** A finished build of these files in a store of its own, as the site's builds are. */
async function storedBuild(store: string, content: Content) {
  await mkdir(store, { recursive: true });
  const files: ManifestFile[] = [];
  for (const [name, text] of Object.entries(content)) {
    const sha256 = createHash('sha256').update(text).digest('hex');
    await writeFile(path.join(store, sha256), text);
    const role: FileRole = name.endsWith('.html') ? 'post' : 'asset';
    files.push({ path: name, sha256, size: Buffer.byteLength(text), role });
  }
  const pathOf = (file: ManifestFile) => path.join(store, file.sha256);
  return { manifest: { version: 1 as const, files }, pathOf, lose: (file: ManifestFile) => rmSync(pathOf(file)) };
}

async function setting() {
  const folder = await temporaryFolder();
  const at = (...parts: string[]) => path.join(folder, ...parts);
  await mkdir(at('blog'));
  const write = async (content: Content, out = 'out') =>
    writeOutput(await storedBuild(at('store'), content), at(out), at('blog'));
  const filesIn = async (name: string) =>
    (await readdir(at(name), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(at(name), path.join(entry.parentPath, entry.name)))
      .sort();
  return { at, write, filesIn };
}

describe('the folder of a finished site', () => {
  test('holds exactly the build, and a record of what is ours', async () => {
    const { at, write, filesIn } = await setting();
    const result = await write({ 'index.html': 'home', 'a/b/index.html': 'deep', 'style.css': 'red' }, 'new/deep/out');
    expect(result).toEqual({ ok: true, value: { folder: at('new/deep/out'), written: 3, removed: 0 } });
    expect(await filesIn('new/deep/out')).toEqual([outputRecord, 'a/b/index.html', 'index.html', 'style.css']);
  });

  test('loses what is gone, with the folders that are empty then', async () => {
    const { at, write, filesIn } = await setting();
    await write({ 'index.html': 'home', 'old/page/index.html': 'old' });
    expect(await write({ 'index.html': 'home' })).toMatchObject({ ok: true, value: { written: 0, removed: 1 } });
    expect(await filesIn('out')).toEqual([outputRecord, 'index.html']);
    expect(await readdir(at('out'))).not.toContain('old');
  });

  test('may be one that is empty, or holds only what systems drop into folders', async () => {
    const { at, write } = await setting();
    await mkdir(at('out'));
    await writeFile(at('out/.DS_Store'), '');
    expect((await write({ 'index.html': 'home' })).ok).toBe(true);
  });

  test('is refused when somebody else put files there, also after ours', async () => {
    const { at, write } = await setting();
    await write({ 'index.html': 'home' });
    await writeFile(at('out/mine.txt'), 'mine');
    const result = await write({ 'index.html': 'changed' });
    expect(result).toMatchObject({ ok: false, failure: { reason: 'foreign-files', files: ['mine.txt'] } });
    expect(await readFile(at('out/index.html'), 'utf8')).toBe('home');
  });

  test('is taken up again after an interruption at any file', async () => {
    const { at, write, filesIn } = await setting();
    const before = { 'index.html': 'home', 'gone.html': 'gone' };
    const after = { 'index.html': 'new home', 'next.html': 'next', 'style.css': 'red' };
    await write(before);
    const build = await storedBuild(at('store'), after);
    for (let stopAt = 0; stopAt < 3; stopAt += 1) {
      let asked = 0;
      const cut = (file: ManifestFile) => {
        asked += 1;
        if (asked > stopAt) throw Object.assign(new Error('the disk is gone'), { code: 'EIO' });
        return build.pathOf(file);
      };
      const stopped = await writeOutput({ ...build, pathOf: cut }, at('out'), at('blog'));
      expect(stopped).toMatchObject({ ok: false, failure: { kind: 'write-failed', code: 'EIO' } });
    }
    expect(await write(after)).toMatchObject({ ok: true });
    expect(await filesIn('out')).toEqual([outputRecord, 'index.html', 'next.html', 'style.css']);
    expect(await readFile(at('out/index.html'), 'utf8')).toBe('new home');
  });

  test('never gets what was damaged since it was built: that is thrown away, to be made again', async () => {
    const { at, write } = await setting();
    await write({ 'index.html': 'home' });
    const after = { 'index.html': 'new home', 'style.css': 'red' };
    const build = await storedBuild(at('store'), after);
    const [page] = build.manifest.files;
    if (page === undefined) throw new Error('There is no page');
    await writeFile(build.pathOf(page), 'new ho');
    const refused = await writeOutput(build, at('out'), at('blog'));
    expect(refused).toEqual({ ok: false, failure: { kind: 'files-damaged', files: 1 } });
    expect(await readFile(at('out/index.html'), 'utf8')).toBe('home');
    expect(await readdir(at('store'))).not.toContain(page.sha256);
    expect(await write(after)).toMatchObject({ ok: true });
    expect(await readFile(at('out/index.html'), 'utf8')).toBe('new home');
  });

  test('replaces a link that lies in the place of a file instead of writing through it', async () => {
    const { at, write } = await setting();
    await write({ 'index.html': 'home' });
    await writeFile(at('outside.txt'), 'outside');
    await symlink(at('outside.txt'), at('out/next.html'));
    await writeFile(at('out', outputRecord), JSON.stringify({ version: 1, files: ['index.html', 'next.html'] }));
    expect(await write({ 'index.html': 'home', 'next.html': 'next' })).toMatchObject({ ok: true });
    expect(await readFile(at('outside.txt'), 'utf8')).toBe('outside');
    expect(await readFile(at('out/next.html'), 'utf8')).toBe('next');
  });

  test('believes no record that names files outside', async () => {
    const { at, write } = await setting();
    await mkdir(at('out'));
    await writeFile(at('precious.txt'), 'precious');
    await writeFile(
      at('out', outputRecord),
      JSON.stringify({ version: 1, files: ['../precious.txt', '/etc/passwd', 7] }),
    );
    expect(await write({ 'index.html': 'home' })).toMatchObject({ ok: true, value: { removed: 0 } });
    expect(await readFile(at('precious.txt'), 'utf8')).toBe('precious');
  });
});
