import { createHash } from 'node:crypto';
import type { ManifestFile } from '../../../common/manifest.ts';
import { sha256 } from '../../node/hash.ts';
import { contentTypeOf } from '../content-type.ts';
import type { FileStore, StoredFacts, StoredFile } from '../file-store.ts';
import { inLanes } from '../in-lanes.ts';
import { Refusal } from '../target.ts';
import { recordPath } from '../target-record.ts';
import type { S3Client } from './s3-client.ts';

/** Requests under way at once. */
const lanes = 16;
/** Names that a store lists in one answer. */
const listedAtOnce = 1_000;
/** For more files than this, listing the bucket a thousand at a time takes fewer requests. */
const mostAskedOneByOne = 200;

/** A bucket as a store. */
export interface S3Store extends FileStore {
  /**
   * Whether the bucket really refuses to replace a record that is not the one seen: tried, after a publish, with a condition
   * that cannot hold. Not every store that says nothing against conditions keeps to them.
   */
  guardsRecord(): Promise<boolean>;
}

/**
 * A bucket, or a part of it below `prefix`, as a store. The store itself checks each upload against its SHA-256 and replaces
 * the record only when it is the one we saw (`If-Match`, `If-None-Match`).
 */
export function openS3Store({ request }: S3Client, prefix: string): S3Store {
  const keyOf = (path: string) => `${prefix}${path}`;

  const get = async (path: string, signal?: AbortSignal) => {
    const response = await request(keyOf(path), { method: 'GET', expected: [404], signal });
    const content = new Uint8Array(await response.arrayBuffer());
    if (response.status !== 404) return { content, version: response.headers.get('etag') ?? sha256(content) };
    // A missing file is an ordinary answer, a missing bucket is not.
    if (new TextDecoder().decode(content).includes('NoSuchBucket')) throw new Refusal('wrong-path', 'NoSuchBucket');
    return undefined;
  };
  const put = (
    file: StoredFile,
    body: Uint8Array,
    more: Record<string, string>,
    expected: number[],
    signal?: AbortSignal,
  ) =>
    request(keyOf(file.path), {
      method: 'PUT',
      body,
      headers: {
        'content-type': contentTypeOf(file.path),
        'cache-control': cacheControlOf(file),
        'x-amz-content-sha256': file.sha256,
        ...more,
      },
      expected,
      signal,
    });

  /** MD5 of what was sent, by path, to compare with what the store lists. */
  const sent = new Map<string, string>();

  /** The record as it was last written here. */
  let record: Uint8Array | undefined;

  const readRecord: FileStore['readRecord'] = async (signal) => (await get(recordPath, signal)) ?? { version: '' };

  return {
    lanes,
    hasFolders: false,
    isChecked: true,
    list: (signal) => listAll(request, prefix, signal),
    facts: async (paths, signal) => {
      const found = new Map<string, StoredFacts>();
      if (paths.length > mostAskedOneByOne) {
        const listed = await listAll(request, prefix, signal);
        for (const path of paths) {
          const facts = listed.get(path);
          if (facts !== undefined) found.set(path, facts);
        }
        return found;
      }
      await inLanes(paths, lanes, async (path) => {
        const response = await request(keyOf(path), { method: 'HEAD', expected: [404], signal });
        if (response.ok) found.set(path, { size: Number(response.headers.get('content-length')) });
      });
      return found;
    },
    read: async (path, signal) => (await get(path, signal))?.content,
    write: async (file, content, signal) => {
      const response = await put(file, content, {}, [], signal);
      await response.arrayBuffer();
      sent.set(file.path, createHash('md5').update(content).digest('hex'));
    },
    // The store lists a checksum of its own of what it holds. With a key of a customer's it is none of the content: then
    // no file is proven by it, and each is read.
    proven: async (files, siteFiles, signal) => {
      if (files.length <= Math.ceil(siteFiles / listedAtOnce)) return new Set();
      const listed = await listAll(request, prefix, signal);
      const isSame = ({ path }: ManifestFile) => sent.has(path) && listed.get(path)?.md5 === sent.get(path);
      return new Set(files.filter(isSame).map(({ path }) => path));
    },
    remove: async (path, signal) => {
      const response = await request(keyOf(path), { method: 'DELETE', expected: [404], signal });
      await response.arrayBuffer();
    },
    guardsRecord: async () => {
      if (record === undefined) return false;
      // Where the condition is ignored, the record is replaced by itself.
      const response = await put(recordFile(record), record, { 'if-none-match': '*' }, [409, 412, 501]);
      await response.arrayBuffer();
      return response.status === 409 || response.status === 412;
    },
    readRecord,
    writeRecord: async (content, seen, signal) => {
      const file = recordFile(content);
      const condition: Record<string, string> = seen === '' ? { 'if-none-match': '*' } : { 'if-match': seen };
      let response = await put(file, content, condition, [501], signal);
      if (response.status === 501) {
        // A store that knows no conditions: look once more, then write. The gap is small and a second writer rare.
        if ((await readRecord(signal)).version !== seen) throw new Refusal('moved', { kind: 'busy-there' });
        response = await put(file, content, {}, [], signal);
      }
      await response.arrayBuffer();
      record = content;
      return response.headers.get('etag') ?? file.sha256;
    },
  };
}

function recordFile(content: Uint8Array): StoredFile {
  return { path: recordPath, role: 'other', sha256: sha256(content) };
}

/** Pages are asked for anew each time, cheaply by their ETag; what carries its hash in its name never changes. */
function cacheControlOf({ path, role }: StoredFile): string {
  const isHashed = role === 'asset' && /[.-][0-9a-f]{8,}\.[^/]+$/.test(path);
  return isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
}

async function listAll(
  request: S3Client['request'],
  prefix: string,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, StoredFacts>> {
  const found = new Map<string, StoredFacts>();
  let token: string | undefined;
  do {
    const query = { 'list-type': '2', prefix, ...(token === undefined ? {} : { 'continuation-token': token }) };
    const page = await (await request('', { method: 'GET', query, signal })).text();
    for (const [, entry = ''] of page.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)) {
      const md5 = field(entry, 'ETag')?.replaceAll('"', '') ?? '';
      found.set((field(entry, 'Key') ?? '').slice(prefix.length), {
        size: Number(field(entry, 'Size')),
        ...(/^[0-9a-f]{32}$/.test(md5) ? { md5 } : {}),
      });
    }
    token = field(page, 'NextContinuationToken');
  } while (token !== undefined);
  return found;
}

/** Text of the first element of this name; these answers have no attributes and no nesting below it. */
function field(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return text?.replaceAll(/&(?:lt|gt|quot|apos|amp|#(\d+)|#x([0-9a-f]+));/gi, (entity, decimal, hex) =>
    decimal !== undefined || hex !== undefined
      ? String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal))
      : (entities[entity] ?? entity),
  );
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};
