import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { freePort } from './listen.ts';

/** OpenSSH's own server on 127.0.0.1, with SFTP, for the account that runs the tests. */
export interface SshServer {
  readonly port: number;
  readonly user: string;
  /** Private key that the server accepts. */
  readonly keyFile: string;
  /** The same key locked with the passphrase `open sesame`. */
  readonly lockedKeyFile: string;
  /** `SHA256:…` of the server's own key. */
  readonly fingerprint: string;
  /** Ends the server and starts it again with another key of its own, as after a break-in or a new machine. */
  replaceHostKey(): Promise<void>;
  /** Resolves when nobody is signed in any more and what came over the last connections is done with. Linux only. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const program = '/usr/sbin/sshd';

/** Starts a server that keeps its files in `folder`; `fileServer` serves files, default its own. Needs Debian's openssh-server and openssh-client. */
export async function startSshServer(folder: string, fileServer = 'internal-sftp'): Promise<SshServer> {
  if (!existsSync(program)) throw new Error(`${program} is missing: install openssh-server and openssh-client.`);
  // sshd refuses to start without this folder, whatever its configuration says.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  const hostKey = path.join(folder, 'host_key');
  const keyFile = path.join(folder, 'key');
  const lockedKeyFile = path.join(folder, 'locked_key');
  makeKey(hostKey, '');
  makeKey(keyFile, '');
  makeKey(lockedKeyFile, 'open sesame');
  const keys = await Promise.all([readFile(`${keyFile}.pub`, 'utf8'), readFile(`${lockedKeyFile}.pub`, 'utf8')]);
  await writeFile(path.join(folder, 'authorized_keys'), keys.join(''));
  const configuration = path.join(folder, 'sshd_config');
  await writeFile(configuration, configurationText(folder, port, fileServer));
  let child = await start(configuration);
  return {
    port,
    user: userInfo().username,
    keyFile,
    lockedKeyFile,
    fingerprint: fingerprintOf(hostKey),
    replaceHostKey: async () => {
      await stop(child);
      execFileSync('rm', ['-f', hostKey, `${hostKey}.pub`]);
      makeKey(hostKey, '');
      child = await start(configuration);
    },
    idle: async () => {
      while (await hasChildren(child)) await setImmediate();
    },
    close: () => stop(child),
  };
}

function configurationText(folder: string, port: number, fileServer: string): string {
  return `Port ${port}
ListenAddress 127.0.0.1
HostKey ${folder}/host_key
AuthorizedKeysFile ${folder}/authorized_keys
PidFile ${folder}/pid
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin yes
MaxStartups 100:30:200
Subsystem sftp ${fileServer}
LogLevel INFO
`;
}

function start(configuration: string): Promise<ChildProcess> {
  const child = spawn(program, ['-D', '-e', '-f', configuration], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`sshd ended with ${code}: ${said}`)));
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Server listening on ')) resolve(child);
    });
  });
}

/** Each connection has a process of its own below the server's. */
async function hasChildren({ pid }: ChildProcess): Promise<boolean> {
  return (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim() !== '';
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}

/** Makes a key of its own in a file, locked unless the passphrase is empty, and its public half beside it. */
export function makeKey(file: string, passphrase: string): void {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-f', file]);
}

/** `SHA256:…` of a key. */
export function fingerprintOf(keyFile: string): string {
  return (
    execFileSync('ssh-keygen', ['-l', '-f', `${keyFile}.pub`])
      .toString()
      .split(' ')[1] ?? ''
  );
}
