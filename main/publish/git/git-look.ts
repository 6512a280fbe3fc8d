import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Held } from '../target.ts';
import { decodeRecordLines, heldFromRecord } from '../target-record.ts';
import type { Git, GitPlace } from './git-place.ts';

/** Where the record lies in the branch, below the site's folder: as text, so that git keeps only what changed of it. */
export const gitRecordPath = '.offprint/publish.json';

/** Our private name for the remote branch as last seen. */
export const seenRef = 'refs/offprint/remote';

/** Fetches the branch when it moved and tells what is in it. `version` is the commit, empty for a branch yet to be made. */
export async function lookAtBranch(git: Git, place: GitPlace, signal?: AbortSignal): Promise<Held> {
  const run = signal === undefined ? {} : { signal };
  const head = await remoteHead(git, place, signal);
  if (head === '') return heldFromRecord(undefined, '', []);
  const seen = await seenCommit(git, place);
  if (head !== seen) {
    await git(
      ['fetch', '--quiet', '--depth=1', '--no-tags', '--no-write-fetch-head', '--', place.url, `+${head}:${seenRef}`],
      run,
    );
  }
  const [files, recordText] = await Promise.all([
    filesIn(git, head, place.prefix),
    blob(git, head, place.prefix + gitRecordPath),
  ]);
  const changed = head === seen || seen === undefined ? [] : await changedSince(git, seen, head, place.prefix);
  return heldInBranch({ head, files, recordText, changed });
}

/** What a branch's files and record say; `changed` are paths that differ between the commit last seen and this one. */
export function heldInBranch(branch: {
  readonly head: string;
  readonly files: ReadonlySet<string>;
  readonly recordText: string | undefined;
  readonly changed: readonly string[];
}): Held {
  const { head, files, recordText, changed } = branch;
  const record = recordText === undefined ? undefined : decodeRecordLines(recordText);
  const ours = new Set([gitRecordPath, ...(record?.manifest.files.map((file) => file.path) ?? [])]);
  const others = [...files].filter((file) => !ours.has(file) && !isHousekeeping(file));
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

async function seenCommit(git: Git, { repository }: GitPlace): Promise<string | undefined> {
  // As a rule it is a file of its own; only after git tidied up is it among others.
  const loose = await readFile(path.join(repository, seenRef), 'utf8').catch(() => '');
  if (/^[0-9a-f]{40,64}\n$/.test(loose)) return loose.trim();
  const listed = await git(['for-each-ref', '--format=%(objectname)', seenRef]);
  return listed.stdout.toString('utf8').trim() || undefined;
}

async function filesIn(git: Git, commit: string, prefix: string): Promise<Set<string>> {
  const listed = await git([
    'ls-tree',
    '-r',
    '-z',
    '--name-only',
    '--full-tree',
    commit,
    ...(prefix === '' ? [] : ['--', prefix]),
  ]);
  return new Set(names(listed.stdout).map((name) => name.slice(prefix.length)));
}

async function changedSince(git: Git, before: string, after: string, prefix: string): Promise<readonly string[]> {
  const paths = prefix === '' ? [] : ['--', prefix];
  const listed = await git(['diff-tree', '-r', '-z', '--name-only', '--no-renames', before, after, ...paths]);
  return names(listed.stdout).map((name) => name.slice(prefix.length));
}

/** A file's text in a commit; undefined when it is not there. */
async function blob(git: Git, commit: string, file: string): Promise<string | undefined> {
  // The batch form answers a missing file as an ordinary line.
  const answer = await git(['cat-file', '--batch', '--buffer'], {
    input: async (stdin) => void stdin.write(`${commit}:${file}\n`),
  });
  const end = answer.stdout.indexOf('\n');
  const head = answer.stdout.subarray(0, end).toString('utf8');
  const size = /^[0-9a-f]+ blob (\d+)$/.exec(head)?.[1];
  return size === undefined ? undefined : answer.stdout.subarray(end + 1, end + 1 + Number(size)).toString('utf8');
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
