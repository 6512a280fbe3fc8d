import { createHash } from 'node:crypto';
import { once, setMaxListeners } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import type SftpClient from 'ssh2-sftp-client';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { type ProxyFor, tunnelThrough } from '../proxy.ts';
import { Refusal } from '../target.ts';
import { gatheringWrites, gatherRequests } from './gathering.ts';

/** The SFTP protocol's own calls, many of which may be under way at once. */
export type Sftp = Awaited<ReturnType<SftpClient['connect']>>;

/** An open connection. */
export interface SftpConnection {
  readonly sftp: Sftp;
  /** Makes one call of the protocol; rejects when the connection ends, or the author cancels, before it is answered. */
  ask<Value>(
    call: (done: (error: Error | null | undefined, value: Value) => void) => void,
    signal?: AbortSignal,
  ): Promise<Value>;
  close(): Promise<void>;
}

/** Name of the secret of an SFTP target in the host's keychain: a password, or the passphrase of the key file. */
export function sftpSecretName(settings: TargetSettings): string {
  return `sftp ${String(settings.user ?? '')}@${String(settings.host ?? '')}:${String(settings.port ?? 22)}`;
}

/**
 * Connects with the key file, the agent or the password that the settings and the keychain give. The server's key has to
 * have the fingerprint in the settings; without one nothing is sent, and the refusal carries what the server showed.
 */
export async function connectSftp(
  settings: TargetSettings,
  secret: string | undefined,
  proxyFor: ProxyFor,
): Promise<SftpConnection> {
  const { default: Client } = await import('ssh2-sftp-client');
  let shown = '';
  const calls = pendingCalls();
  const lost = () => calls.failAll(Object.assign(new Error('The connection ended.'), { code: 'ECONNRESET' }));
  const client = new Client('offprint', { error: lost, end: lost, close: lost });
  client.on('keyboard-interactive', (...event: unknown[]) => {
    const answer = event.at(-1);
    if (typeof answer === 'function') answer([secret ?? '']);
  });
  const pinned = settings.hostKey;
  const account = { username: required(settings, 'user'), ...(await credentials(settings, secret)) };
  const sock = await openSocket(settings, proxyFor);
  try {
    const sftp = await client.connect({
      sock,
      ...account,
      hostVerifier: (key: Buffer) => {
        shown = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
        return shown === pinned;
      },
      readyTimeout: 20_000,
      keepaliveInterval: 15_000,
      keepaliveCountMax: 3,
    });
    gatherRequests(sftp);
    return {
      sftp,
      ask: calls.ask,
      close: async () => {
        await client.end().catch(() => undefined);
      },
    };
  } catch (error) {
    await client.end().catch(() => undefined);
    // A connection that was never signed in to is not the client's to end.
    sock.destroy();
    if (shown !== '' && shown !== pinned) throw hostKeyRefusal(pinned, shown);
    throw explainSftp(error, secret !== undefined) ?? error;
  }
}

/** Classes what the SSH library and the SFTP protocol report. */
export function explainSftp(error: unknown, hasSecret: boolean): Refusal | undefined {
  if (!(error instanceof Error) || error instanceof Refusal) return undefined;
  const { message } = error;
  const code: unknown = 'code' in error ? error.code : undefined;
  if (/authentication methods failed|Encrypted .*key|passphrase|bad decrypt/i.test(message)) {
    return new Refusal(hasSecret ? 'secret-refused' : 'secret-missing', message);
  }
  if (/Cannot parse privateKey/.test(message)) return new Refusal('secret-refused', message);
  if (
    /Timed out while waiting|handshake|Keepalive timeout|No response from server|connection ended|Unexpected (?:end|close) event|Not connected/i.test(
      message,
    )
  ) {
    return new Refusal('unreachable', message);
  }
  if (code === noSuchFile) return new Refusal('wrong-path', message);
  if (code === permissionDenied) return new Refusal('not-allowed', message);
  if (code === failure) return new Refusal(/space|quota/i.test(message) ? 'quota' : 'read-only', message);
  if (code === connectionLost || code === noConnection) return new Refusal('unreachable', message);
  if (code === unsupported) return new Refusal('not-supported', message);
  // The library's word for everything that ended a connection and that it has no other word for.
  return code === 'ERR_GENERIC_CLIENT' ? new Refusal('unreachable', message) : undefined;
}

/** Status codes of draft-ietf-secsh-filexfer-02, section 7. */
export const noSuchFile = 2;
const permissionDenied = 3;
/** Says only that it failed. */
export const failure = 4;
const noConnection = 6;
const connectionLost = 7;
const unsupported = 8;

function hostKeyRefusal(pinned: unknown, shown: string): Refusal {
  return typeof pinned === 'string' && pinned !== ''
    ? new Refusal('host-key-changed', { kind: 'fingerprint', shown, pinned }, { fingerprint: shown })
    : new Refusal('host-key-unknown', { kind: 'fingerprint', shown }, { fingerprint: shown });
}

/** A connection that sends at once: with Nagle's algorithm each small question of the protocol would wait for 40 ms. */
async function openSocket(settings: TargetSettings, proxyFor: ProxyFor): Promise<Socket> {
  const host = required(settings, 'host');
  const port = typeof settings.port === 'number' ? settings.port : 22;
  const proxy = await proxyFor(`sftp://${host}:${port}`);
  if (proxy?.startsWith('http://') === true) return gatheringWrites(await tunnelThrough(proxy, host, port));
  const socket = connect({ host, port, noDelay: true });
  socket.setTimeout(20_000, () => socket.destroy(Object.assign(new Error('No answer'), { code: 'ETIMEDOUT' })));
  await once(socket, 'connect');
  socket.setTimeout(0);
  return gatheringWrites(socket);
}

async function credentials(settings: TargetSettings, secret: string | undefined) {
  const keyFile = settings.keyFile;
  if (typeof keyFile === 'string' && keyFile !== '') {
    const privateKey = await readFile(keyFile).catch(() => {
      throw new Refusal('settings-incomplete', { kind: 'key-file', file: keyFile });
    });
    return { privateKey, ...(secret === undefined ? {} : { passphrase: secret }) };
  }
  if (secret !== undefined) return { password: secret, tryKeyboard: true };
  const agent = process.env.SSH_AUTH_SOCK;
  if (agent === undefined) throw new Refusal('secret-missing', { kind: 'no-way-to-sign-in' });
  return { agent };
}

function required(settings: TargetSettings, key: string): string {
  const value = settings[key];
  if (typeof value !== 'string' || value === '')
    throw new Refusal('settings-incomplete', { kind: 'setting', field: key });
  return value;
}

/** The calls that wait for an answer, so that the end of the connection is told to exactly those. */
function pendingCalls(): Pick<SftpConnection, 'ask'> & { failAll(error: Error): void } {
  const waiting = new Set<(error: unknown) => void>();
  let ended: Error | undefined;
  return {
    ask: (call, signal) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined || signal?.aborted === true) return reject(ended ?? signal?.reason);
        const settle = (error: unknown) => {
          waiting.delete(settle);
          signal?.removeEventListener('abort', cancel);
          reject(error);
        };
        const cancel = () => settle(signal?.reason);
        waiting.add(settle);
        if (signal !== undefined) {
          // As many wait at once as there are lanes, which is no leak, as Node would warn.
          setMaxListeners(0, signal);
          signal.addEventListener('abort', cancel, { once: true });
        }
        call((error, value) => {
          if (!error) resolve(value);
          settle(error);
        });
      }),
    failAll: (error) => {
      ended ??= error;
      for (const settle of [...waiting]) settle(error);
    },
  };
}
