/** Builds the program into `out/`: main, command line, preload, page, and the files that travel with it. */
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { build as buildPage } from 'vite';
import { writeNotices } from './notices.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const out = path.join(root, 'out');

/** Native parts, and electron itself, stay outside the bundle. ssh2 does without its native parts where they are missing. */
const external = ['electron', 'sharp', 'node-sqlite3-wasm', 'cpu-features', '*.node'];

/** Some bundled libraries are CommonJS and ask for `require` and `__dirname` (ssh2), which an ES module lacks. */
const requireBanner = {
  js: "import { createRequire as offprintCreateRequire } from 'node:module'; const require = offprintCreateRequire(import.meta.url); const offprintFolder = import.meta.dirname;",
};

const nodeBundle = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  external,
  banner: requireBanner,
  define: { __dirname: 'offprintFolder' },
  sourcemap: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/**
 * A bundle that `loadScript` (main/node/load-script.ts) runs. Modules that stay outside are required, as a script can import nothing.
 * Without comments and indentation, as the whole of it is read and hashed at each start; in lines, so that a stack says where.
 */
export const scriptBundle = {
  format: 'cjs',
  banner: {},
  define: {},
  supported: { 'dynamic-import': false },
  minifyWhitespace: true,
  lineLimit: 200,
};

/** Travel with the shipped files, which stay outside the packed archive: threads and processes are started from real files. */
const siteWorker = path.join(out, 'shipped/site-worker');
const pictureProcess = path.join(out, 'shipped/picture-process.mjs');

/** Options of every bundle but the page, by name, so that the watch mode and the tests build the same. */
export const bundles = {
  electron: {
    ...nodeBundle,
    entryPoints: [path.join(root, 'main/electron/main.ts')],
    outfile: path.join(out, 'electron/main.mjs'),
  },
  cli: { ...nodeBundle, entryPoints: [path.join(root, 'main/cli.ts')], outfile: path.join(out, 'cli.mjs') },
  program: {
    ...nodeBundle,
    ...scriptBundle,
    entryPoints: [path.join(root, 'main/program.ts')],
    outfile: path.join(out, 'program.cjs'),
  },
  siteWorker: {
    ...nodeBundle,
    entryPoints: [path.join(root, 'main/site/workers/site-worker.ts')],
    outfile: `${siteWorker}.mjs`,
    sourcemap: false,
  },
  siteWorkerProgram: {
    ...nodeBundle,
    ...scriptBundle,
    entryPoints: [path.join(root, 'main/site/workers/render-worker.ts')],
    outfile: `${siteWorker}.cjs`,
    sourcemap: false,
  },
  pictureProcess: {
    ...nodeBundle,
    entryPoints: [path.join(root, 'main/media/pictures/picture-process.ts')],
    outfile: pictureProcess,
    sourcemap: false,
  },
  preload: {
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'chrome140',
    external: ['electron'],
    legalComments: 'none',
    logLevel: 'warning',
    entryPoints: [path.join(root, 'preload/preload.cts')],
    outfile: path.join(out, 'preload.cjs'),
  },
};

/** Copies the built-in themes and the sample blog beside the program. */
export async function copyShipped() {
  for (const folder of ['themes', 'sample']) {
    const target = path.join(out, 'shipped', folder);
    await rm(target, { recursive: true, force: true });
    await cp(path.join(root, folder), target, { recursive: true });
  }
}

/** Builds everything; throws when a part does not build. */
export async function buildProgram() {
  await copyShipped();
  const [page, ...built] = await Promise.all([
    buildPage({
      configFile: path.join(root, 'renderer/vite.config.ts'),
      root: path.join(root, 'renderer'),
      logLevel: 'warn',
    }),
    ...Object.values(bundles).map((options) => esbuild.build({ ...options, metafile: true, absWorkingDir: root })),
  ]);
  const bundled = built.flatMap(({ metafile }) => Object.keys(metafile.inputs).map((file) => path.join(root, file)));
  const shown = page.output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
  await writeNotices(root, [...bundled, ...shown], path.join(out, 'shipped/notices.md'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildProgram();
