import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Name of the file by which a finished site tells hosts of former addresses. */
const fileName = '_redirects';
const maxBytes = 16 * 1024 * 1024;

/**
 * Where the `_redirects` of a finished site sends a request: lines `from [name=value …] to 301`, as Netlify reads them, without
 * placeholders. A rule with a query counts only when the request has all of it. Undefined when no rule fits.
 */
export async function redirectTarget(folder: string, pathname: string, query: string): Promise<string | undefined> {
  const text = await readFile(path.join(folder, fileName), 'utf8').catch(() => '');
  if (text.length > maxBytes) return undefined;
  const asked = new Set(query.split('&').filter(Boolean).map(decoded));
  const wanted = decoded(pathname).replace(/\/+$/, '');
  for (const line of text.split('\n')) {
    const parts = line.trim().split(/\s+/);
    const [from = '', ...others] = parts;
    const status = others.pop();
    const to = others.pop();
    if (to === undefined || !/^30[1278]$/.test(status ?? '') || !to.startsWith('/') || to.startsWith('//')) continue;
    if (decoded(from).replace(/\/+$/, '') === wanted && others.every((part) => asked.has(decoded(part)))) {
      // A path alone is answered by its own page where there is one; only a query needs the rule.
      if (others.length > 0 || asked.size === 0) return to;
    }
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
