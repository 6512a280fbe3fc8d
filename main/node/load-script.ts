import { createHash } from 'node:crypto';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, rmSync, type Stats, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { sha256 } from './hash.ts';

/** A script that has run. */
export interface LoadedScript {
  /** What it exports, which only whoever built it knows. */
  readonly exports: unknown;
  /** Whether its functions were there compiled. */
  readonly wasCompiled: boolean;
  /**
   * Keeps what is compiled by now for the next start, unless it came from there. To be called when the work is done, as functions
   * are compiled when they are first called. A disk that refuses costs time at the next start and nothing else.
   */
  keepCode(): void;
}

/**
 * Runs a large bundle of CommonJS with the compiled code that an earlier start left in `codeFile`, which saves most of the time until it runs.
 * Modules that are imported can do the same only from Node 22 on. The file may be thrown away at any time: one that is damaged, of
 * another bundle, program or processor, or that another user could have written, counts for nothing and is made anew. Default: nothing
 * is kept.
 */
export function loadScript(file: string, codeFile?: string): LoadedScript {
  const bytes = readFileSync(file);
  const key = `${process.versions.v8} ${process.arch} ${sha256(bytes)}`;
  const cachedData = codeFile === undefined ? undefined : readCode(codeFile, key);
  const source = `(function (exports, require, module, __filename, __dirname) {${bytes.toString()}\n})`;
  const script = new Script(source, { filename: file, ...(cachedData === undefined ? {} : { cachedData }) });
  const wasCompiled = cachedData !== undefined && script.cachedDataRejected === false;
  // The function that the source is.
  const run = script.runInThisContext() as (...parts: readonly unknown[]) => void;
  const module = { exports: {} };
  run(module.exports, createRequire(file), module, file, path.dirname(file));
  let isKept = wasCompiled;
  const keepCode = () => {
    if (!isKept && codeFile !== undefined) writeCode(codeFile, key, script.createCachedData());
    isKept = true;
  };
  return { exports: module.exports, wasCompiled, keepCode };
}

/** Of a digest in hexadecimal, which ends the file. */
const digestLength = 64;

function readCode(file: string, key: string): Buffer | undefined {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return undefined;
  }
  try {
    if (!isOurs(fstatSync(handle))) return undefined;
    const bytes = readFileSync(handle);
    const code = bytes.subarray(0, -digestLength);
    return bytes.toString('latin1', code.byteLength) === digestOf(key, code) ? code : undefined;
  } catch {
    return undefined;
  } finally {
    closeSync(handle);
  }
}

/** Code is believed only of the user who runs it; Windows answers for its folders itself. */
function isOurs({ uid, mode }: Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

/** Written in place, since what is cut off or mixed up has no digest that fits. */
function writeCode(file: string, key: string, code: Buffer): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    rmSync(file, { force: true });
    writeFileSync(file, Buffer.concat([code, Buffer.from(digestOf(key, code))]), { flag: 'wx', mode: 0o600 });
  } catch {
    // A full disk, a folder that is read-only, or another process that does the same.
  }
}

/** V8 looks at little of what it is given: this says that it is what was written, and for this very script. */
function digestOf(key: string, code: Uint8Array): string {
  return createHash('sha256').update(key).update(code).digest('hex');
}
