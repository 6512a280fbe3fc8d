/** `npm run dev`: builds, serves a folder (the first argument, else the first screen) and builds again at every change. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { build as buildPage } from 'vite';
import { buildProgram, bundles } from './build.mjs';
import { root } from './run.mjs';

await buildProgram();
let host;
let isStopping = false;

function restart() {
  host?.kill();
  host = spawn(
    process.execPath,
    [path.join(root, 'out/cli.mjs'), 'serve', '--no-open', '--port', '4321', ...process.argv.slice(2)],
    {
      stdio: 'inherit',
    },
  );
}

const contexts = await Promise.all(
  Object.values(bundles).map((options) =>
    esbuild.context({
      ...options,
      plugins: [
        {
          name: 'restart',
          setup: (build) => build.onEnd(({ errors }) => errors.length === 0 && !isStopping && restart()),
        },
      ],
    }),
  ),
);
await Promise.all(contexts.map((context) => context.watch()));
await buildPage({
  configFile: path.join(root, 'renderer/vite.config.ts'),
  root: path.join(root, 'renderer'),
  logLevel: 'warn',
  build: { watch: {} },
});

process.on('SIGINT', async () => {
  isStopping = true;
  host?.kill();
  await Promise.all(contexts.map((context) => context.dispose()));
  process.exit(0);
});
