import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { openLibrary } from '../../../main/library/open-library.ts';
import { silentLog } from '../../../main/node/log.ts';
import { bundleScript } from '../../support/bundle-script.ts';

/** A call of the system that fails, the n-th time it is made. */
export interface SystemFault {
  readonly call: 'pwrite64' | 'fsync' | 'fdatasync' | 'rename' | 'link' | 'ftruncate' | 'unlink' | 'mkdir';
  readonly code: 'ENOSPC' | 'EIO' | 'EACCES' | 'EROFS';
  readonly when: number;
}

/** What became of posts while calls of the system failed. */
export interface SystemFaultCount {
  readonly trials: number;
  /** Post files that are not whole. */
  readonly damaged: number;
  /** Words that were answered as recorded or saved and are not there. */
  readonly falseSuccess: number;
  readonly firstFault: string;
}

/** Bundles the writing child. Answers its path. */
export function buildSystemChild(folder: string): Promise<string> {
  const outfile = path.join(folder, 'syscall-child.mjs');
  return bundleScript('test/main/library/syscall-child.ts', outfile, { external: ['node-sqlite3-wasm'] });
}

/** Runs the child under strace once for each fault, then opens the site as it was left. */
export async function failSystemCalls(
  child: string,
  root: string,
  faults: readonly SystemFault[],
  mode: 'honest' | 'deaf' = 'honest',
): Promise<SystemFaultCount> {
  let [damaged, falseSuccess, firstFault] = [0, 0, ''];
  for (const [index, fault] of faults.entries()) {
    const folder = path.join(root, `${mode}-${index}`);
    const dataFolder = `${folder}-data`;
    await mkdir(path.join(folder, 'posts'), { recursive: true });
    await writeFile(path.join(folder, 'offprint.yml'), 'title: Faults\n');
    await writeFile(path.join(folder, 'posts/typing.md'), '---\ntitle: T\n---\n\nw0 ');
    const said = await runUnder(fault, [child, folder, dataFolder, mode]);
    const onDisk = wordsOf(await readFile(path.join(folder, 'posts/typing.md'), 'utf8'));
    const words = await wordsAfter(folder, dataFolder);
    const isWhole = onDisk.length > 0 && onDisk.every((word, place) => word === `w${place}`);
    const promised = said.match(/\d+/g) ?? [];
    const isKept = promised.every((word) => words.includes(`w${word}`));
    if (!isWhole) damaged += 1;
    else if (!isKept) falseSuccess += 1;
    if ((!isWhole || !isKept) && firstFault === '')
      firstFault = `${JSON.stringify(fault)}: said ${said}, has ${words.join(' ')}`;
  }
  return { trials: faults.length, damaged, falseSuccess, firstFault };
}

async function runUnder(fault: SystemFault, args: readonly string[]): Promise<string> {
  const inject = `inject=${fault.call}:error=${fault.code}:when=${fault.when}`;
  const strace = ['-f', '-qq', '-o', '/dev/null', '-e', `trace=${fault.call}`, '-e', inject, process.execPath, ...args];
  const { stdout } = await promisify(execFile)('strace', strace, { encoding: 'utf8' });
  return stdout;
}

async function wordsAfter(folder: string, dataFolder: string): Promise<readonly string[]> {
  const options = { folder, dataFolder, now: Date.now, log: silentLog, holder: 'the test', emit: () => {} };
  const opened = await openLibrary({ ...options, autosaveMs: 3_600_000 });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const read = await opened.value.read('posts/typing.md');
  await opened.value.close();
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return wordsOf(read.value.body);
}

function wordsOf(text: string): readonly string[] {
  return (text.split('\n').at(-1) ?? '').split(' ').filter((word) => word !== '');
}
