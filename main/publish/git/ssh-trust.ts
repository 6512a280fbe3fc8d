import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { writeDurably } from '../../node/durable-file.ts';
import { sha256 } from '../../node/hash.ts';
import { Refusal } from '../target.ts';
import type { GitPlace } from './git-place.ts';

/** A server's key as it showed it. */
interface ShownKey {
  /** A line for a known hosts file. */
  readonly line: string;
  /** `SHA256:…`, as hosts publish it. */
  readonly fingerprint: string;
}

/** True for addresses that git reaches over SSH: `ssh://…` and `user@host:path`. */
export function isSshAddress(url: string): boolean {
  return hostOf(url) !== undefined;
}

/**
 * The ssh command line for a place. A server is trusted when its key has the fingerprint in the target's settings, or, without
 * one, when the author's own known hosts have it. Nobody else is: no key is accepted because it was the first.
 */
export async function sshCommand(settings: TargetSettings, { url, repository }: GitPlace): Promise<string> {
  const pinned = settings.hostKey;
  const knownHosts =
    typeof pinned === 'string' && pinned !== ''
      ? await pinnedHosts(url, pinned, path.dirname(repository))
      : path.join(homedir(), '.ssh', 'known_hosts');
  const keyFile = settings.keyFile;
  const options = [
    'BatchMode=yes',
    'StrictHostKeyChecking=yes',
    `UserKnownHostsFile=${knownHosts}`,
    'UpdateHostKeys=no',
    'ConnectTimeout=20',
    'ServerAliveInterval=15',
    'ServerAliveCountMax=4',
    ...(typeof keyFile === 'string' && keyFile !== '' ? ['IdentitiesOnly=yes', `IdentityFile=${keyFile}`] : []),
  ];
  return ['ssh', ...options.flatMap((option) => ['-o', option])].map(shellQuoted).join(' ');
}

/** Adds to a refusal over a host key the fingerprint that the server shows now, for the author to compare. */
export async function withFingerprint<Value>(url: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || !error.reason.startsWith('host-key')) throw error;
    const [key] = await scan(url);
    if (key === undefined) throw error;
    throw new Refusal(error.reason, error.message, { ...error.extra, fingerprint: key.fingerprint });
  }
}

/** A known hosts file that holds only the key with this fingerprint. The server is asked once, then the file is kept. */
async function pinnedHosts(url: string, pinned: string, folder: string): Promise<string> {
  const file = path.join(folder, `known-hosts-${sha256(`${url}\n${pinned}`).slice(0, 16)}`);
  if (existsSync(file)) return file;
  const keys = await scan(url);
  const key = keys.find(({ fingerprint }) => fingerprint === pinned);
  if (key === undefined) {
    const [shown] = keys;
    if (shown === undefined) throw new Refusal('unreachable', { kind: 'host-silent' });
    throw new Refusal(
      'host-key-changed',
      { kind: 'fingerprint', shown: shown.fingerprint, pinned },
      {
        fingerprint: shown.fingerprint,
      },
    );
  }
  const written = await writeDurably(file, Buffer.from(`${key.line}\n`));
  if (!written.ok) throw Object.assign(new Error(file), { code: written.failure.code });
  return file;
}

/** Asks a server for its keys, the best kind first. Empty when it does not answer. */
async function scan(url: string): Promise<readonly ShownKey[]> {
  const place = hostOf(url);
  if (place === undefined) return [];
  const { host, port } = place;
  const scanned = await promisify(execFile)('ssh-keyscan', ['-T', '15', '-p', port, '--', host]).catch(() => undefined);
  const lines = scanned?.stdout.split('\n').filter((line) => /^\S+ \S+ \S+/.test(line) && !line.startsWith('#')) ?? [];
  const kinds = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ssh-rsa'];
  return lines
    .map((line) => ({ line, kind: line.split(' ')[1] ?? '', fingerprint: fingerprintOf(line.split(' ')[2] ?? '') }))
    .sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

/** The fingerprint of a key in base64, written as OpenSSH writes it. */
export function fingerprintOf(keyBase64: string): string {
  const hash = createHash('sha256').update(Buffer.from(keyBase64, 'base64')).digest('base64');
  return `SHA256:${hash.replace(/=+$/, '')}`;
}

function hostOf(url: string): { readonly host: string; readonly port: string } | undefined {
  if (/^ssh:\/\//.test(url) && URL.canParse(url)) {
    const { hostname, port } = new URL(url);
    return { host: hostname, port: port === '' ? '22' : port };
  }
  const short = /^(?:[^/@:]+@)?([^/:@]+):(?!\/\/)/.exec(url);
  return short?.[1] === undefined || /^[a-z]$/i.test(short[1]) ? undefined : { host: short[1], port: '22' };
}

function shellQuoted(word: string): string {
  return /^[\w./=:,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
