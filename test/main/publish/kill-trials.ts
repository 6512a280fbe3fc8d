import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { bundleScript } from '../../support/bundle-script.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import type { CutCount } from './cut-trials.ts';
import { contentOf } from './places.ts';
import { brokenParts, rollingSite } from './rolling-site.ts';

/** Bundles the publishing child, so that any Node can run it. Answers its path. */
export function buildKillChild(folder: string): Promise<string> {
  const outfile = path.join(folder, 'kill-child.mjs');
  // The SSH library does without its native parts.
  return bundleScript('test/main/publish/kill-child.ts', outfile, { external: ['cpu-features', '*.node'] });
}

/** Publishes version after version to a folder and kills the program at a random moment of each; see `cutPublishes`. */
export async function killPublishes(child: string, target: 'embedded' | 'chosen', trials: number): Promise<CutCount> {
  const desk = await temporaryFolder();
  await mkdir(path.join(desk, 'blog', 'posts'), { recursive: true });
  const folder = path.join(desk, 'www');
  const read = async () => {
    const files = Object.entries(await contentOf(folder));
    return Object.fromEntries(files.filter(([name]) => !path.basename(name).startsWith('.offprint-')));
  };
  const count = { trials: 0, stopped: 0, broken: [] as string[], falseDone: 0, notFinished: [] as string[] };
  await run(child, [desk, '0', target]);
  const { tookMs } = await run(child, [desk, '1', target]);
  for (let trial = 0; trial < trials; trial += 1) {
    const number = trial + 2;
    const [before, after] = [rollingSite(number - 1), rollingSite(number)];
    const { isDone } = await run(child, [desk, String(number), target], Math.random() * tookMs);
    const left = await read();
    const parts = brokenParts(left, [before, after]);
    count.trials += 1;
    count.stopped += isDone ? 0 : 1;
    if (parts.length > 0) count.broken.push(`${trial}: ${parts.join('; ')}`);
    if (isDone && brokenParts(left, [after]).length > 0) count.falseDone += 1;
    const finished = await run(child, [desk, String(number), target]);
    const isSame = JSON.stringify(sorted(await read())) === JSON.stringify(sorted(after));
    if (!finished.isDone || !isSame) count.notFinished.push(`${trial}: ${finished.output}`);
  }
  return count;
}

/** Runs the child to its end, or kills it so many milliseconds after it began to publish. */
async function run(child: string, args: readonly string[], killAfterMs?: number) {
  const publishing = spawn(process.execPath, [child, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  let begunMs = 0;
  publishing.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (begunMs > 0 || !output.includes('begin')) return;
    begunMs = performance.now();
    if (killAfterMs !== undefined) setTimeout(() => publishing.kill('SIGKILL'), killAfterMs);
  });
  await new Promise((resolve) => publishing.once('close', resolve));
  return { isDone: output.includes('done'), output, tookMs: performance.now() - begunMs };
}

function sorted(files: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1));
}
