import fs from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type * as IsomorphicGit from 'isomorphic-git';
import { readBuilt } from '../send-in-order.ts';
import { type Held, type Landed, Refusal, type Shipment } from '../target.ts';
import { heldFromRecord } from '../target-record.ts';
import { gitRecordPath, partPaths, recordChanges, recordFrom } from './branch-record.ts';
import { hostFiles, refuseLargeFiles } from './git-commit.ts';
import { heldInBranch, seenRef } from './git-look.ts';
import type { GitPlace } from './git-place.ts';
import { gitRefusal } from './git-refusal.ts';
import { isoHttp } from './iso-http.ts';
import { changeTree, filesOfCommit } from './iso-tree.ts';

/** A repository of our own, worked on by isomorphic-git: for computers without the program git. HTTP and HTTPS only. */
export interface IsoRepository {
  readonly git: Omit<typeof IsomorphicGit, 'default' | 'index'>;
  readonly store: { readonly fs: typeof fs; readonly gitdir: string };
  /** How to reach the place. The token goes into a header of each request and nowhere else. */
  readonly remote: {
    readonly http: IsomorphicGit.HttpClient;
    readonly url: string;
    readonly onAuth: IsomorphicGit.AuthCallback;
    readonly onAuthFailure: IsomorphicGit.AuthFailureCallback;
  };
  readonly place: GitPlace;
}

/** Runs work in the place's repository; what the library reports is classed like the words of git. */
export async function withIsoGit<Value>(
  place: GitPlace,
  {
    secret,
    fetch = globalThis.fetch,
  }: { readonly secret: string | undefined; readonly fetch?: typeof globalThis.fetch },
  work: (repository: IsoRepository) => Promise<Value>,
): Promise<Value> {
  const { default: git } = await import('isomorphic-git');
  const store = { fs, gitdir: `${place.repository}-iso` };
  const address = new URL(place.url);
  const username = decodeURIComponent(address.username);
  address.username = '';
  try {
    await mkdir(store.gitdir, { recursive: true });
    await git.init({ ...store, bare: true });
    // Fetching wants to know where branches go, even when it is given the address.
    await git.setConfig({ ...store, path: 'remote.origin.fetch', value: '+refs/heads/*:refs/remotes/origin/*' });
    const onAuth = () => (secret === undefined ? { cancel: true } : { username, password: secret });
    const remote = { http: isoHttp(fetch), url: address.href, onAuth, onAuthFailure: () => ({ cancel: true }) };
    return await work({ git, store, remote, place });
  } catch (error) {
    throw isoRefusal(error, secret !== undefined) ?? error;
  }
}

/** Like `lookAtBranch`. */
export async function lookWithIsoGit(repository: IsoRepository): Promise<Held> {
  const { git, store, remote, place } = repository;
  const head = await isoHead(repository);
  if (head === '') return heldFromRecord(undefined, '', []);
  const seen = await git.resolveRef({ ...store, ref: seenRef }).catch(() => undefined);
  const before = seen === undefined || seen === head ? undefined : await filesOfCommit(repository, seen, place.prefix);
  if (seen !== head) {
    await git.fetch({
      ...store,
      ...remote,
      remote: 'origin',
      ref: place.branch,
      singleBranch: true,
      depth: 1,
      tags: false,
    });
    await git.writeRef({ ...store, ref: seenRef, value: head, force: true });
  }
  const files = await filesOfCommit(repository, head, place.prefix);
  const textOf = async (path: string) => {
    const oid = files.get(path);
    return oid && Buffer.from((await git.readBlob({ ...store, oid })).blob).toString('utf8');
  };
  const text = (await textOf(gitRecordPath)) ?? '';
  const parts = partPaths(text);
  const record = parts && recordFrom(text, await Promise.all(parts.map(textOf)));
  const paths = new Set([...files.keys(), ...(before?.keys() ?? [])]);
  const changed = before === undefined ? [] : [...paths].filter((path) => before.get(path) !== files.get(path));
  return heldInBranch({ head, files: new Set(files.keys()), record, changed });
}

/** Like the system's git: one commit on top of what was seen, pushed without force, done when the branch points to it. */
export async function sendWithIsoGit(repository: IsoRepository, shipment: Shipment): Promise<Landed> {
  const { held, plan, onProgress, signal } = shipment;
  refuseLargeFiles(plan);
  const commit = await isoCommit(repository, shipment);
  signal?.throwIfAborted();
  await isoPush(repository, commit, repository.place.branch);
  onProgress('verifying', 0, 1);
  if ((await isoHead(repository)) !== commit) {
    throw new Refusal('interrupted', { kind: 'busy-there' });
  }
  await repository.git.writeRef({ ...repository.store, ref: seenRef, value: commit, force: true });
  onProgress('verifying', 1, 1);
  return { version: commit || held.version, filesSent: plan.filesToSend, bytesSent: plan.bytesToSend };
}

