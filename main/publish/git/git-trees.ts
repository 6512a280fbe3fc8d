import { createHash } from 'node:crypto';
import type { Git } from './git-place.ts';

/** A file of a commit: its mode as git writes it (`100644`), and its object. */
export interface TreeEntry {
  readonly mode: string;
  readonly oid: string;
}

/** Files that differ between two commits, by path below the repository's root; undefined for one that went. */
export type TreeChanges = ReadonlyMap<string, TreeEntry | undefined>;

/** Every file of a commit, or only those below a folder. Nothing for an empty name. */
export async function filesOf(git: Git, commit: string, folder = ''): Promise<Map<string, TreeEntry>> {
  if (commit === '') return new Map();
  const below = folder === '' ? [] : ['--', folder];
  const listed = await git(['ls-tree', '-r', '-z', '--full-tree', commit, ...below]);
  return entriesOf(listed.stdout);
}

/** Reads what `ls-tree -r -z` lists. */
export function entriesOf(listing: Buffer): Map<string, TreeEntry> {
  const found = new Map<string, TreeEntry>();
  for (const line of listing.toString('utf8').split('\0')) {
    const [facts = '', file] = line.split('\t', 2);
    const [mode = '', , oid = ''] = facts.split(' ');
    if (file !== undefined) found.set(line.slice(facts.length + 1), { mode, oid });
  }
  return found;
}

/** What differs from one commit to another; everything, when there is no commit before. */
export async function changesBetween(git: Git, before: string, after: string): Promise<TreeChanges> {
  if (before === after || after === '') return new Map();
  if (before === '') return filesOf(git, after);
  const listed = await git(['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', before, after]);
  const fields = listed.stdout.toString('utf8').split('\0');
  const found = new Map<string, TreeEntry | undefined>();
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [, mode = '', , oid = ''] = (fields[index] ?? '').split(' ');
    found.set(fields[index + 1] ?? '', mode === '000000' ? undefined : { mode, oid });
  }
  return found;
}

/** The commit at which two histories parted; empty when they never were one. */
export async function commonAncestor(git: Git, one: string, other: string): Promise<string> {
  if (one === '' || other === '') return '';
  if (one === other) return one;
  // Histories that never met answer with an exit code; then everything in both counts as new.
  const found = await git(['merge-base', one, other]).catch(() => undefined);
  return found?.stdout.toString('utf8').trim() ?? '';
}

/** Contents of objects, by their names. */
export async function readBlobs(git: Git, oids: Iterable<string>): Promise<Map<string, Buffer>> {
  const wanted = [...new Set(oids)];
  const found = new Map<string, Buffer>();
  if (wanted.length === 0) return found;
  const answer = await git(['cat-file', '--batch', '--buffer'], {
    input: async (stdin) => void stdin.write(`${wanted.join('\n')}\n`),
  });
  for (let at = 0; at < answer.stdout.length; ) {
    const end = answer.stdout.indexOf('\n', at);
    const [oid = '', kind, size] = answer.stdout.subarray(at, end).toString('utf8').split(' ');
    at = end + 1;
    if (kind !== 'blob') continue;
    found.set(oid, answer.stdout.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}

/** Name that git gives to a file's content (SHA-1 repositories). */
export function blobName(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.byteLength}\0`).update(content).digest('hex');
}
