import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { sha256 } from '../../node/hash.ts';
import { Refusal } from '../target.ts';
import { gitRefusal } from './git-refusal.ts';
import { type GitOutput, type GitRun, runGit } from './run-git.ts';

/** Where a git target is: the remote, the branch, the folder in it, and our own bare repository beside the site's data. */
export interface GitPlace {
  readonly url: string;
  readonly branch: string;
  /** Below the branch's root, with a slash at its end; empty for the root itself. */
  readonly prefix: string;
  /** Our own bare repository. Only objects and private refs are in it; it may be deleted at any time. */
  readonly repository: string;
  readonly author: { readonly name: string; readonly email: string };
  /** Written as CNAME when set. */
  readonly domain: string | undefined;
}

/** Reads a git target's settings. Throws a refusal that names what is wrong with them. */
export function gitPlace(settings: TargetSettings, siteDataFolder: string): GitPlace {
  const url = textOf(settings, 'url') ?? '';
  const branch = textOf(settings, 'branch') ?? 'gh-pages';
  const folder = (textOf(settings, 'folder') ?? '').replace(/^\/+|\/+$/g, '');
  if (url === '') throw new Refusal('settings-incomplete', { kind: 'setting', field: 'url' });
  if (url.startsWith('-') || /[\0\n]/.test(url)) throw new Refusal('wrong-path', url);
  if (hasPassword(url)) throw new Refusal('settings-incomplete', { kind: 'secret-in-address' });
  if (!/^(?!-)(?!.*(?:\.\.|@\{|\/\/|\.lock$|\/$))[^\s~^:?*[\\]+$/.test(branch)) {
    throw new Refusal('wrong-path', { kind: 'bad-name', field: 'branch', value: branch });
  }
  if (folder.split('/').some((name) => name === '..' || name === '.' || name === '.git')) {
    throw new Refusal('wrong-path', { kind: 'bad-name', field: 'folder', value: folder });
  }
  const key = sha256(`${settings.name}\n${url}\n${branch}`).slice(0, 16);
  return {
    url: withUser(url, textOf(settings, 'user')),
    branch,
    prefix: folder === '' ? '' : `${folder}/`,
    repository: path.join(siteDataFolder, 'publish', 'git', `${key}.git`),
    author: {
      name: textOf(settings, 'authorName') ?? 'Offprint',
      email: textOf(settings, 'authorEmail') ?? 'offprint@localhost',
    },
    domain: textOf(settings, 'domain'),
  };
}

/** Runs git in the place's repository; throws a refusal unless it succeeds. */
export type Git = (
  args: readonly string[],
  run?: Pick<GitRun, 'input' | 'signal' | 'onWords' | 'variables'>,
) => Promise<GitOutput>;

/** Makes the place's repository when it is missing, and answers how to run git in it. */
export async function openGit(
  place: GitPlace,
  run: Pick<GitRun, 'secret' | 'sshCommand' | 'gitProgram' | 'variables'>,
): Promise<Git> {
  const git: Git = async (args, more = {}) => {
    const variables = { ...run.variables, ...more.variables };
    const output = await runGit(args, { ...run, ...more, variables, repository: place.repository });
    more.signal?.throwIfAborted();
    if (output.code !== 0) throw gitRefusal(output.stderr, run.secret !== undefined);
    return output;
  };
  if (!existsSync(path.join(place.repository, 'HEAD'))) {
    await mkdir(path.dirname(place.repository), { recursive: true });
    await git(['init', '--quiet', '--bare']);
  }
  return git;
}

/** Name of the secret of a git address in the host's keychain; undefined where none is used (folders, SSH keys). */
export function gitSecretName(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname } = new URL(url);
  return /^https?:$/.test(protocol) ? `git ${protocol}//${host}${pathname}` : undefined;
}

function hasPassword(url: string): boolean {
  return URL.canParse(url) && /^https?:/.test(url) && new URL(url).password !== '';
}

/** Hosts that take tokens ignore the name but want one; with it in the address git asks for the password alone. */
function withUser(url: string, user: string | undefined): string {
  if (!URL.canParse(url) || !/^https?:/.test(url)) return url;
  const parsed = new URL(url);
  if (parsed.username === '') parsed.username = user ?? 'git';
  return parsed.href;
}

function textOf(settings: TargetSettings, key: string): string | undefined {
  const value = settings[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
