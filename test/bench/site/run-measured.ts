import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** What a process took. */
export interface Measured {
  readonly ms: number;
  /** Processor time of all its threads, in milliseconds, as last looked at; 0 where the system does not tell. */
  readonly processorMs: number;
  /** Of the process itself, in MB; 0 where the system does not tell. */
  readonly peakMemory: number;
  readonly output: string;
}

/** Runs a program to its end, noting time, processor time and peak memory. Throws when it fails. */
export async function runMeasured(command: string, args: readonly string[], folder: string): Promise<Measured> {
  const started = performance.now();
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  let peak = 0;
  let processorMs = 0;
  child.stdout.on('data', (piece) => {
    output += piece;
  });
  child.stderr.on('data', (piece) => {
    errors += piece;
  });
  // The kernel keeps the highest mark itself; it only has to be read before the process is gone.
  const watch = setInterval(() => {
    readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (status) => {
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0));
      },
      () => undefined,
    );
    readFile(`/proc/${child.pid}/stat`, 'utf8').then(
      (stat) => {
        // The 14th and 15th field, in hundredths of a second; the second, a name in brackets, may hold spaces.
        const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
        processorMs = Math.max(processorMs, (Number(user) + Number(system)) * 10);
      },
      () => undefined,
    );
  }, 25);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${errors.slice(-2_000)}`);
  return { ms: performance.now() - started, processorMs, peakMemory: peak / 1_000, output };
}
