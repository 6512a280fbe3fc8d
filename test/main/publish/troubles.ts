import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { RefusalReason } from '../../../common/contract/publish.ts';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { startGitHttpServer } from '../../servers/git-http-server.ts';
import { closeServer, freePort, listen } from '../../servers/listen.ts';
import { startS3Server } from '../../servers/s3-server.ts';
import { startSshServer } from '../../servers/ssh-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { git } from './places.ts';

/** Each class of refusal, met for real: a trouble, and what the author is told it is. */
export interface Trouble {
  readonly settings: TargetSettings;
  readonly secret?: string;
}

/** Every trouble by its name, the class it is told as, and how to make it. */
export const troubles: readonly (readonly [
  string,
  RefusalReason | readonly RefusalReason[],
  () => Promise<Trouble>,
])[] = [
  ['a bucket where nobody listens', 'unreachable', async () => bucketAt(`http://127.0.0.1:${await freePort()}`)],
  ['a server where nobody listens', 'unreachable', async () => server({ port: await freePort() })],
  ['a git host where nobody listens', 'unreachable', async () => branch(`http://127.0.0.1:${await freePort()}/a.git`)],
  ['a bucket whose name nobody knows', ['name-unknown', 'no-network'], async () => bucketAt('http://none.invalid')],
  [
    'a git host whose name nobody knows',
    ['name-unknown', 'no-network'],
    async () => branch('http://none.invalid/a.git'),
  ],
  ['a server whose name nobody knows', ['name-unknown', 'no-network'], async () => server({ host: 'none.invalid' })],
  ['a bucket on a computer without a network', 'no-network', async () => bucketAt('http://255.255.255.255')],
  [
    'a git host without a proof of who it is',
    'tls',
    async () => branch(`https://127.0.0.1:${await plainServer()}/a.git`),
  ],
  ['a bucket without a proof of who it is', 'tls', async () => bucketAt(`https://127.0.0.1:${await plainServer()}`)],
  ['a bucket without its secret key', 'secret-missing', async () => ({ settings: (await bucket()).settings })],
  ['a bucket with a wrong secret key', 'secret-refused', async () => ({ ...(await bucket()), secret: 'wrong' })],
  ['a bucket with an unknown key id', 'secret-refused', async () => changed(await bucket(), { keyId: 'NOBODY' })],
  ['a key that may only read', 'scope-missing', () => bucket([403, 'AccessDenied'])],
  ['a bucket that is not there', 'wrong-path', async () => changed(await bucket(), { bucket: 'other-bucket' })],
  ['a bucket in another region', 'settings-incomplete', () => bucket([400, 'AuthorizationHeaderMalformed'])],
  ['a store that is full', 'quota', () => bucket([507, 'InsufficientStorage'])],
  ['a store that asks to wait', 'rate-limited', () => bucket([503, 'SlowDown'])],
  ['a store with trouble of its own', 'unreachable', () => bucket([500, 'InternalError'])],
  ['a store that takes no files so large', 'file-too-large', () => bucket([400, 'EntityTooLarge'])],
  ['a proxy that wants a password', 'proxy', () => gitHost({ receivePack: 407 })],
  ['an answer that breaks the rules of HTTP', 'unreachable', () => bucket([407, ''])],
  ['a git host without a token', 'secret-missing', async () => ({ settings: (await gitHost()).settings })],
  ['a git host with an expired token', 'secret-refused', async () => ({ ...(await gitHost()), secret: 'expired' })],
  ['a token that may only read', 'scope-missing', () => gitHost({ receivePack: 403 })],
  ['a git host that asks to wait', 'rate-limited', () => gitHost({ receivePack: 429 })],
  ['a git host with trouble of its own', 'unreachable', () => gitHost({ receivePack: 502 })],
  ['a repository that is not there', 'branch-missing', () => gitHost({ repository: 'other.git' })],
  [
    'a protected branch',
    'branch-protected',
    () => gitHost({ hook: 'echo "GH006: Protected branch update failed" >&2; exit 1' }),
  ],
  [
    'a branch that somebody else pushes to all the time',
    'interrupted',
    () =>
      gitHost({
        hook: 'echo "cannot lock ref: is at another commit, expected this one (non-fast-forward)" >&2; exit 1',
      }),
  ],
  ['a hook that says no', 'branch-protected', () => gitHost({ hook: 'exit 1' })],
  ['a repository over its quota', 'quota', () => gitHost({ hook: 'echo "repository exceeds its quota" >&2; exit 1' })],
  ['an archived repository', 'read-only', () => gitHost({ hook: 'echo "This repository was archived" >&2; exit 1' })],
  ['an address that runs a program', 'not-supported', async () => branch('ext::sh -c "touch /tmp/ran"')],
  ['an address with the token in it', 'settings-incomplete', async () => branch('https://me:token@example.org/a.git')],
  ['a server seen for the first time', 'host-key-unknown', () => sshPlace({ hostKey: '' })],
  ['a server that shows another key', 'host-key-changed', () => sshPlace({ hostKey: 'SHA256:another' })],
  ['a key the server does not know', 'secret-missing', async () => sshPlace({ keyFile: await strangersKey() })],
  ['a locked key without its passphrase', 'secret-missing', () => sshPlace({}, { isLocked: true })],
  ['a locked key with a wrong passphrase', 'secret-refused', () => sshPlace({}, { isLocked: true, secret: 'wrong' })],
  ['a key file that is not there', 'settings-incomplete', () => sshPlace({ keyFile: '/none/key' })],
  ['a path that leads through a file', ['wrong-path', 'read-only'], () => sshPlace({ path: '/etc/hostname/site' })],
  ['a git server over SSH that is new', 'host-key-unknown', () => sshGitPlace({ hostKey: 'none' })],
  [
    'a git server over SSH that shows another key',
    'host-key-changed',
    () => sshGitPlace({ hostKey: 'SHA256:another' }),
  ],
];

