import type { TargetSettings } from '../../../common/site-settings.ts';
import { mergePosts } from '../../library/merge-posts.ts';
import { remoteHead, seenRef } from '../git/git-look.ts';
import { type Git, type GitPlace, gitPlace, gitSecretName, openGit } from '../git/git-place.ts';
import { explainGit, probeBranch, proxyVariables, pushTo, shareOf } from '../git/git-target.ts';
import { blobName, changesBetween, commonAncestor, filesOf, readBlobs, type TreeEntry } from '../git/git-trees.ts';
import { isSshAddress, sshCommand, withFingerprint } from '../git/ssh-trust.ts';
import type { ProxyFor } from '../proxy.ts';
import { refusing } from '../refusing.ts';
import { type Wait, waitFor } from '../retry.ts';
import { readBuilt } from '../send-in-order.ts';
import { type Held, type Landed, Refusal, type Shipment, type Target } from '../target.ts';
import { type AuthorRepository, copyShallowEdge, openAuthorRepository } from './author-repository.ts';
import { bringHome } from './bring-home.ts';
import { awaitHostBuild } from './host-build.ts';
import { isSame, mergeTrees, type NewEntry, nameOfEntry } from './merge-trees.ts';
import { commitSource } from './source-commit.ts';
import { openSourceMemory, sourceMemoryFile } from './source-memory.ts';

/** What publishing the source needs besides its settings. */
export interface SourceTargetOptions {
  readonly settings: TargetSettings;
  readonly siteFolder: string;
  readonly siteDataFolder: string;
  readonly secrets: { read(name: string): Promise<string | undefined> };
  readonly gitProgram?: string | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly proxyFor?: ProxyFor | undefined;
  /** How to wait between two questions to the host; default: by the clock. */
  readonly wait?: Wait | undefined;
}

/** Both repositories: ours, which reaches the remote, and the author's, whose objects ours reads and writes. */
interface Opened {
  readonly git: Git;
  readonly place: GitPlace;
  readonly author: AuthorRepository;
  readonly secret: string | undefined;
}

/**
 * The Markdown of a blog whose host builds the site: one commit with the author's changes on top of what is at the remote,
 * others' changes merged as the library merges, never forced. Git itself runs in a repository of our own, so that
 * nothing in the author's settings (hooks, filters, helpers) is run.
 */
export function openSourceTarget(options: SourceTargetOptions): Target {
  const { settings } = options;
  const explained = <Value>(work: (opened: Opened) => Promise<Value>) =>
    refusing(settings.name, () => withBoth(options, work), explainGit);
  return {
    look: (signal) => explained((opened) => look(opened, options, signal)),
    send: (shipment) => explained((opened) => send(opened, options, shipment)),
    probe: (signal) => explained(({ git, place }) => probeBranch(git, place, signal)),
    close: async () => undefined,
  };
}

async function withBoth<Value>(options: SourceTargetOptions, work: (opened: Opened) => Promise<Value>): Promise<Value> {
  const { siteFolder, siteDataFolder, secrets, gitProgram = 'git' } = options;
  const author = await openAuthorRepository(siteFolder, gitProgram);
  const settings = completeSource(options.settings, author);
  const place = {
    ...gitPlace(settings, siteDataFolder),
    ...(author.author === undefined ? {} : authorOf(options, author)),
  };
  const isSsh = isSshAddress(place.url);
  const secretName = gitSecretName(place.url);
  const secret = secretName === undefined ? undefined : await secrets.read(secretName);
  const variables = await proxyVariables(place.url, options.proxyFor);
  const run = { gitProgram, secret, variables, ...(isSsh ? { sshCommand: await sshCommand(settings, place) } : {}) };
  await openGit(place, run);
  await copyShallowEdge(author, place.repository);
  const git = await openGit(place, { ...run, variables: { ...variables, GIT_OBJECT_DIRECTORY: author.objects } });
  const opened = { git, place, author, secret };
  return isSsh ? withFingerprint(place.url, () => work(opened)) : work(opened);
}

