/** `npm run dev`: builds, serves a folder (the first argument, else the first screen) and builds again at every change. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { build as buildPage } from 'vite';
import { buildProgram, bundles, copyShipped } from './build.mjs';
import { root } from './run.mjs';

await buildProgram();
let host;
let isStopping = false;
let timer;

/** Several bundles end at one change; the host starts again once, when the old one has given its port back. */
function restartSoon() {
  clearTimeout(timer);
  timer = setTimeout(restart, 200);
}

async function restart() {
  if (host !== undefined && host.exitCode === null && host.signalCode === null) {
    host.kill();
    await once(host, 'exit');
  }
  if (isStopping) return;
  const served = ['serve', '--no-open', '--port', '4321', ...process.argv.slice(2)];
  host = spawn(process.execPath, [path.join(root, 'out/cli.mjs'), ...served], { stdio: 'inherit' });
}

for (const folder of ['themes', 'sample']) {
  watch(path.join(root, folder), { recursive: true }, () => {
    copyShipped().then(restartSoon, console.error);
  });
}

const contexts = await Promise.all(
  Object.values(bundles).map((options) =>
    esbuild.context({
      ...options,
      plugins: [
        {
          name: 'restart',
          setup: (build) => build.onEnd(({ errors }) => errors.length === 0 && !isStopping && restartSoon()),
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
