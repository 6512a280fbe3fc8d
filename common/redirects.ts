/** Name of the file in a site folder that holds former addresses and where they lead now. */
export const redirectsFileName = 'redirects.yml';

/**
 * Former addresses by where they lead: an address of the site (`/categories/travel/`) or a post's file (`posts/ferry.md`), which
 * is followed when the post moves. A former address may end in a query, as WordPress's `/?p=12`.
 */
export type Redirects = ReadonlyMap<string, string>;

/** Reads the text of `redirects.yml`: one `former: present` a line, quoted or not. Other lines are passed over. */
export function parseRedirects(text: string): Redirects {
  const redirects = new Map<string, string>();
  for (const line of text.split(/\r\n?|\n/)) {
    const found =
      /^("(?:[^"\\]|\\.)*"|\/(?:[^:\s]|:(?!\s))*):[ \t]+("(?:[^"\\]|\\.)*"|[^\s#"][^\s]*)[ \t]*(?:#.*)?$/.exec(line);
    const [from, to] = [plain(found?.[1]), plain(found?.[2])];
    if (from?.startsWith('/') === true && to !== undefined && !redirects.has(from)) redirects.set(from, to);
  }
  return redirects;
}

/** The text with these redirects added at its end; those whose former address it names already stay as they are. */
export function addRedirects(text: string, added: Redirects): string {
  const known = parseRedirects(text);
  const lines = [...added].filter(([from]) => !known.has(from)).map(([from, to]) => `${quoted(from)}: ${quoted(to)}`);
  if (lines.length === 0) return text;
  const before = text === '' ? opening : text.endsWith('\n') ? text : `${text}\n`;
  return `${before}${lines.join('\n')}\n`;
}

const opening =
  '# Former addresses and where they lead now: an address of this blog, or the file of a post. Yours to change.\n';

function plain(written: string | undefined): string | undefined {
  if (written === undefined || !written.startsWith('"')) return written;
  try {
    return String(JSON.parse(written));
  } catch {
    return undefined;
  }
}

function quoted(text: string): string {
  return /^[/\w][\w/.?=&%+~-]*$/.test(text) ? text : JSON.stringify(text);
}
