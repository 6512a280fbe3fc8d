import type { Manifest, ManifestFile } from '../../../common/manifest.ts';
import { manifestDifferences } from '../manifest-differences.ts';
import { decodeRecordLines, encodeRecordLines, type TargetRecord } from '../target-record.ts';

/**
 * The record of a publish as files of the branch. A large site's list of files is kept in many small ones, by a hash of the
 * path, so that a publish of one page writes a few kilobytes and not the whole list.
 */

/** Folder of all of them, below the site's folder in the branch. */
export const recordFolder = '.offprint/';

/** The file that changes with every publish: its id, and in how many parts the list is kept. */
export const gitRecordPath = `${recordFolder}publish.json`;

/** How the first file says in how many parts the list is kept. */
const partsMark = /,"parts":(\d{1,3})\}\s*$/;

/** Parts a list of so many files is kept in. */
function partsFor(files: number): number {
  if (files <= 200) return 1;
  return files <= 4_000 ? 16 : 256;
}

/**
 * The files to write (or, undefined, to take away) so that the branch holds this record, when it holds that of `before`;
 * undefined for a branch without one.
 */
export function recordChanges(
  record: TargetRecord,
  before: Manifest | undefined,
): ReadonlyMap<string, Uint8Array | undefined> {
  const { manifest, ...rest } = record;
  const parts = partsFor(manifest.files.length);
  const changes = new Map<string, Uint8Array | undefined>();
  const partsBefore = before === undefined ? 0 : partsFor(before.files.length);
  const changed = parts === partsBefore && before !== undefined ? changedParts(before, manifest, parts) : undefined;
  for (const [part, files] of split(manifest, parts, changed)) {
    const lines = encodeRecordLines({ ...rest, publishId: '-', manifest: { version: 1, files } });
    changes.set(partPath(part), Buffer.from(lines));
  }
  if (partsBefore !== parts)
    for (const part of namesOf(partsBefore)) changes.set(partPath(part), changes.get(partPath(part)));
  changes.set(gitRecordPath, Buffer.from(`${JSON.stringify({ ...rest, parts })}\n`));
  return changes;
}

/** Where the parts of a record lie, from the text of its first file; undefined when that is none of ours. */
export function partPaths(text: string): readonly string[] | undefined {
  const found = partsMark.exec(text)?.[1];
  return found === undefined ? undefined : namesOf(Number(found)).map(partPath);
}

/** The record whose files have these texts; undefined when something is missing or damaged. */
export function recordFrom(text: string, parts: readonly (string | undefined)[]): TargetRecord | undefined {
  const files: ManifestFile[] = [];
  for (const part of parts) {
    const decoded = part === undefined ? undefined : decodeRecordLines(part);
    if (decoded === undefined) return undefined;
    for (const file of decoded.manifest.files) files.push(file);
  }
  files.sort((one, other) => (one.path < other.path ? -1 : 1));
  const head = decodeRecordLines(`{"record":${text.trim().replace(partsMark, '}')},"files":[]}`);
  return head && { ...head, manifest: { version: 1, files } };
}

function split(
  manifest: Manifest,
  parts: number,
  wanted: ReadonlySet<number> | undefined,
): ReadonlyMap<string, readonly ManifestFile[]> {
  const found = new Map<number, ManifestFile[]>();
  for (const part of wanted ?? Array.from({ length: parts }, (_, index) => index)) found.set(part, []);
  for (const file of manifest.files) found.get(partOf(file.path, parts))?.push(file);
  const names = namesOf(parts);
  return new Map([...found].map(([part, files]) => [names[part] ?? '', files]));
}

function changedParts(before: Manifest, after: Manifest, parts: number): ReadonlySet<number> {
  const differences = manifestDifferences(before.files, after.files);
  return new Set(differences.map((one) => partOf((one.after ?? one.before)?.path ?? '', parts)));
}

function namesOf(parts: number): readonly string[] {
  const digits = parts === 256 ? 2 : 1;
  return parts <= 1
    ? Array.from({ length: parts }, () => 'all')
    : Array.from({ length: parts }, (_, index) => index.toString(16).padStart(digits, '0'));
}

function partPath(part: string): string {
  return `${recordFolder}files/${part}.json`;
}

/** Number of the part that lists a path. */
function partOf(path: string, parts: number): number {
  if (parts === 1) return 0;
  const byte = quickHash(path) & 0xff;
  return parts === 256 ? byte : byte >>> 4;
}

/** Spreads paths evenly (FNV-1a); the same for ever, because it says where an entry is found. */
function quickHash(path: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < path.length; index += 1) {
    hash = Math.imul(hash ^ path.charCodeAt(index), 0x01000193);
  }
  return hash;
}
