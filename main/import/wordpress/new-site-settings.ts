import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Document } from 'yaml';
import type { WriteFailed } from '../../../common/contract/site.ts';
import { changeYaml } from '../../../common/front-matter-yaml-change.ts';
import type { Result } from '../../../common/result.ts';
import { writeDurably } from '../../node/durable-file.ts';
import type { SurveyedSettings } from './survey-export.ts';

/** Gives a site that was just made the settings of the old blog, so that its addresses and its menu stay what they were. */
export async function adoptSettings(
  siteFolder: string,
  settings: SurveyedSettings,
): Promise<Result<void, WriteFailed>> {
  const file = path.join(siteFolder, 'offprint.yml');
  const { title, tagline, language, url, permalink, timeZone, menu } = settings;
  const values = new Map(
    Object.entries({ title, tagline, language, url, permalink, timeZone }).filter(([, value]) => value !== ''),
  );
  const text = changeYaml(await readFile(file, 'utf8'), values);
  const links = menu.length === 0 ? '' : new Document({ menu }).toString({ lineWidth: 0 });
  return writeDurably(file, Buffer.from(text + links), { within: siteFolder });
}
