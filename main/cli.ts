#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { en } from '../common/text/en.ts';
import { allowClosedPipes, logFaults } from './cli/process-faults.ts';
import { runCommandLine } from './cli/run-command-line.ts';
import { dataFolderOf } from './data-folder.ts';
import { type LoadedScript, loadScript } from './node/load-script.ts';
import { fileLog } from './node/log.ts';
import { optimiseLess } from './node/optimise-less.ts';
import { siteThread, startEarly } from './site-thread.ts';

// The entry of `offprint`. Loads the program itself only when a command needs it.
const out = path.dirname(fileURLToPath(import.meta.url));
const shippedFolder = path.join(out, 'shipped');
const { version }: { version: string } = JSON.parse(readFileSync(path.join(out, '..', 'package.json'), 'utf8'));

/** By then a start is over. */
const keepCodeMs = 10_000;
let loaded: LoadedScript | undefined;

/** The program, with the code that the same command left compiled: each command calls other functions. */
function program(dataFolder: string, command: string): typeof import('./program.ts') {
  if (loaded === undefined) {
    loaded = loadScript(path.join(out, 'program.cjs'), path.join(dataFolder, 'code', `${command}.bin`));
    // Whoever serves ends late, and after long work V8 has thrown away what only the start called.
    setTimeout(loaded.keepCode, keepCodeMs).unref();
  }
  // Built from that very file.
  return loaded.exports as typeof import('./program.ts');
}

optimiseLess();
allowClosedPipes(process);

process.exitCode = await runCommandLine({
  arguments: process.argv.slice(2),
  workingFolder: process.cwd(),
  environment: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  version,
  dataFolder: (chosen) =>
    dataFolderOf({
      platform: process.platform,
      environment: process.env,
      home: homedir(),
      chosen,
      workingFolder: process.cwd(),
    }),
  openLog: (dataFolder) => {
    const log = fileLog(path.join(dataFolder, 'logs'));
    logFaults(
      process,
      log.error,
      (reference) =>
        `${en.commandLine.thrown} ${en.commandLine.internal(reference, path.join(dataFolder, 'logs', 'offprint.log'))}`,
    );
    return log;
  },
  openApp: async ({ command, dataFolder, log, folder }, onMissingSecret) => {
    const earlyThread =
      command === 'build' && folder !== undefined
        ? startEarly(siteThread({ shippedFolder, dataFolder }), { folder, dataFolder })
        : undefined;
    const { createApp, cliPorts } = program(dataFolder, command);
    return createApp(cliPorts({ version, dataFolder, shippedFolder, log, onMissingSecret, earlyThread }));
  },
  serving:
    ({ command, dataFolder, log }) =>
    async (options) => {
      const { startLoopbackHost } = program(dataFolder, command);
      const rendererFolder = path.join(out, 'renderer');
      return startLoopbackHost({ ...options, version, dataFolder, shippedFolder, rendererFolder, log });
    },
});
loaded?.keepCode();
