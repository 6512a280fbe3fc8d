#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { en } from '../common/text/en.ts';
import { allowClosedPipes, logFaults } from './cli/process-faults.ts';
import { runCommandLine } from './cli/run-command-line.ts';
import { dataFolderOf } from './data-folder.ts';
import { fileLog } from './node/log.ts';

// The entry of `offprint`: the one file that knows both the command line and the loopback host, which know nothing of
// each other. Loads the program itself only when a command needs it.
const out = path.dirname(fileURLToPath(import.meta.url));
const shippedFolder = path.join(out, 'shipped');
const { version }: { version: string } = JSON.parse(readFileSync(path.join(out, '..', 'package.json'), 'utf8'));

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
  openApp: async (dataFolder, log, onMissingSecret) => {
    const [{ createApp }, { cliPorts }] = await Promise.all([import('./create-app.ts'), import('./cli/cli-ports.ts')]);
    return createApp(cliPorts({ version, dataFolder, shippedFolder, log, onMissingSecret }));
  },
  serving: (dataFolder, log) => async (options) => {
    const { startLoopbackHost } = await import('./loopback/host.ts');
    const rendererFolder = path.join(out, 'renderer');
    return startLoopbackHost({ ...options, version, dataFolder, shippedFolder, rendererFolder, log });
  },
});
