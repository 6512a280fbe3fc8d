import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeCache, writeDurably } from '../../../main/node/durable-file.ts';
import { type FileSystem, nodeFileSystem } from '../../../main/node/file-system.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

/** The real disk with other ways to write into a file that is being made. */
function diskWith(
  change: (file: Awaited<ReturnType<FileSystem['open']>>) => Partial<Awaited<ReturnType<FileSystem['open']>>>,
): FileSystem {
  return {
    ...nodeFileSystem,
    open: async (name, purpose, mode) => {
      const file = await nodeFileSystem.open(name, purpose, mode);
      return { ...file, ...change(file) };
    },
  };
}

describe('writing what can be made again', () => {
  it('puts the whole in its place and waits for no disk', async () => {
    const file = path.join(await temporaryFolder(), 'a/b/c.json');
    const never = () => Promise.reject(new Error('waited for the disk'));
    const fileSystem = { ...diskWith(() => ({ sync: never, syncData: never })), syncFolder: never };
    expect((await writeDurably(file, bytes('one'), { fileSystem })).ok).toBe(false);
    expect((await writeCache(file, bytes('one'), { fileSystem })).ok).toBe(true);
    expect((await writeCache(file, bytes('two'), { fileSystem })).ok).toBe(true);
    expect(await readFile(file, 'utf8')).toBe('two');
    expect(await readdir(path.dirname(file))).toEqual(['c.json']);
  });

  it('keeps the old file when the disk takes only a part', async () => {
    const file = path.join(await temporaryFolder(), 'a');
    await writeFile(file, 'old');
    const fileSystem = diskWith(() => ({ write: async (part) => part.byteLength }));
    expect((await writeCache(file, bytes('new'), { fileSystem })).ok).toBe(false);
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(path.dirname(file))).toEqual(['a']);
  });
});

describe('writing durably', () => {
  it('makes missing folders, replaces files, keeps their mode and leaves nothing beside them', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'a/b/c.md');
    expect(await writeDurably(file, bytes('one'))).toEqual({ ok: true, value: undefined });
    await chmod(file, 0o640);
    expect((await writeDurably(file, bytes('two'))).ok).toBe(true);
    expect(await readFile(file, 'utf8')).toBe('two');
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(await readdir(path.dirname(file))).toEqual(['c.md']);
  });

  it('goes on after a short write', async () => {
    const file = path.join(await temporaryFolder(), 'a');
    const fileSystem = diskWith((opened) => ({
      write: (part, position) => opened.write(part.subarray(0, 7), position),
    }));
    const text = 'a long text '.repeat(100);
    expect((await writeDurably(file, bytes(text), { fileSystem })).ok).toBe(true);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('keeps the old file when the disk is full, cannot sync, or says that it wrote and did not', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'a');
    await writeFile(file, 'old');
    const rejected = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));
    const disks: readonly [FileSystem, string][] = [
      [diskWith(() => ({ write: rejected('ENOSPC') })), 'ENOSPC'],
      [diskWith(() => ({ write: async () => 0 })), 'ENOSPC'],
      [diskWith(() => ({ sync: rejected('EIO') })), 'EIO'],
      [diskWith(() => ({ write: async (part) => part.byteLength })), 'EIO'],
      [{ ...nodeFileSystem, rename: rejected('EACCES') }, 'EACCES'],
    ];
    for (const [fileSystem, code] of disks) {
      expect(await writeDurably(file, bytes('new'), { fileSystem })).toMatchObject({
        failure: { kind: 'write-failed', file, code },
      });
      expect(await readFile(file, 'utf8')).toBe('old');
      expect(await readdir(folder)).toEqual(['a']);
    }
    expect((await writeDurably(file, bytes('new'))).ok).toBe(true);
  });

  it('writes one path in the order asked, also after a failure', async () => {
    const file = path.join(await temporaryFolder(), 'a');
    let count = 0;
    const fileSystem = diskWith((opened) => ({
      sync: () => {
        count += 1;
        return count === 2 ? Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })) : opened.sync();
      },
    }));
    const answers = await Promise.all(['1', '2', '3'].map((text) => writeDurably(file, bytes(text), { fileSystem })));
    expect(answers.map((answer) => answer.ok)).toEqual([true, false, true]);
    expect(await readFile(file, 'utf8')).toBe('3');
  });

  it('follows a link inside the folder it must stay in, and no other', async () => {
    const folder = await temporaryFolder();
    const outside = path.join(await temporaryFolder(), 'outside');
    await writeFile(outside, 'old');
    await writeFile(path.join(folder, 'real'), 'old');
    await symlink(outside, path.join(folder, 'out'));
    await symlink('real', path.join(folder, 'in'));
    expect(await writeDurably(path.join(folder, 'out'), bytes('new'), { within: folder })).toMatchObject({
      failure: { code: 'OUTSIDE' },
    });
    expect(await readFile(outside, 'utf8')).toBe('old');
    expect((await writeDurably(path.join(folder, 'in'), bytes('new'), { within: folder })).ok).toBe(true);
    expect(await readFile(path.join(folder, 'real'), 'utf8')).toBe('new');
  });

  it('stops where the caller finds that the file has changed', async () => {
    const file = path.join(await temporaryFolder(), 'a');
    await writeFile(file, 'old');
    const answer = await writeDurably(file, bytes('new'), { beforeReplace: async () => 'CHANGED' });
    expect(answer).toMatchObject({ failure: { code: 'CHANGED' } });
    expect(await readFile(file, 'utf8')).toBe('old');
  });

  it('answers the code when a folder stands where the file should', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'a'));
    expect(await writeDurably(path.join(folder, 'a'), bytes('new'))).toMatchObject({ failure: { code: 'EISDIR' } });
    expect(await writeDurably(path.join(folder, 'n'.repeat(300)), bytes('new'))).toMatchObject({ ok: false });
  });
});
