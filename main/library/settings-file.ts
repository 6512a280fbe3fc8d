import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import type { SettingsChanges } from '../../common/contract/site.ts';
import { keyOf, rangeOf, readYaml, scalarText } from '../../common/front-matter-yaml.ts';
import { changeYaml } from '../../common/front-matter-yaml-change.ts';
import type { YamlValue } from '../../common/front-matter-yaml-render.ts';
import type { ProblemReason } from '../../common/problem-reason.ts';
import type { MenuItem, SiteSettings, TargetSettings } from '../../common/site-settings.ts';
import { isPlainObject } from '../../common/validate.ts';
import { readSiteParts } from './settings-site-parts.ts';
import { changeTargetsText } from './settings-targets.ts';
import { WrongSetting } from './wrong-setting.ts';

/** Name of the file that makes a folder a site of Offprint. */
export const settingsFileName = 'offprint.yml';

/** The settings of a site that states none. */
export const defaultSettings: SiteSettings = {
  title: 'My blog',
  tagline: '',
  author: '',
  language: 'en',
  timeZone: 'UTC',
  url: 'https://example.org/',
  permalink: '/:year/:month/:slug/',
  theme: 'longread',
  postsPerPage: 10,
  menu: [],
  blogroll: [],
  targets: [],
};

/** Why settings cannot be understood. `line` counts from 1. */
export interface SettingsProblem {
  readonly reason: ProblemReason;
  readonly line?: number;
}

/** Reads `offprint.yml`, defaults (of the site's layout) filled in. Keys it does not know are left to others. */
export function readSettings(text: string, defaults: SiteSettings = defaultSettings): SiteSettings | SettingsProblem {
  const read = readYaml(text.replace(/^\uFEFF/, ''));
  if ('reason' in read) return read;
  const { map } = read;
  try {
    return {
      ...texts(map, defaults),
      timeZone: timeZoneOf(map, defaults),
      url: urlOf(map, defaults),
      postsPerPage: postsPerPageOf(map, defaults),
      menu: linksOf(map, 'menu'),
      blogroll: linksOf(map, 'blogroll'),
      targets: targetsOf(read.plain.targets),
      ...readSiteParts(read.plain),
    };
  } catch (error) {
    if (!(error instanceof WrongSetting)) throw error;
    const position = rangeOf(pairOf(map, error.key)?.key)?.[0] ?? 0;
    return {
      reason: { kind: 'wrong-setting', key: error.key, form: error.form },
      line: text.slice(0, position).split('\n').length,
    };
  }
}

/** New values for settings: those that an author changes in a form, and the targets. */
export type NewSettings = SettingsChanges & { readonly targets?: readonly TargetSettings[] };

/** The file's text with new values; only the lines of these keys change. */
export function changeSettingsText(text: string, { targets, newComments, ...changes }: NewSettings): string {
  const mark = /^\uFEFF?/.exec(text)?.[0] ?? '';
  const values = new Map<string, YamlValue | null>();
  const read = readYaml(text.slice(mark.length));
  for (const [key, value] of Object.entries(changes)) {
    const isNamed = 'plain' in read && Object.hasOwn(read.plain, key);
    if (value !== undefined && (value !== '' || isNamed))
      values.set(key, key === 'url' ? withSlash(String(value)) : value);
  }
  if (newComments !== undefined) values.set('comments', commentsValue(newComments));
  const changed = changeYaml(text.slice(mark.length), values);
  return mark + (targets === undefined ? changed : changeTargetsText(changed, targets));
}

function commentsValue(ways: NonNullable<NewSettings['newComments']>): YamlValue | null {
  // The way that is not chosen is named as taken out, because a mapping keeps the keys that a change does not name.
  if (ways.kind === 'mail') return { mail: ways.address, embed: null };
  return ways.kind === 'embed' ? { embed: ways.html, mail: null } : null;
}

type TextKey = 'title' | 'tagline' | 'author' | 'language' | 'permalink' | 'theme';

function texts(map: YAMLMap | undefined, defaults: SiteSettings): Pick<SiteSettings, TextKey> {
  const text = (key: TextKey): string => textOf(map, key) ?? defaults[key];
  return {
    title: text('title'),
    tagline: text('tagline'),
    author: text('author'),
    language: text('language'),
    permalink: text('permalink'),
    theme: text('theme'),
  };
}

function textOf(map: YAMLMap | undefined, key: string): string | undefined {
  const node = pairOf(map, key)?.value;
  if (node === undefined || node === null) return undefined;
  if (!isScalar(node)) throw new WrongSetting(key, 'one-text');
  return node.value === null ? undefined : scalarText(node);
}

function timeZoneOf(map: YAMLMap | undefined, defaults: SiteSettings): string {
  const name = textOf(map, 'timeZone') ?? defaults.timeZone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    throw new WrongSetting('timeZone', 'time-zone');
  }
}

function urlOf(map: YAMLMap | undefined, defaults: SiteSettings): string {
  const text = textOf(map, 'url') ?? defaults.url;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new WrongSetting('url', 'web-address');
  }
  return withSlash(text);
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

function postsPerPageOf(map: YAMLMap | undefined, defaults: SiteSettings): number {
  const text = textOf(map, 'postsPerPage');
  if (text === undefined) return defaults.postsPerPage;
  if (!/^\d{1,4}$/.test(text) || Number(text) < 1) throw new WrongSetting('postsPerPage', 'count');
  return Number(text);
}

/** Links as a list of `label` and `url`, or short: `Label: /address/` one a line. */
function linksOf(map: YAMLMap | undefined, key: string): readonly MenuItem[] {
  const node = pairOf(map, key)?.value;
  if (node === undefined || node === null || (isScalar(node) && node.value === null)) return [];
  if (isMap(node)) return node.items.map((pair) => ({ label: keyOf(pair) ?? '', url: scalarText(pair.value) }));
  if (!isSeq(node)) throw new WrongSetting(key, 'links');
  return node.items.map((item) => {
    const link = isMap(item) ? item : undefined;
    const [only] = link?.items ?? [];
    if (link?.items.length === 1 && only !== undefined)
      return { label: keyOf(only) ?? '', url: scalarText(only.value) };
    const [label, url] = [textOf(link, 'label'), textOf(link, 'url')];
    if (label === undefined || url === undefined) throw new WrongSetting(key, 'links');
    return { label, url };
  });
}

const targetKinds = ['folder', 'git', 'git-source', 'sftp', 's3'] as const;

function targetsOf(plain: unknown): readonly TargetSettings[] {
  if (plain === undefined || plain === null) return [];
  if (!Array.isArray(plain)) throw new WrongSetting('targets', 'list');
  return plain.map((target: unknown): TargetSettings => {
    if (!isPlainObject(target)) throw new WrongSetting('targets', 'targets');
    const { name } = target;
    const kind = targetKinds.find((candidate) => candidate === target.kind);
    if (kind === undefined) throw new WrongSetting('targets', 'target-kind');
    if (typeof name !== 'string' || name === '') throw new WrongSetting('targets', 'target-name');
    const fields: Record<string, string | number | boolean> = {};
    for (const [field, value] of Object.entries(target)) {
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') fields[field] = value;
    }
    return { ...fields, name, kind };
  });
}

function pairOf(map: YAMLMap | undefined, key: string): YAMLMap['items'][number] | undefined {
  return map?.items.find((pair) => keyOf(pair) === key);
}
