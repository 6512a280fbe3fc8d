import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));

let bundled: Promise<string> | undefined;

/** Builds the stand-in, once a process, into a temporary folder, as Node 20 cannot run TypeScript. Answers the folder. */
export function bundleStandIn(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'offprint-stand-in-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const common: BuildOptions = { bundle: true, outdir: folder, logLevel: 'warning' };
  const banner =
    "import { createRequire as standInRequire } from 'node:module'; const require = standInRequire(import.meta.url);";
  await Promise.all([
    build({
      ...common,
      entryPoints: ['electron', 'resolve-electron', 'run-program'].map((name) =>
        path.join(here, 'process', `${name}.ts`),
      ),
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      outExtension: { '.js': '.mjs' },
      banner: { js: banner },
      external: ['electron', 'bufferutil', 'utf-8-validate'],
    }),
    build({
      ...common,
      entryPoints: ['page-world', 'preload-world'].map((name) => path.join(here, 'page', `${name}.ts`)),
      platform: 'browser',
      format: 'iife',
      target: 'chrome120',
    }),
  ]);
  return folder;
}
