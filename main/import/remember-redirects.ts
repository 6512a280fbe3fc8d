import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { addRedirects, parseRedirects, type Redirects, redirectsFileName } from '../../common/redirects.ts';
import { writeDurably } from '../node/durable-file.ts';

/**
 * Adds former addresses to the site's `redirects.yml`. What the file says already stays. Answers how many of these lead on now.
 * Throws when the file cannot be written: the posts are there by then, and importing again goes on.
 */
export async function rememberRedirects(siteFolder: string, redirects: Redirects, isDryRun: boolean): Promise<number> {
  const file = path.join(siteFolder, redirectsFileName);
  const before = await readFile(file, 'utf8').catch(() => '');
  const text = addRedirects(before, redirects);
  if (text !== before && !isDryRun) {
    const written = await writeDurably(file, Buffer.from(text), { within: siteFolder });
    if (!written.ok) throw new Error(`${redirectsFileName} could not be written: ${written.failure.code}`);
  }
  const known = parseRedirects(text);
  return [...redirects.keys()].filter((from) => known.has(from)).length;
}
