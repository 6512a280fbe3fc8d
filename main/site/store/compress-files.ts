import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { ManifestFile } from '../../../common/manifest.ts';
import type { BuildCache, CompressedFile } from './build-cache.ts';
import type { ObjectStore } from './object-store.ts';

/** What hosts send compressed; pictures and fonts are compressed already. */
const texts = /\.(?:html|css|js|json|xml|svg|txt)$/;
/** A smaller file fits into the packet that it comes in anyway. */
const minBytes = 1_024;
/** zlib has four threads of its own unless it is told otherwise. */
const lanes = 4;

const zip = promisify(gzip);
const brotli = promisify(brotliCompress);

/**
 * The `.gz` and `.br` of every text file that gets smaller by them, for hosts that send such files as they are (nginx's
 * `gzip_static`, Caddy, S3 behind a proxy). Made once for each content: `known` are those of earlier builds, by its hash.
 */
export async function compressFiles(
  files: readonly ManifestFile[],
  store: ObjectStore,
  known: BuildCache['compressed'],
  signal: AbortSignal | undefined,
): Promise<{ readonly files: readonly ManifestFile[]; readonly compressed: BuildCache['compressed'] }> {
  const compressed = new Map<string, readonly CompressedFile[]>();
  const added: ManifestFile[] = [];
  const waiting = files.filter(({ path, size }) => texts.test(path) && size >= minBytes).reverse();
  const there = known.size === 0 ? new Set<string>() : store.names();
  const lane = async () => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      signal?.throwIfAborted();
      const { path, sha256, role } = file;
      const kept = known.get(sha256);
      const isKept = kept?.every((form) => there.has(form.sha256)) === true;
      const forms = compressed.get(sha256) ?? (kept !== undefined && isKept ? kept : await compress(file, store));
      compressed.set(sha256, forms);
      for (const { ending, sha256: hash, size } of forms) added.push({ path: path + ending, sha256: hash, size, role });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { files: added, compressed };
}

async function compress(file: ManifestFile, store: ObjectStore): Promise<readonly CompressedFile[]> {
  const content = await readFile(store.pathOf(file.sha256));
  const forms = [
    ['.gz', await zip(content, { level: 9 })],
    ['.br', await brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })],
  ] as const;
  return forms
    .filter(([, bytes]) => bytes.byteLength < content.byteLength)
    .map(([ending, bytes]) => ({ ending, ...store.put(bytes) }));
}