/** The settings with what the author's repository says where they say nothing: which remote, which branch. */
export function completeSource(settings: TargetSettings, author: AuthorRepository): TargetSettings {
  const url = settings.url ?? author.remote?.url;
  if (url === undefined) throw new Refusal('settings-incomplete', { kind: 'setting', field: 'url' });
  return { ...settings, url, branch: settings.branch ?? author.branch.replace('refs/heads/', '') };
}

function authorOf({ settings }: SourceTargetOptions, { author }: AuthorRepository): Partial<GitPlace> {
  const isNamed = settings.authorName !== undefined || settings.authorEmail !== undefined;
  return isNamed || author === undefined ? {} : { author };
}

/** The remote branch and what the blog's files were when this folder and the remote last agreed. */
async function look(opened: Opened, options: SourceTargetOptions, signal?: AbortSignal): Promise<Held> {
  const { git, author } = opened;
  const head = await fetchBranch(opened, signal);
  const base = await commonAncestor(git, author.head, head);
  const memory = await openSourceMemory(sourceMemoryFile(options.siteDataFolder));
  const tree = await filesOf(git, base);
  const ours = [...memory.paths].flatMap(([file, page]) => {
    const entry = tree.get(author.prefix + file);
    return entry === undefined ? [] : [{ file, page, entry }];
  });
  const unknown = await readBlobs(
    git,
    ours.map(({ entry }) => entry.oid).filter((oid) => memory.factsOf(oid) === undefined),
  );
  for (const content of unknown.values()) memory.note(content);
  if (unknown.size > 0) await memory.save();
  const files = ours.flatMap(({ file, page, entry }) => {
    const facts = memory.factsOf(entry.oid);
    if (facts === undefined) return [];
    const { sha256, size } = facts;
    return [{ path: file, sha256, size, role: 'other' as const, ...(page === undefined ? {} : { page }) }];
  });
  return {
    version: head,
    manifest: base === '' ? undefined : { version: 1, files },
    unsettled: new Set(),
    arriving: new Set(),
    others: [],
    editedByOthers: [],
  };
}

async function fetchBranch({ git, place, author }: Opened, signal?: AbortSignal): Promise<string> {
  const head = await remoteHead(git, place, signal);
  if (head === '' || head === author.head) return head;
  // What the author has need not come again.
  if (author.head !== '') await git(['update-ref', 'refs/offprint/author', author.head]);
  const args = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--', place.url, `+${head}:${seenRef}`];
  await git(args, signal === undefined ? {} : { signal });
  return head;
}

async function send(opened: Opened, options: SourceTargetOptions, shipment: Shipment): Promise<Landed> {
  const { git, place, author, secret } = opened;
  const { held, plan, onProgress, signal } = shipment;
  const ours = await ownChanges(opened, shipment, options);
  const base = await commonAncestor(git, author.head, held.version);
  const theirs = await changesBetween(git, base, held.version);
  const merged = await merge(opened, shipment, { base, ours, theirs });
  const parents = parentsOf(author.head, held.version, base);
  const [first = ''] = parents;
  const tree = await filesOf(git, first);
  const entries = new Map([...merged].filter(([file, entry]) => !isSame(entry, tree.get(file), blobName)));
  const isNothing = parents.length === 1 && entries.size === 0;
  const { message } = shipment;
  const commit = isNothing ? first : await commitSource(git, place, { parents, message, entries, signal });
  await pushTo(git, place, `${commit}:refs/heads/${place.branch}`, { signal, onShare: shareOf(shipment) });
  onProgress('verifying', 0, 1);
  if ((await remoteHead(git, place, signal)) !== commit) throw new Refusal('interrupted', { kind: 'busy-there' });
  onProgress('verifying', 1, 1);
  await git(['update-ref', seenRef, commit]);
  const published = new Map([...ours].map(([file, entry]) => [file, entry && nameOfEntry(entry, blobName)]));
  await bringHome({ git, author, commit, remoteBranch: place.branch, published });
  onProgress('at-host', 0, 1);
  const hostBuild = await awaitHostBuild({
    url: place.url,
    apiUrl: typeof options.settings.apiUrl === 'string' ? options.settings.apiUrl : undefined,
    commit,
    token: secret,
    fetch: options.fetch ?? fetch,
    wait: options.wait ?? waitFor,
    signal,
  });
  return { version: commit, filesSent: plan.filesToSend, bytesSent: plan.bytesToSend, hostBuild };
}

