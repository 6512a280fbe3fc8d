import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Held, HeldMemory } from '../target.ts';
import { heldFromRecord, type TargetRecord } from '../target-record.ts';
import { gitRecordPath, partPaths, recordFolder, recordFrom } from './branch-record.ts';
import type { Git, GitPlace } from './git-place.ts';
import { filesOf, readBlobs, type TreeEntry } from './git-trees.ts';

/** Our private name for the remote branch as last seen. */
export const seenRef = 'refs/offprint/remote';

/** Fetches the branch when it moved and tells what is in it. `version` is the commit, empty for a branch yet to be made. */
export async function lookAtBranch(
  git: Git,
  place: GitPlace,
  memory: HeldMemory | undefined,
  signal?: AbortSignal,
): Promise<Held> {
  const run = signal === undefined ? {} : { signal };
  const head = await remoteHead(git, place, signal);
  if (head === '') return heldFromRecord(undefined, '', []);
  const known = memory?.get(place.repository);
  const seen = await seenCommit(git, place);
  // What is remembered counts only as long as our own copy, which may be deleted at any time, has the commit too.
  if (known?.version === head && seen === head) return known;
  if (head !== seen) {
    await git(
      ['fetch', '--quiet', '--depth=1', '--no-tags', '--no-write-fetch-head', '--', place.url, `+${head}:${seenRef}`],
      run,
    );
  }
  const entries = await filesIn(git, head, place.prefix);
  const record = await readRecord(git, entries);
  const changed = head === seen || seen === undefined ? [] : await changedSince(git, seen, head, place.prefix);
  return heldInBranch({ head, files: new Set(entries.keys()), record, changed });
}

async function readRecord(git: Git, entries: ReadonlyMap<string, TreeEntry>): Promise<TargetRecord | undefined> {
  const first = entries.get(gitRecordPath)?.oid;
  if (first === undefined) return undefined;
  const parts = [...entries].filter(([file]) => file.startsWith(recordFolder)).map(([, { oid }]) => oid);
  const texts = await readBlobs(git, parts);
  const text = texts.get(first)?.toString('utf8') ?? '';
  const paths = partPaths(text);
  return (
    paths &&
    recordFrom(
      text,
      paths.map((path) => texts.get(entries.get(path)?.oid ?? '')?.toString('utf8')),
    )
  );
}

/** What a branch's files and record say; `changed` are paths that differ between the commit last seen and this one. */
export function heldInBranch(branch: {
  readonly head: string;
  readonly files: ReadonlySet<string>;
  readonly record: TargetRecord | undefined;
  readonly changed: readonly string[];
}): Held {
  const { head, files, record, changed } = branch;
  const ours = new Set(record?.manifest.files.map((file) => file.path));
  const isOurs = (file: string) => ours.has(file) || file.startsWith(recordFolder);
  const others = [...files].filter((file) => !isOurs(file) && !isHousekeeping(file));
  const held = heldFromRecord(record, head, others);
  if (record === undefined) return held;
  const missing = record.manifest.files.filter((file) => !files.has(file.path)).map((file) => file.path);
  // A commit that moved the record is a publish of another machine; the guard compares it page by page.
  const isForeign = changed.length > 0 && !changed.includes(gitRecordPath);
  const editedByOthers = isForeign ? changed.filter((file) => ours.has(file) && files.has(file)) : [];
  return { ...held, unsettled: new Set(missing), editedByOthers };
}

/** Commit the branch points to at the remote; empty when there is no such branch. */
export async function remoteHead(git: Git, { url, branch }: GitPlace, signal?: AbortSignal): Promise<string> {
  const listed = await git(['ls-remote', '--', url, `refs/heads/${branch}`], signal === undefined ? {} : { signal });
  return /^[0-9a-f]{40,64}/.exec(listed.stdout.toString('utf8'))?.[0] ?? '';
}

/** Notes the commit as last seen, so that what others change later is told from what was ours. */
export async function noteSeen(git: Git, { repository }: GitPlace, commit: string): Promise<void> {
  const file = path.join(repository, seenRef);
  const written = await mkdir(path.dirname(file), { recursive: true })
    .then(() => writeFile(`${file}.lock`, `${commit}\n`, { flag: 'wx' }))
    .then(() => rename(`${file}.lock`, file))
    .then(
      () => true,
      () => false,
    );
  // The way every git takes: another process holds the name, or the repository keeps its names in another form.
  if (!written) await git(['update-ref', seenRef, commit]);
}

async function seenCommit(git: Git, { repository }: GitPlace): Promise<string | undefined> {
  // As a rule it is a file of its own; only after git tidied up is it among others.
  const loose = await readFile(path.join(repository, seenRef), 'utf8').catch(() => '');
  if (/^[0-9a-f]{40,64}\n$/.test(loose)) return loose.trim();
  const listed = await git(['for-each-ref', '--format=%(objectname)', seenRef]);
  return listed.stdout.toString('utf8').trim() || undefined;
}

async function filesIn(git: Git, commit: string, prefix: string): Promise<ReadonlyMap<string, TreeEntry>> {
  const entries = await filesOf(git, commit, prefix);
  return prefix === '' ? entries : new Map([...entries].map(([name, entry]) => [name.slice(prefix.length), entry]));
}

async function changedSince(git: Git, before: string, after: string, prefix: string): Promise<readonly string[]> {
  const paths = prefix === '' ? [] : ['--', prefix];
  const listed = await git(['diff-tree', '-r', '-z', '--name-only', '--no-renames', before, after, ...paths]);
  return names(listed.stdout).map((name) => name.slice(prefix.length));
}

function names(listing: Buffer): readonly string[] {
  return listing
    .toString('utf8')
    .split('\0')
    .filter((name) => name !== '');
}

/** Files that belong to a repository and not to a site; they are kept and show no stranger's site. */
function isHousekeeping(file: string): boolean {
  return /^(?:readme|licen[cs]e|copying|contributing)(?:\.\w+)?$|^(?:cname|\.nojekyll|\.domains|\.gitignore|\.gitattributes|\.gitlab-ci\.yml|\.woodpecker(?:\.yml|\/.*)|\.github\/.*|\.forgejo\/.*)$/i.test(
    file,
  );
}
