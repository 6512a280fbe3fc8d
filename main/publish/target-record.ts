import { gunzipSync, gzipSync } from 'node:zlib';
import type { FileRole, Manifest, ManifestFile } from '../../common/manifest.ts';
import { integer, isPlainObject, list, oneOf, optional, record, text } from '../../common/validate.ts';
import type { Held } from './target.ts';

/**
 * What a publish leaves beside the site, so that the next one, from whatever machine, knows what lies there without
 * reading it all. Written before the first file, with everything that is about to change named as unsettled, and again
 * when all is there.
 */
export interface TargetRecord {
  readonly version: 1;
  readonly publishId: string;
  readonly manifest: Manifest;
  /** Paths whose content is not certain; when finished, only those about to be taken away. */
  readonly unsettled: readonly string[];
  /** Those of them that were not there before. */
  readonly arriving: readonly string[];
}

/** Where the record lies, below the site's root at the target. Holds nothing a reader could not see anyway. */
export const recordPath = '.offprint/publish.json.gz';

/** Largest record that is read, unpacked, in bytes: some 500,000 files. */
const maxRecordBytes = 128 * 1024 * 1024;

/** The record's bytes. */
export function encodeRecord(record: TargetRecord): Uint8Array {
  return gzipSync(JSON.stringify(record));
}

/** The record in these bytes, checked; undefined when they are none of ours, cut or too large. */
export function decodeRecord(content: Uint8Array): TargetRecord | undefined {
  try {
    const parsed: unknown = JSON.parse(gunzipSync(content, { maxOutputLength: maxRecordBytes }).toString('utf8'));
    const checked = checkRecord(parsed);
    return checked.ok ? typed(checked.value) : undefined;
  } catch {
    return undefined;
  }
}

/** The record as text, a line a file: where versions are kept, what changes between two is then as small as the change. */
export function encodeRecordLines({ manifest, ...record }: TargetRecord): string {
  const files = manifest.files.map((file) => JSON.stringify(file)).join(',\n');
  return `{"record":${JSON.stringify(record)},"files":[\n${files}\n]}\n`;
}

/** Reads what `encodeRecordLines` made; undefined when it is something else. */
export function decodeRecordLines(text: string): TargetRecord | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (!isPlainObject(parsed) || !isPlainObject(parsed.record)) return undefined;
    const checked = checkRecord({ ...parsed.record, manifest: { version: 1, files: parsed.files } });
    return checked.ok ? typed(checked.value) : undefined;
  } catch {
    return undefined;
  }
}

/** What a target holds according to its record. `version` is the target's own name for this state. */
export function heldFromRecord(record: TargetRecord | undefined, version: string, others: readonly string[]): Held {
  return {
    version,
    manifest: record?.manifest,
    unsettled: new Set(record?.unsettled ?? []),
    arriving: new Set(record?.arriving ?? []),
    others,
    editedByOthers: [],
    ...(record === undefined ? {} : { publishId: record.publishId }),
  };
}

const path = text({ minLength: 1, maxLength: 4_000 });
const maxFiles = 1_000_000;

const checkFile = record({
  path,
  sha256: text({ minLength: 64, maxLength: 64 }),
  size: integer(0),
  role: oneOf<FileRole>('asset', 'post', 'list', 'feed', 'other'),
  page: optional(record({ address: path, title: text(), postId: optional(path) })),
});

/** Checks a manifest read back from disk or network. */
export const checkManifest = record({ version: integer(1, 1), files: list<ManifestFile>(checkFile, maxFiles) });

const checkRecord = record({
  version: integer(1, 1),
  publishId: text({ minLength: 1, maxLength: 100 }),
  manifest: checkManifest,
  unsettled: list(path, maxFiles),
  arriving: list(path, maxFiles),
});

/** The versions were checked to be 1. */
function typed(
  value: Omit<TargetRecord, 'version' | 'manifest'> & { readonly manifest: Omit<Manifest, 'version'> },
): TargetRecord {
  const { publishId, unsettled, arriving, manifest } = value;
  return { version: 1, publishId, unsettled, arriving, manifest: { version: 1, files: manifest.files } };
}
