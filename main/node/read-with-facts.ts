import { close, constants, fstat, open, read, type Stats } from 'node:fs';

/** What was found under a path. */
export interface FileRead {
  readonly stats: Stats;
  readonly bytes?: Uint8Array;
}

/**
 * Opens a file once for both its facts and its bytes, which costs less than asking for them one after the other. No bytes for
 * what is no ordinary file (a pipe would make a reader wait for ever) or is larger than `maxBytes`. Callbacks instead of
 * promises of `fs`, because ten thousand posts are read so at a first start. Rejects with the system's error.
 */
export function readWithFacts(path: string, maxBytes: number): Promise<FileRead> {
  return new Promise((resolve, reject) => {
    open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0), (openError, file) => {
      if (openError !== null) return reject(openError);
      const end = (error: Error | null, found?: FileRead): void =>
        close(file, () => (error === null && found !== undefined ? resolve(found) : reject(error)));
      fstat(file, (statError, stats) => {
        if (statError !== null) return end(statError);
        if (!stats.isFile() || stats.size > maxBytes) return end(null, { stats });
        const bytes = Buffer.allocUnsafeSlow(stats.size);
        const fill = (from: number): void =>
          read(file, bytes, from, stats.size - from, from, (readError, count) => {
            if (readError !== null) return end(readError);
            const length = from + count;
            if (count === 0 || length === stats.size) end(null, { stats, bytes: bytes.subarray(0, length) });
            else fill(length);
          });
        fill(0);
      });
    });
  });
}
