import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseYaml } from 'yaml';
import type { ThemeChoice } from '../../../common/contract/site.ts';
import { isPlainObject } from '../../../common/validate.ts';
import type { ThemePlaces } from './theme-files.ts';

/**
 * The themes a site can take: the built-in ones and those below its own `themes/`, by the names they show. A theme whose
 * `theme.yml` is missing or broken shows the name of its folder.
 */
export async function listThemes({ shippedThemesFolder, siteFolder }: ThemePlaces): Promise<readonly ThemeChoice[]> {
  const folders = [shippedThemesFolder, path.join(siteFolder, 'themes')];
  const found = new Map<string, ThemeChoice>();
  for (const folder of folders) {
    for (const entry of await entriesOf(folder)) {
      if (!entry.isDirectory() || !/^[\p{L}\p{N}]/u.test(entry.name)) continue;
      const { name = entry.name, description = '' } = await describe(path.join(folder, entry.name));
      const isTheme = folder !== shippedThemesFolder || description !== '';
      if (isTheme && entry.name !== 'texts' && !found.has(entry.name))
        found.set(entry.name, { theme: entry.name, name, description });
    }
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

async function describe(folder: string): Promise<{ readonly name?: string; readonly description?: string }> {
  try {
    const read: unknown = parseYaml(await readFile(path.join(folder, 'theme.yml'), 'utf8'));
    if (!isPlainObject(read)) return {};
    const { name, description } = read;
    return {
      ...(typeof name === 'string' && name !== '' ? { name } : {}),
      ...(typeof description === 'string' ? { description } : {}),
    };
  } catch {
    return {};
  }
}
