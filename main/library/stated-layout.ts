import { type LayoutName, layoutNames } from '../../common/contract/site.ts';
import { readYaml } from '../../common/front-matter-yaml.ts';
import type { YamlValue } from '../../common/front-matter-yaml-render.ts';
import { isPlainRelativePath } from '../node/inside.ts';

/** Whose folder this is, as the author has said. */
export interface StatedLayout {
  readonly name: LayoutName;
  /** Folders with posts besides those that the program's own habits name; with forward slashes. */
  readonly postFolders: readonly string[];
}

/** What `layout:` and `postFolders:` of `offprint.yml` say; undefined when they say nothing that can be used. */
export function readStatedLayout(settingsText: string): StatedLayout | undefined {
  const read = readYaml(settingsText.replace(/^\uFEFF/, ''));
  if ('reason' in read) return undefined;
  const name = layoutNames.find((candidate) => candidate === read.plain.layout);
  const folders: unknown = read.plain.postFolders;
  const named = Array.isArray(folders) ? folders.filter((folder): folder is string => typeof folder === 'string') : [];
  // The file may come from a stranger.
  return name === undefined ? undefined : { name, postFolders: named.filter(isPlainRelativePath) };
}

/** The keys that say it. */
export function layoutKeys({ name, postFolders }: StatedLayout): ReadonlyMap<string, YamlValue | null> {
  return new Map<string, YamlValue | null>([
    ['layout', name],
    ['postFolders', postFolders.length === 0 ? null : postFolders],
  ]);
}
