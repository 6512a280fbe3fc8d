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
   * Keeps what is compiled by now for the next start; from the third start on what is there is enough. To be called when the work is
   * done, as functions are compiled when they are first called: a second start, of a blog that was built before, calls others than
   * the first. A disk that refuses costs time at the next start and nothing else.
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
  const found = codeFile === undefined ? undefined : readCode(codeFile, key);
  const cachedData = found?.code;
  const source = `(function (exports, require, module, __filename, __dirname) {${bytes.toString()}\n})`;
  const script = new Script(source, { filename: file, ...(cachedData === undefined ? {} : { cachedData }) });
  const wasCompiled = cachedData !== undefined && script.cachedDataRejected === false;
  // The function that the source is.
  const run = script.runInThisContext() as (...parts: readonly unknown[]) => void;
  const module = { exports: {} };
  run(module.exports, createRequire(file), module, file, path.dirname(file));
  const starts = wasCompiled ? (found?.starts ?? 0) : 0;
  let isKept = starts >= startsThatAdd;
  const keepCode = () => {
    if (!isKept && codeFile !== undefined)
      writeCode(codeFile, key, { code: script.createCachedData(), starts: starts + 1 });
    isKept = true;
  };
  return { exports: module.exports, wasCompiled, keepCode };
}

/** Starts that add what they compiled to what was there. */
const startsThatAdd = 2;

/** What the file holds: compiled code, a digit for the starts that added to it, and a digest in hexadecimal of both. */
interface KeptCode {
  readonly code: Buffer;
  readonly starts: number;
}

const digestLength = 64;

function readCode(file: string, key: string): KeptCode | undefined {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return undefined;
  }
  try {
    if (!isOurs(fstatSync(handle))) return undefined;
    const bytes = readFileSync(handle);
    const code = bytes.subarray(0, -digestLength - 1);
    const starts = (bytes[code.byteLength] ?? 0) - zero;
    const digest = bytes.toString('latin1', code.byteLength + 1);
    return digest === digestOf(key, { code, starts }) ? { code, starts } : undefined;
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
function writeCode(file: string, key: string, kept: KeptCode): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    rmSync(file, { force: true });
    const end = Buffer.from(`${kept.starts}${digestOf(key, kept)}`);
    writeFileSync(file, Buffer.concat([kept.code, end]), { flag: 'wx', mode: 0o600 });
  } catch {
    // A full disk, a folder that is read-only, or another process that does the same.
  }
}

/** V8 looks at little of what it is given: this says that it is what was written, and for this very script. */
function digestOf(key: string, { code, starts }: KeptCode): string {
  return createHash('sha256').update(`${key} ${starts}`).update(code).digest('hex');
}

const zero = '0'.charCodeAt(0);