/** Like the system's git: a branch of its own with one file, found at the remote and removed again. */
export async function probeWithIsoGit(repository: IsoRepository): Promise<void> {
  const { git, store, remote, place } = repository;
  const branch = `offprint-test-${crypto.randomUUID().slice(0, 8)}`;
  const text = 'Offprint made this to see whether it can. It may be removed.\n';
  const oid = await git.writeBlob({ ...store, blob: Buffer.from(text) });
  const tree = await git.writeTree({ ...store, tree: [{ mode: '100644', path: 'test.txt', oid, type: 'blob' }] });
  const author = { ...place.author, timestamp: Math.floor(Date.now() / 1_000), timezoneOffset: 0 };
  const commit = await git.writeCommit({
    ...store,
    commit: { message: text, tree, parent: [], author, committer: author },
  });
  await isoPush(repository, commit, branch);
  const seen = await isoHead({ ...repository, place: { ...place, branch } });
  await git.push({ ...store, ...remote, ref: 'refs/offprint/next', remoteRef: `refs/heads/${branch}`, delete: true });
  if (seen !== commit) throw new Refusal('verify-failed', { kind: 'test-not-read-back' });
}

async function isoCommit(repository: IsoRepository, shipment: Shipment): Promise<string> {
  const { git, store, place } = repository;
  const { build, held, plan, publishId, message, onProgress, signal } = shipment;
  const changes = new Map<string, string | undefined>();
  const put = async (path: string, content: Uint8Array) => {
    signal?.throwIfAborted();
    changes.set(place.prefix + path, await git.writeBlob({ ...store, blob: content }));
  };
  for (const path of plan.removals.flat()) changes.set(place.prefix + path, undefined);
  let done = 0;
  for (const file of plan.groups.flat()) {
    await put(file.path, await readBuilt(build, file));
    done += 1;
    onProgress('sending', done, plan.filesToSend);
  }
  const record = { version: 1 as const, publishId, manifest: build.manifest, unsettled: [], arriving: [] };
  for (const [path, content] of recordChanges(record, held.manifest)) {
    if (content === undefined) changes.set(place.prefix + path, undefined);
    else await put(path, content);
  }
  for (const [path, content] of hostFiles(place, build.manifest)) await put(path, content);
  const parent = held.version === '' ? [] : [held.version];
  const [before] = parent;
  const oldTree = before === undefined ? undefined : (await git.readCommit({ ...store, oid: before })).commit.tree;
  const tree = await changeTree(repository, oldTree, changes);
  if (tree === undefined) throw new Error('a commit without files');
  const author = { ...place.author, timestamp: Math.floor(Date.now() / 1_000), timezoneOffset: 0 };
  const text = `${message}\n\nOffprint-Publish: ${publishId}\n`;
  return git.writeCommit({ ...store, commit: { message: text, tree, parent, author, committer: author } });
}

async function isoPush({ git, store, remote }: IsoRepository, commit: string, branch: string): Promise<void> {
  const ref = 'refs/offprint/next';
  await git.writeRef({ ...store, ref, value: commit, force: true });
  const pushed = await git.push({ ...store, ...remote, ref, remoteRef: `refs/heads/${branch}` });
  const refused = Object.values(pushed.refs).find((update) => !update.ok);
  if (refused !== undefined) throw gitRefusal(`[remote rejected] ${refused.error}`, true);
}

async function isoHead({ git, remote, place }: IsoRepository): Promise<string> {
  const prefix = `refs/heads/${place.branch}`;
  const refs = await git.listServerRefs({ ...remote, prefix });
  return refs.find(({ ref }) => ref === prefix)?.oid ?? '';
}

/** The library's errors carry a code and, for HTTP, a status; both become the words that git would have used. */
function isoRefusal(error: unknown, hasSecret: boolean): Refusal | undefined {
  if (!(error instanceof Error) || error instanceof Refusal || !('code' in error)) return undefined;
  const data: unknown = 'data' in error ? error.data : undefined;
  const status = typeof data === 'object' && data !== null && 'statusCode' in data ? data.statusCode : undefined;
  switch (error.code) {
    case 'UserCanceledError':
      return gitRefusal('Authentication failed', hasSecret);
    case 'HttpError':
      return gitRefusal(`returned error: ${String(status)}`, hasSecret);
    case 'NotFoundError':
      // The library cannot fetch from a repository whose default branch does not exist; hosts choose the first one pushed.
      return new Refusal('not-supported', { kind: 'no-default-branch' });
    case 'PushRejectedError':
      return new Refusal('interrupted', { kind: 'busy-there' });
    case 'GitPushError':
      return gitRefusal(`[remote rejected] ${error.message}`, hasSecret);
    case 'SmartHttpError':
    case 'ParseError':
    case 'EmptyServerResponseError':
      return new Refusal('unreachable', error.message.slice(0, 300));
    default:
      return undefined;
  }
}
