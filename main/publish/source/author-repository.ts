import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { isMissing } from '../../node/file-system.ts';
import { gitRefusal } from '../git/git-refusal.ts';
import { type GitOutput, type GitRun, runGit } from '../git/run-git.ts';
import { Refusal } from '../target.ts';

/** The git repository in which an author's blog lies, as its owner left it. */
export interface AuthorRepository {
  /** Absolute; the blog's folder is this one or below it. */
  readonly root: string;
  /** The blog's folder below the root, with a slash at its end; empty for the root itself. */
  readonly prefix: string;
  /** Absolute folder of the repository's objects; what is written there becomes part of it without touching it otherwise. */
  readonly objects: string;
  /** Full name of the branch that is checked out. */
  readonly branch: string;
  /** Its commit; empty before the first one. */
  readonly head: string;
  /** Address of the remote that the branch follows, or of `origin`; undefined when it has none. */
  readonly remote: { readonly name: string; readonly url: string } | undefined;
  /** Who the author is in commits, as their own git has it; undefined when it does not know. */
  readonly author: { readonly name: string; readonly email: string } | undefined;
  /** Runs git in this repository; nothing of its settings can make it run another program. Answers also failures. */
  run(args: readonly string[], more?: Pick<GitRun, 'input' | 'signal' | 'variables'>): Promise<GitOutput>;
}

/**
 * Finds the repository around a folder and reads what publishing needs of it. Throws a refusal when there is none, or no
 * branch is checked out. Nothing is changed.
 */
export async function openAuthorRepository(folder: string, gitProgram = 'git'): Promise<AuthorRepository> {
  const run: AuthorRepository['run'] = (args, more = {}) => runGit(args, { ...more, gitProgram, folder });
  const places = await run([
    'rev-parse',
    '--path-format=absolute',
    '--show-toplevel',
    '--git-path',
    'objects',
    '--show-prefix',
  ]);
  if (places.code !== 0) throw notHere(places.stderr);
  const [root = '', objects = '', prefix = ''] = places.stdout.toString('utf8').split('\n');
  const branch = textOf(await run(['symbolic-ref', '--quiet', 'HEAD']));
  if (branch === '') throw new Refusal('branch-missing', { kind: 'no-branch-checked-out' });
  const head = textOf(await run(['rev-parse', '--quiet', '--verify', 'HEAD^{commit}']));
  const setting = async (name: string) => textOf(await run(['config', '--get', name]));
  const name = (await setting(`branch.${branch.replace('refs/heads/', '')}.remote`)) || 'origin';
  const url = await setting(`remote.${name}.url`);
  const [userName, email] = [await setting('user.name'), await setting('user.email')];
  return {
    root: path.normalize(root),
    objects: path.normalize(objects),
    prefix,
    branch,
    head,
    remote: url === '' ? undefined : { name, url: absoluteUrl(root, url) },
    author: userName === '' || email === '' ? undefined : { name: userName, email },
    run,
  };
}

/** Tells our own repository where the history of a shallow clone ends, so that both read the same objects alike. */
export async function copyShallowEdge(author: AuthorRepository, ownRepository: string): Promise<void> {
  const own = path.join(ownRepository, 'shallow');
  const answer = await author.run(['rev-parse', '--path-format=absolute', '--git-path', 'shallow']);
  await copyFile(textOf(answer), own).catch(async (error: unknown) => {
    if (!isMissing(error)) throw error;
    await rm(own, { force: true });
  });
}

function notHere(stderr: string): Refusal {
  if (/not a git repository/.test(stderr)) return new Refusal('no-repository', '');
  if (/dubious ownership/.test(stderr)) return new Refusal('not-allowed', 'git: dubious ownership');
  return gitRefusal(stderr, false);
}

/** A remote that is a folder may be written as seen from the repository. */
function absoluteUrl(root: string, url: string): string {
  return /^\.{1,2}\//.test(url) ? path.resolve(root, url) : url;
}

function textOf({ code, stdout }: GitOutput): string {
  return code === 0 ? stdout.toString('utf8').trim() : '';
}
