import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { FileRead } from './read-with-facts.ts';

/** Longest time the thread is kept from other work, in milliseconds. */
const maxBusyMs = 8;
/** A system that needs longer for a file asks its disk. */
const maxMsFromMemory = 1;

/** Files up to this size are read into the same bytes again and again: fresh memory for each would cost more than reading. */
const sharedSize = 256 * 1024;
let shared: Buffer | undefined;

/**
 * What `use` makes of files with their facts, in the order of their paths, as long as the system has them in its memory: then
 * reading takes a quarter of the time that telling a thread pool does. Undefined for one that cannot be had; no bytes for what
 * `readWithFacts` gives none. Fewer answers than paths once the disk must be asked: the caller reads the others side by side. The
 * bytes are there as long as `use` runs.
 */
export function readFromMemory<Value>(
  paths: readonly string[],
  maxBytes: number,
  use: (file: FileRead, index: number) => Value,
): readonly (Value | undefined)[] {
  const found: (Value | undefined)[] = [];
  const start = performance.now();
  let last = start;
  for (const [index, path] of paths.entries()) {
    const file = readNow(path, maxBytes);
    const now = performance.now();
    found.push(file === undefined ? undefined : use(file, index));
    if (now - last > maxMsFromMemory || now - start > maxBusyMs) break;
    last = performance.now();
  }
  return found;
}

function readNow(path: string, maxBytes: number): FileRead | undefined {
  try {
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = fstatSync(file);
      if (!stats.isFile() || stats.size > maxBytes) return { stats };
      const bytes = bytesFor(stats.size);
      let length = 0;
      for (let count = -1; count !== 0 && length < stats.size; length += count) {
        count = readSync(file, bytes, length, stats.size - length, length);
      }
      return { stats, bytes: bytes.subarray(0, length) };
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

function bytesFor(size: number): Buffer {
  if (size > sharedSize) return Buffer.allocUnsafeSlow(size);
  shared ??= Buffer.allocUnsafeSlow(sharedSize);
  return shared;
}