/** A bucket at a store that may not be there. */
export function bucketAt(endpoint: string): Trouble {
  const settings = { name: 'bucket', kind: 's3', endpoint, bucket: 'blog', keyId: 'AK', pathStyle: true } as const;
  return { settings, secret: 'a secret key' };
}

async function bucket(refuse?: readonly [number, string]): Promise<Trouble> {
  const store = await startS3Server(await temporaryFolder(), refuse === undefined ? {} : { refuse: () => refuse });
  onTestFinished(() => store.close());
  const { settings } = bucketAt(store.endpoint);
  return { settings: { ...settings, keyId: store.keyId }, secret: store.secret };
}

function changed({ settings, secret = '' }: Trouble, changes: Partial<TargetSettings>): Trouble {
  return { settings: { ...settings, ...changes } as TargetSettings, secret };
}

/** A branch at an address that may not be there. */
export function branch(url: string): Trouble {
  return { settings: { name: 'pages', kind: 'git', url }, secret: 'a token' };
}

/** A git host over HTTP, behaving, or refusing pushes in one way. */
export async function gitHost(
  options: { readonly receivePack?: number; readonly hook?: string; readonly repository?: string } = {},
): Promise<Trouble> {
  const root = await temporaryFolder();
  const repository = path.join(root, 'site.git');
  git(['init', '--quiet', '--bare', repository]);
  git(['-C', repository, 'config', 'http.receivepack', 'true']);
  if (options.hook !== undefined) {
    const hook = path.join(repository, 'hooks', 'pre-receive');
    await mkdir(path.dirname(hook), { recursive: true });
    await writeFile(hook, `#!/bin/sh\n${options.hook}\n`);
    await chmod(hook, 0o755);
  }
  const host = await startGitHttpServer({
    root,
    user: 'author',
    password: 'a token',
    refuse: ({ url = '', headers }) =>
      url.includes('git-receive-pack') && headers.authorization !== undefined ? options.receivePack : undefined,
  });
  onTestFinished(() => host.close());
  const { settings } = branch(`http://127.0.0.1:${host.port}/${options.repository ?? 'site.git'}`);
  return { settings: { ...settings, user: 'author' }, secret: 'a token' };
}

function server(changes: Partial<TargetSettings>): Trouble {
  const settings = { name: 'www', kind: 'sftp', host: '127.0.0.1', user: 'me', path: 'www' } as const;
  return { settings: { ...settings, ...changes } as TargetSettings, secret: 'a password' };
}

/** A folder on a server over SFTP. */
export async function sshPlace(
  changes: Partial<TargetSettings>,
  { isLocked = false, secret }: { readonly isLocked?: boolean; readonly secret?: string } = {},
): Promise<Trouble> {
  const root = await temporaryFolder();
  const ssh = await startSshServer(root);
  onTestFinished(() => ssh.close());
  const { settings } = serverSettings(ssh, path.join(root, 'www'), changes);
  const key = isLocked ? { keyFile: ssh.lockedKeyFile } : {};
  return { settings: { ...settings, ...key }, ...(secret === undefined ? {} : { secret }) };
}

/** Settings that reach a server. */
export function serverSettings(
  ssh: Awaited<ReturnType<typeof startSshServer>>,
  folder: string,
  changes: object,
): Trouble {
  const { port, user, keyFile, fingerprint: hostKey } = ssh;
  return {
    settings: { name: 'www', kind: 'sftp', host: '127.0.0.1', port, user, keyFile, hostKey, path: folder, ...changes },
  };
}

async function sshGitPlace({ hostKey }: { readonly hostKey: string }): Promise<Trouble> {
  const root = await temporaryFolder();
  const ssh = await startSshServer(root);
  onTestFinished(() => ssh.close());
  git(['init', '--quiet', '--bare', path.join(root, 'site.git')]);
  const url = `ssh://${ssh.user}@127.0.0.1:${ssh.port}${root}/site.git`;
  const pinned = hostKey === 'none' ? {} : { hostKey };
  return { settings: { name: 'pages', kind: 'git', url, keyFile: ssh.keyFile, ...pinned } };
}

/** A server that speaks no TLS at all stands for every failed handshake. Answers its port. */
async function plainServer(): Promise<number> {
  const plain = createServer((_, response) => response.end('hello'));
  onTestFinished(() => closeServer(plain));
  return listen(plain);
}

async function strangersKey(): Promise<string> {
  const other = await startSshServer(await temporaryFolder());
  await other.close();
  return other.keyFile;
}
