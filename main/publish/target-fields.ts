import type { TargetRefused } from '../../common/contract/publish.ts';
import type { TargetInput } from '../../common/contract/publish-targets.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { TargetSettings } from '../../common/site-settings.ts';
import { gitSecretName } from './git/git-place.ts';
import { s3SecretName } from './s3/s3-client.ts';
import { sftpSecretName } from './sftp/sftp-connection.ts';
import { Refusal } from './target.ts';

type Kind = TargetSettings['kind'];

/** The fields of each kind of target, in the order they are written; those with `true` must be filled in. */
const fields: Readonly<Record<Kind, Readonly<Record<string, boolean>>>> = {
  folder: { path: true },
  git: { url: true, branch: false, folder: false, domain: false, ...gitIdentity(), siteUrl: false },
  'git-source': { url: false, branch: false, ...gitIdentity(), apiUrl: false, siteUrl: false },
  sftp: {
    host: true,
    port: false,
    user: true,
    path: true,
    releases: false,
    keyFile: false,
    hostKey: false,
    siteUrl: false,
  },
  s3: { endpoint: false, region: false, bucket: true, prefix: false, pathStyle: false, keyId: true, siteUrl: false },
};

/** Name and address of commits, and how to reach the host. */
function gitIdentity(): Readonly<Record<string, boolean>> {
  return { user: false, keyFile: false, hostKey: false, authorName: false, authorEmail: false };
}

/**
 * The settings of a target from what the page sent: only the fields of its kind, empty ones left out. Refused with the
 * name of the first field that is missing.
 */
export function targetFromInput(input: TargetInput): Result<TargetSettings, TargetRefused> {
  const name = String(input.name ?? '').trim();
  const kind = kinds.find((candidate) => candidate === input.kind);
  if (kind === undefined || name === '') return incomplete(name, kind === undefined ? 'kind' : 'name');
  const kept: Record<string, string | number | boolean> = {};
  for (const [field, isRequired] of Object.entries(fields[kind])) {
    const value = input[field];
    const isEmpty = value === undefined || value === '';
    if (isEmpty && isRequired) return incomplete(name, field);
    if (!isEmpty) kept[field] = typeof value === 'string' ? value.trim() : value;
  }
  return ok({ name, kind, ...kept });
}

const kinds: readonly Kind[] = ['folder', 'git', 'git-source', 'sftp', 's3'];

function incomplete(target: string, field: string): Result<never, TargetRefused> {
  return fail({
    kind: 'target-refused',
    target,
    reason: 'settings-incomplete',
    detail: '',
    note: { kind: 'setting', field },
  });
}

/** Name of the secret that a target needs in the host's keychain; undefined where it needs none. */
export function secretNameOf(settings: TargetSettings): string | undefined {
  try {
    switch (settings.kind) {
      case 'git':
      case 'git-source':
        return gitSecretName(String(settings.url ?? ''));
      case 'sftp':
        return sftpSecretName(settings);
      case 's3':
        return s3SecretName(settings);
      default:
        return undefined;
    }
  } catch (error) {
    // Settings that are not filled in yet have no place to keep a secret for.
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** True when publishing cannot go without the secret; a server may also accept the author's agent. */
export function needsSecret(settings: TargetSettings): boolean {
  return settings.kind === 's3' || (/^git/.test(settings.kind) && secretNameOf(settings) !== undefined);
}
