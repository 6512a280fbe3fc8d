import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { startGitHttpServer } from '../../servers/git-http-server.ts';
import { startS3Server } from '../../servers/s3-server.ts';
import { startSshServer } from '../../servers/ssh-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from './make-build.ts';
import { type Desk, openDesk } from './open-desk.ts';

/** A real place to publish to, with a way to look at it and meddle with it behind the program's back. */
export interface Place {
  readonly desk: Desk;
  readonly settings: TargetSettings | undefined;
  /** The site's files there, without the program's own record. */
  read(): Promise<Readonly<Record<string, string>>>;
  /** Puts files there as somebody else would. */
  meddle(files: Readonly<Record<string, string>>): Promise<void>;
}

/** Every kind of place, each made anew for a test. */
export const places: Readonly<Record<string, () => Promise<Place>>> = {
  'the embedded folder': async () => folderPlace(await openDesk(), undefined),
  'a chosen folder': async () => {
    const settings: TargetSettings = { name: 'www', kind: 'folder', path: '../public_html' };
    return folderPlace(await openDesk([settings]), settings);
  },
  'a bare git folder': async () => {
    const repository = path.join(await temporaryFolder(), 'site.git');
    return gitPlace(repository, { name: 'pages', kind: 'git', url: repository });
  },
  'a sub-folder of a git branch': async () => {
    const repository = path.join(await temporaryFolder(), 'site.git');
    return gitPlace(repository, { name: 'pages', kind: 'git', url: repository, branch: 'main', folder: 'docs' });
  },
  'git over HTTP with a password': async () => {
    const root = await temporaryFolder();
    const server = await startGitHttpServer({ root, user: 'author', password: 'a token' });
    onTestFinished(() => server.close());
    const url = `http://127.0.0.1:${server.port}/site.git`;
    return gitPlace(path.join(root, 'site.git'), { name: 'pages', kind: 'git', url, user: 'author' }, 'a token');
  },
  'git over HTTP on a computer without git': async () => {
    const root = await temporaryFolder();
    const server = await startGitHttpServer({ root, user: 'author', password: 'a token' });
    onTestFinished(() => server.close());
    const url = `http://127.0.0.1:${server.port}/site.git`;
    const settings: TargetSettings = { name: 'pages', kind: 'git', url, user: 'author' };
    return gitPlace(path.join(root, 'site.git'), settings, 'a token', { gitProgram: 'no-such-program' });
  },
  'git over SSH with a key': async () => {
    const root = await temporaryFolder();
    const server = await startSshServer(root);
    onTestFinished(() => server.close());
    const url = `ssh://${server.user}@127.0.0.1:${server.port}${root}/site.git`;
    const { keyFile, fingerprint: hostKey } = server;
    return gitPlace(path.join(root, 'site.git'), { name: 'pages', kind: 'git', url, keyFile, hostKey });
  },
  'a server over SFTP': async () => {
    const root = await temporaryFolder();
    const server = await startSshServer(root);
    onTestFinished(() => server.close());
    const { port, user, keyFile, fingerprint: hostKey } = server;
    const folder = path.join(root, 'public_html');
    const settings: TargetSettings = {
      name: 'www',
      kind: 'sftp',
      host: '127.0.0.1',
      port,
      user,
      keyFile,
      hostKey,
      path: folder,
    };
    const desk = await openDesk([settings]);
    return { desk, settings, read: () => contentOf(folder), meddle: (files) => writeFiles(folder, files) };
  },
  'an S3 bucket': () => s3Place(''),
  'a part of an S3 bucket': () => s3Place('blogs/mine'),
};

async function s3Place(prefix: string): Promise<Place> {
  const server = await startS3Server(await temporaryFolder());
  onTestFinished(() => server.close());
  const { endpoint, bucket, keyId, secret } = server;
  const settings: TargetSettings = { name: 'bucket', kind: 's3', endpoint, bucket, keyId, pathStyle: true, prefix };
  const below = prefix === '' ? '' : `${prefix}/`;
  return {
    desk: await openDesk([settings], () => secret),
    settings,
    read: async () => {
      const keys = (await server.keys()).filter((key) => !key.includes('.offprint/'));
      const found = keys.map(async (key) => [key.slice(below.length), await (await server.get(key)).text()] as const);
      return Object.fromEntries(await Promise.all(found));
    },
    meddle: async (files) => {
      for (const [name, content] of Object.entries(files)) await server.put(`${below}${name}`, content);
    },
  };
}

async function folderPlace(desk: Desk, settings: TargetSettings | undefined): Promise<Place> {
  const folder = settings === undefined ? desk.embedded : path.join(desk.folder, 'public_html');
  return { desk, settings, read: () => contentOf(folder), meddle: (files) => writeFiles(folder, files) };
}

async function gitPlace(
  repository: string,
  settings: TargetSettings,
  secret?: string,
  options: Parameters<typeof openDesk>[2] = {},
): Promise<Place> {
  // Hosts make the branch that was pushed first the default one.
  git(['init', '--quiet', '--bare', '-b', String(settings.branch ?? 'gh-pages'), repository]);
  git(['-C', repository, 'config', 'http.receivepack', 'true']);
  // A forced push would be refused; none is ever made.
  git(['-C', repository, 'config', 'receive.denyNonFastForwards', 'true']);
  const { branch = 'gh-pages', folder = '' } = settings;
  const clone = async <Value>(work: (folder: string) => Promise<Value>): Promise<Value> => {
    const workTree = await temporaryFolder();
    git(['clone', '--quiet', repository, workTree]);
    git([
      '-C',
      workTree,
      'checkout',
      '--quiet',
      ...(hasBranch(repository, String(branch)) ? [] : ['--orphan']),
      String(branch),
    ]);
    return work(workTree);
  };
  return {
    desk: await openDesk([settings], () => secret, options),
    settings,
    read: () =>
      hasBranch(repository, String(branch))
        ? clone(async (workTree) => {
            await rm(path.join(workTree, '.git'), { recursive: true });
            return contentOf(path.join(workTree, String(folder)));
          })
        : Promise.resolve({}),
    meddle: (files) =>
      clone(async (workTree) => {
        await writeFiles(path.join(workTree, String(folder)), files);
        git(['-C', workTree, 'add', '-A']);
        git(['-C', workTree, '-c', 'user.name=Other', '-c', 'user.email=o@example.org', 'commit', '-qm', 'Meddle']);
        git(['-C', workTree, 'push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`]);
      }),
  };
}

function hasBranch(repository: string, branch: string): boolean {
  return git(['-C', repository, 'branch', '--list', branch]) !== '';
}

/** Runs the system's git; throws when it fails. */
export function git(args: readonly string[], input = ''): string {
  return execFileSync('git', args, { input, stdio: ['pipe', 'pipe', 'pipe'] }).toString();
}

/** Text of every file below a folder, without our record and what git hosts want. */
export async function contentOf(folder: string): Promise<Record<string, string>> {
  await mkdir(path.dirname(folder), { recursive: true });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter(
    (entry) => entry.isFile() && !entry.parentPath.includes('.offprint') && entry.name !== '.nojekyll',
  );
  const found = await Promise.all(
    files.map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file), await readFile(file, 'utf8')] as const;
    }),
  );
  return Object.fromEntries(found);
}
