import type { TargetSettings } from '../../common/site-settings.ts';

/** Fields of a kind of place that most authors need, and those that only some do. */
export interface PlaceFields {
  readonly usual: readonly string[];
  readonly more: readonly string[];
  readonly hasSecret: boolean;
}

/** What the form asks for each kind. */
export const placeFields: Readonly<Record<TargetSettings['kind'], PlaceFields>> = {
  folder: { usual: ['path'], more: [], hasSecret: false },
  git: {
    usual: ['url', 'branch', 'domain'],
    more: ['folder', 'user', 'keyFile', 'hostKey', 'authorName', 'authorEmail', 'siteUrl'],
    hasSecret: true,
  },
  'git-source': {
    usual: ['url', 'branch'],
    more: ['user', 'keyFile', 'hostKey', 'authorName', 'authorEmail', 'apiUrl', 'siteUrl'],
    hasSecret: true,
  },
  sftp: {
    usual: ['host', 'user', 'path'],
    more: ['port', 'keyFile', 'hostKey', 'releases', 'siteUrl'],
    hasSecret: true,
  },
  s3: { usual: ['endpoint', 'bucket', 'keyId'], more: ['region', 'prefix', 'siteUrl'], hasSecret: true },
};

/** Kinds that can be added, in the order of the list. */
export const placeKinds: readonly TargetSettings['kind'][] = ['git', 'git-source', 'sftp', 's3', 'folder'];

/** Fields that are ticked and not written. */
export const tickedFields: ReadonlySet<string> = new Set(['releases']);

/** What the form holds as the program takes it: a port is a number, empty fields are left out. */
export function placeInput(values: Readonly<Record<string, string>>): Record<string, string | number | boolean> {
  const input: Record<string, string | number | boolean> = {};
  for (const [key, value] of Object.entries(values)) {
    const text = value.trim();
    if (tickedFields.has(key)) {
      if (text === 'true') input[key] = true;
      continue;
    }
    if (text !== '') input[key] = key === 'port' && /^\d+$/.test(text) ? Number(text) : text;
  }
  return input;
}
