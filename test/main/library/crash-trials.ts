import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openLibrary } from '../../../main/library/open-library.ts';
import { silentLog } from '../../../main/node/log.ts';
import { bundleScript } from '../../support/bundle-script.ts';

/** What became of words when the host was killed. */
export interface CrashCount {
  readonly trials: number;
  /** Words that were acknowledged and are not there. */
  readonly lost: number;
  /** Words acknowledged in all. */
  readonly acknowledged: number;
  /** Posts that are not exactly the words typed, in order. */
  readonly damaged: number;
}

/** Bundles the typing child, so that any Node can run it. Answers its path. */
export function buildCrashChild(folder: string): Promise<string> {
  const outfile = path.join(folder, 'crash-child.mjs');
  return bundleScript('test/main/library/crash-child.ts', outfile, { external: ['node-sqlite3-wasm', 'sharp'] });
}

/** Kills a typing host `trials` times, 50 to 300 ms after its first word, and opens the site anew after each. */
export async function killWhileTyping(options: {
  readonly child: string;
  readonly root: string;
  readonly trials: number;
  readonly mode: 'honest' | 'forgetful';
}): Promise<CrashCount> {
  const folder = path.join(options.root, 'blog');
  const dataFolder = path.join(options.root, 'data');
  await mkdir(path.join(folder, 'posts'), { recursive: true });
  await writeFile(path.join(folder, 'offprint.yml'), 'title: Crash\n');
  const post = path.join(folder, 'posts/typing.md');
  const total = { trials: 0, lost: 0, acknowledged: 0, damaged: 0 };
  for (let trial = 0; trial < options.trials; trial += 1) {
    // A post that grows for ever would measure its own length.
    if (trial % 10 === 0) await writeFile(post, '---\ntitle: Typing\n---\n\nw0 ');
    const acknowledged = await typeUntilKilled(options.child, [folder, dataFolder, options.mode]);
    const body = await bodyAfter(folder, dataFolder);
    const words = body.trim().split(' ');
    const isExact = words.every((word, index) => word === `w${index}`);
    total.trials += 1;
    total.acknowledged += acknowledged.length;
    total.damaged += isExact ? 0 : 1;
    total.lost += acknowledged.filter((word) => !words.includes(`w${word}`)).length;
    if (!isExact) await writeFile(post, '---\ntitle: Typing\n---\n\nw0 ');
  }
  return total;
}

async function typeUntilKilled(child: string, args: readonly string[]): Promise<readonly number[]> {
  const typing = spawn(process.execPath, [child, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => typing.once('close', () => resolve()));
  const acknowledged: number[] = [];
  const lines = createInterface({ input: typing.stdout });
  lines.on('line', (line) => {
    if (acknowledged.length === 0) setTimeout(() => typing.kill('SIGKILL'), 50 + Math.random() * 250);
    acknowledged.push(Number(line));
  });
  await ended;
  lines.close();
  if (acknowledged.length === 0) throw new Error('The typing child ended before its first word');
  return acknowledged;
}

async function bodyAfter(folder: string, dataFolder: string): Promise<string> {
  const opened = await openLibrary({
    folder,
    dataFolder,
    now: Date.now,
    log: silentLog,
    holder: 'the test',
    emit: () => {},
    autosaveMs: 60_000,
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  if (opened.value.readOnly !== undefined) throw new Error('The lock of a killed host was not taken over');
  const read = await opened.value.read('posts/typing.md');
  await opened.value.saveAll();
  await opened.value.close();
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value.body;
}
