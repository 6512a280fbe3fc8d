import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseRedirects, type Redirects, redirectsFileName } from '../../common/redirects.ts';

const maxCharacters = 16_000_000;

/** The site's `redirects.yml`: former addresses that an author or an import named; none when it is missing. */
export async function readRedirects(siteFolder: string): Promise<Redirects> {
  const text = await readFile(path.join(siteFolder, redirectsFileName), 'utf8').catch(() => '');
  return text.length > maxCharacters ? new Map() : parseRedirects(text);
}
