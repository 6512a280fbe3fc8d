import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { WriteFailed } from '../../common/contract/site.ts';
import { addRedirects, parseRedirects, type Redirects, redirectsFileName } from '../../common/redirects.ts';
import { ok, type Result } from '../../common/result.ts';
import { writeDurably } from '../node/durable-file.ts';

/**
 * Adds former addresses to the site's `redirects.yml`. What the file says already stays. Answers how many of these lead on now.
 * When the file cannot be written the posts are there already, and importing again goes on.
 */
export async function rememberRedirects(
  siteFolder: string,
  redirects: Redirects,
  isDryRun: boolean,
): Promise<Result<number, WriteFailed>> {
  const file = path.join(siteFolder, redirectsFileName);
  const before = await readFile(file, 'utf8').catch(() => '');
  const text = addRedirects(before, redirects);
  if (text !== before && !isDryRun) {
    const written = await writeDurably(file, Buffer.from(text), { within: siteFolder });
    if (!written.ok) return written;
  }
  const known = parseRedirects(text);
  return ok([...redirects.keys()].filter((from) => known.has(from)).length);
}
