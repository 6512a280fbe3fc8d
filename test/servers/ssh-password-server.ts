import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ssh2, { type AuthContext, type ServerChannel } from 'ssh2';
import { fingerprintOf, makeKey } from './ssh-server.ts';

/** A server that asks for a password. OpenSSH's own `sftp-server` does the work once somebody is in. */
export interface SshPasswordServer {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** `SHA256:…` of the server's own key. */
  readonly fingerprint: string;
  close(): Promise<void>;
}

/** How a server asks: at once, or as a question on the screen, as many hosts do (RFC 4256). */
export type AskedBy = 'password' | 'keyboard-interactive';

const program = '/usr/lib/openssh/sftp-server';
const [user, password] = ['ada', 'correct horse battery staple'];

/**
 * Starts a server that keeps its key in `folder`. OpenSSH's own server would ask the accounts of the machine for their
 * passwords, which no test may know; so the library that speaks the protocol asks, and nothing else.
 */
export async function startSshPasswordServer(folder: string, askedBy: AskedBy): Promise<SshPasswordServer> {
  const hostKey = path.join(folder, 'host_key');
  makeKey(hostKey, '');
  const server = new ssh2.Server({ hostKeys: [await readFile(hostKey)] }, (client) => {
    client.on('error', () => client.end());
    client.on('authentication', (asked) => answer(asked, askedBy));
    client.on('session', (accept) => {
      accept().on('subsystem', (acceptSubsystem, _reject, { name }) => {
        if (name === 'sftp') serveFiles(acceptSubsystem());
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port');
  return { port: bound.port, user, password, fingerprint: fingerprintOf(hostKey), close };
}

function answer(asked: AuthContext, askedBy: AskedBy): void {
  const isRight = (given: string | undefined) => asked.username === user && given === password;
  const settle = (given: string | undefined) => (isRight(given) ? asked.accept() : asked.reject([askedBy]));
  if (asked.method !== askedBy) asked.reject([askedBy]);
  else if (asked.method === 'password') settle(asked.password);
  else if (asked.method === 'keyboard-interactive') {
    asked.prompt([{ prompt: 'Password: ', echo: false }], ([given]) => settle(given));
  }
}

function serveFiles(channel: ServerChannel): void {
  const child = spawn(program, [], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.on('error', () => undefined);
  channel.pipe(child.stdin);
  child.stdout.pipe(channel);
  channel.once('close', () => child.kill());
}
