import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Document } from 'yaml';
import type { WriteFailed } from '../../common/contract/site.ts';
import { changeYaml } from '../../common/front-matter-yaml-change.ts';
import type { Result } from '../../common/result.ts';
import { writeDurably } from '../node/durable-file.ts';
import type { SourceSettings } from './import-options.ts';

/** Gives a site that was just made the settings of the old blog, so that its addresses and its menu stay what they were. */
export async function adoptSettings(siteFolder: string, settings: SourceSettings): Promise<Result<void, WriteFailed>> {
  const file = path.join(siteFolder, 'offprint.yml');
  const {
    title,
    tagline,
    author = '',
    language,
    url,
    permalink,
    timeZone,
    menu,
    otherMenus = {},
    hasQueries = false,
  } = settings;
  const values = new Map(
    Object.entries({ title, tagline, author, language, url, permalink, timeZone }).filter(([, value]) => value !== ''),
  );
  const text = changeYaml(await readFile(file, 'utf8'), values);
  const menus = {
    // Addresses such as `/?p=12` need a host that reads them from a file; the others are pages as well.
    ...(hasQueries ? { redirects: ['pages', 'netlify'] } : {}),
    ...(menu.length === 0 ? {} : { menu }),
    ...(Object.keys(otherMenus).length === 0 ? {} : { otherMenus }),
  };
  const links = Object.keys(menus).length === 0 ? '' : new Document(menus).toString({ lineWidth: 0 });
  return writeDurably(file, Buffer.from(text + links), { within: siteFolder });
}
