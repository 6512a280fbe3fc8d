import { readFile, rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { mergePosts } from '../../library/merge-posts.ts';
import { writeDurably } from '../../node/durable-file.ts';
import { inside } from '../../node/inside.ts';
import type { Git } from '../git/git-place.ts';
import { blobName, changesBetween, entriesOf, filesOf, readBlobs, type TreeEntry } from '../git/git-trees.ts';
import type { AuthorRepository } from './author-repository.ts';

/** A publish that is at the remote, to be made known to the author's own repository. */
export interface Homecoming {
  readonly git: Git;
  readonly author: AuthorRepository;
  /** The commit that the remote branch points to now. */
  readonly commit: string;
  /** Short name of the remote's branch. */
  readonly remoteBranch: string;
  /** What was published from this folder, by path: git's names of the contents; paths in it are not written unless merged. */
  readonly published: ReadonlyMap<string, string | undefined>;
}

/** An index that somebody else is writing is tried again so often, this far apart. */
const tries = 25;
const pauseMs = 200;

/**
 * Moves the author's branch and index on to what was published, and writes into the folder what others had changed at the
 * remote. A file that the author changed meanwhile is merged like a post, or left as it is: nothing of theirs is lost.
 * The publish counts whatever becomes of this; what is left undone is done by the next one.
 */
export async function bringHome({ git, author, commit, remoteBranch, published }: Homecoming): Promise<void> {
  const before = await filesOf(git, author.head);
  const changes = await changesBetween(git, author.head, commit);
  await moveIndex(author, before, changes);
  const old = author.head === '' ? '0'.repeat(commit.length) : author.head;
  await author.run(['update-ref', '-m', 'offprint: publish', author.branch, commit, old]);
  if (author.remote !== undefined) {
    await author.run(['update-ref', `refs/remotes/${author.remote.name}/${remoteBranch}`, commit]);
  }
  const foreign = [...changes].filter(([file, entry]) => !published.has(file) || published.get(file) !== entry?.oid);
  const blobs = await readBlobs(
    git,
    foreign.flatMap(([file, entry]) => [entry?.oid, before.get(file)?.oid].filter((oid) => oid !== undefined)),
  );
  for (const [file, entry] of foreign) {
    const base = before.get(file);
    if (!isOrdinary(file, entry) || !isOrdinary(file, base)) continue;
    await bringFile(author.root, file, {
      base: base && blobs.get(base.oid),
      theirs: entry && blobs.get(entry.oid),
      mode: entry?.mode === '100755' ? 0o755 : 0o644,
    });
  }
}

/** Only files: links and other repositories are left to the author's own git, and nothing is written into `.git`. */
function isOrdinary(file: string, entry: TreeEntry | undefined): boolean {
  const isHidden = file.split('/').some((name) => /^(?:\.git|git~\d+)$/i.test(name.replace(/[. ]+$/, '')));
  return !isHidden && (entry === undefined || entry.mode.startsWith('100'));
}

async function bringFile(
  root: string,
  file: string,
  versions: { readonly base: Buffer | undefined; readonly theirs: Buffer | undefined; readonly mode: number },
): Promise<void> {
  const place = await inside(root, file);
  if (!place.ok) return;
  const mine = await readFile(place.value).catch(() => undefined);
  const { base, theirs, mode } = versions;
  if (nameOf(mine) === nameOf(theirs)) return;
  if (nameOf(mine) === nameOf(base)) {
    if (theirs === undefined) await rm(place.value, { force: true });
    else await writeDurably(place.value, theirs, { within: root, mode });
    return;
  }
  if (mine === undefined || base === undefined || theirs === undefined || mine.includes(0)) return;
  const merged = mergePosts(base.toString('utf8'), mine.toString('utf8'), theirs.toString('utf8'));
  if (merged === undefined) return;
  const isStillMine = async () =>
    nameOf(await readFile(place.value).catch(() => undefined)) === nameOf(mine) ? undefined : 'CHANGED';
  await writeDurably(place.value, Buffer.from(merged), { within: root, beforeReplace: isStillMine });
}

function nameOf(content: Uint8Array | undefined): string | undefined {
  return content === undefined ? undefined : blobName(content);
}

/** Entries that the author had not staged otherwise follow to the new commit. */
async function moveIndex(
  author: AuthorRepository,
  before: ReadonlyMap<string, TreeEntry>,
  changes: ReadonlyMap<string, TreeEntry | undefined>,
): Promise<void> {
  const staged = await author.run(['ls-files', '--stage', '--full-name', '-z', '--', ':/']);
  const index = stagedEntries(staged.stdout);
  const lines = [...changes]
    .filter(([file]) => index.get(file)?.oid === before.get(file)?.oid)
    .map(([file, entry]) =>
      entry === undefined ? `0 ${'0'.repeat(40)}\t${file}` : `${entry.mode} ${entry.oid}\t${file}`,
    );
  if (lines.length === 0) return;
  for (let tried = 0; tried < tries; tried += 1) {
    const updated = await author.run(['update-index', '-z', '--index-info'], {
      input: async (stdin) => void stdin.write(`${lines.join('\0')}\0`),
    });
    if (updated.code === 0) return;
    await delay(pauseMs);
  }
}

/** `ls-files --stage` writes mode, object and stage where `ls-tree` writes mode, kind and object. */
function stagedEntries(listing: Buffer): Map<string, TreeEntry> {
  const asTree = listing.toString('utf8').replaceAll(/(^|\0)(\d{6}) ([0-9a-f]+) \d\t/g, '$1$2 blob $3\t');
  return entriesOf(Buffer.from(asTree));
}