/** What the author changed since folder and remote agreed: commits of their own, and the blog's files as they are built. */
async function ownChanges({ git, author }: Opened, { held, plan, build }: Shipment, options: SourceTargetOptions) {
  const base = await commonAncestor(git, author.head, held.version);
  const committed = await changesBetween(git, base, author.head);
  const { paths } = await openSourceMemory(sourceMemoryFile(options.siteDataFolder));
  const isBlogs = (file: string) => file.startsWith(author.prefix) && paths.has(file.slice(author.prefix.length));
  const tree = await filesOf(git, base);
  // What the blog's files are is said by the build, also where a commit of the author's own says otherwise.
  const ours = new Map<string, NewEntry>(
    [...committed].map(([file, entry]) => [file, isBlogs(file) ? tree.get(file) : entry]),
  );
  for (const file of plan.groups.flat()) {
    const name = author.prefix + file.path;
    ours.set(name, { mode: tree.get(name)?.mode ?? '100644', content: await readBuilt(build, file) });
  }
  for (const file of plan.removals.flat()) ours.set(author.prefix + file, undefined);
  return ours;
}

async function merge(
  { git, author }: Opened,
  { allowed }: Shipment,
  sides: {
    readonly base: string;
    readonly ours: ReadonlyMap<string, NewEntry>;
    readonly theirs: ReadonlyMap<string, TreeEntry | undefined>;
  },
): Promise<ReadonlyMap<string, NewEntry>> {
  const { ours, theirs } = sides;
  const tree = await filesOf(git, sides.base);
  const both = [...ours.keys()].filter((file) => theirs.has(file));
  const names = both.flatMap((file) => [tree.get(file)?.oid, theirs.get(file)?.oid, oidIn(ours.get(file))]);
  const blobs = await readBlobs(
    git,
    names.filter((oid) => oid !== undefined),
  );
  const textOf = (oid: string | undefined) => (oid === undefined ? undefined : blobs.get(oid)?.toString('utf8'));
  const { entries, conflicts } = mergeTrees({
    ours,
    theirs,
    nameOf: blobName,
    merge: (file, mine, other) => {
      const [base, their] = [textOf(tree.get(file)?.oid), textOf(other?.oid)];
      const own =
        mine === undefined
          ? undefined
          : 'content' in mine
            ? Buffer.from(mine.content).toString('utf8')
            : textOf(mine.oid);
      const isText = [base, their, own].every((text) => text !== undefined && !text.includes('\0'));
      if (!isText || base === undefined || their === undefined || own === undefined) return undefined;
      const merged = mergePosts(base, own, their);
      return merged === undefined ? undefined : Buffer.from(merged);
    },
  });
  if (conflicts.length === 0) return entries;
  if (allowed.has('moved')) return new Map([...entries, ...conflicts.map((file) => [file, ours.get(file)] as const)]);
  const files = conflicts.map((file) => (file.startsWith(author.prefix) ? file.slice(author.prefix.length) : file));
  throw new Refusal('moved', { kind: 'both-changed', count: files.length }, { files, allow: 'moved' });
}

function oidIn(entry: NewEntry): string | undefined {
  return entry !== undefined && 'oid' in entry ? entry.oid : undefined;
}

/** What the new commit stands on: the side that has all of the other, or both. */
function parentsOf(own: string, remote: string, base: string): readonly string[] {
  if (remote === '') return own === '' ? [] : [own];
  if (own === '' || own === base) return [remote];
  return remote === base ? [own] : [own, remote];
}
