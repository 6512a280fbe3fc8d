import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { projectRoot } from './test-ports.ts';

const commandLine = path.join(projectRoot, 'out/cli.mjs');

/** A finished run of the built command line. */
export interface CommandRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and with what environment a command runs. */
export interface CommandOptions {
  readonly dataFolder: string;
  readonly workingFolder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Number of the system's user who runs it; default: the one who tests. Needs root. */
  readonly user?: number;
}

/** Runs the built `offprint` in a process of its own, to its end. */
export async function runOffprint(given: readonly string[], options: CommandOptions): Promise<CommandRun> {
  const child = start(given, options);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (part) => {
    stdout += String(part);
  });
  child.stderr?.on('data', (part) => {
    stderr += String(part);
  });
  const [code] = await once(child, 'close');
  return { code: typeof code === 'number' ? code : null, stdout, stderr };
}

/** A running `offprint serve`. */
export interface ServingProcess {
  readonly child: ChildProcess;
  /** What it said first on standard output, up to and with the address. */
  readonly said: string;
  readonly address: string;
  /** Everything on standard error so far. */
  notes(): string;
  /** Ends it and answers its exit code; null when a signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the built `offprint serve` and waits for its address. Ended when the test has finished. */
export async function startServing(given: readonly string[], options: CommandOptions): Promise<ServingProcess> {
  const child = start(['serve', ...given], options);
  let said = '';
  let notes = '';
  child.stderr?.on('data', (part) => {
    notes += String(part);
  });
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (part) => {
      said += String(part);
      const found = /http:\/\/127\.0\.0\.1:\d+\/#key=[\w-]{43}/.exec(said);
      if (found !== null) resolve(found[0]);
    });
    void exited.then(() => reject(new Error(`It ended without an address: ${said}${notes}`)));
  });
  return {
    child,
    said,
    address,
    notes: () => notes,
    end: async (signal) => {
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}

function start(
  given: readonly string[],
  { dataFolder, workingFolder, environment, user }: CommandOptions,
): ChildProcess {
  return spawn(process.execPath, [commandLine, ...given], {
    cwd: workingFolder ?? projectRoot,
    env: { ...process.env, OFFPRINT_DATA: dataFolder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
}
