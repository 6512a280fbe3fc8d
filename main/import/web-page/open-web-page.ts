import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ImportRefused } from '../../../common/contract/import.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import { slugFromTitle } from '../../../common/slug.ts';
import type { Arrival, ArrivalSource, FoundFile } from '../arrivals/arrival.ts';
import { arrivalsToSource } from '../arrivals/arrivals-to-source.ts';
import { folderSource } from '../folders/folder-source.ts';
import { plainDialect } from '../folders/plain-dialects.ts';
import type { ImportSource } from '../import-options.ts';
import { type PageParts, pageParts } from './page-document.ts';
import { pageText } from './page-text.ts';
import { readMhtml, type SavedPage } from './read-mhtml.ts';

const maxBytes = 50 * 1024 * 1024;

/**
 * A single web page that a browser saved: a page with the folder of pictures that lies beside it, a page with its pictures in
 * itself, or MHTML. It becomes a draft.
 */
export async function openWebPage(file: string): Promise<Result<ImportSource, ImportRefused>> {
  const { size, mtimeMs } = await stat(file);
  if (size > maxBytes) return fail({ kind: 'import-refused', file, reason: 'too-large' });
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return fail({ kind: 'import-refused', file, reason: 'unreadable' });
  const isMhtml = /\.mht(?:ml)?$/i.test(file);
  const saved = isMhtml ? readMhtml(bytes) : undefined;
  if (isMhtml && saved === undefined) return fail({ kind: 'import-refused', file, reason: 'not-an-export' });
  const parts = pageParts(pageText(saved?.page.content ?? bytes, saved?.page.charset));
  if (!saysSomething(parts)) return fail({ kind: 'import-refused', file, reason: 'empty' });
  const url = [saved?.url, parts.url].find((address) => /^https?:/i.test(address ?? '') && URL.canParse(address ?? ''));
  const source = sourceOf(file, parts, url);
  return ok(arrivalsToSource(saved === undefined ? source : { ...source, find: partFinder(saved, mtimeMs) }));
}

function saysSomething({ html }: PageParts): boolean {
  const withoutTags = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, '').replace(/<(?!img\b)[^>]+>/g, '');
  return withoutTags.trim() !== '';
}

function sourceOf(file: string, parts: PageParts, url: string | undefined): ArrivalSource {
  const name = path.basename(file);
  const title = parts.title || name.replace(/\.[a-z]+$/i, '');
  const arrival: Arrival = {
    key: `web-page:${url ?? name}`,
    kind: 'post',
    title,
    sourceStatus: '',
    // Whoever saves one page wants to look at it before it is published.
    isDraft: true,
    folder: '',
    slug: slugFromTitle(title),
    address: undefined,
    aliases: [],
    date: Number.isNaN(Date.parse(parts.date)) ? undefined : new Date(parts.date).toISOString().replace('.000Z', 'Z'),
    updated: undefined,
    matter: {
      description: parts.description,
      author: parts.author,
      ...(url === undefined ? {} : { source: url }),
    },
    cover: undefined,
    sourcePath: name,
    comments: [],
    read: async () => ({ form: 'html', text: parts.html, look: [] }),
  };
  const settings = {
    title,
    tagline: '',
    language: parts.language || 'en',
    url: url === undefined ? '' : `${new URL(url).origin}/`,
    permalink: '/:year/:month/:slug/',
    timeZone: '',
    menu: [],
  };
  const dialect = { ...plainDialect('html'), kind: 'web-page' as const };
  const folder = path.dirname(file);
  return {
    ...folderSource({ folder, files: [], arrivals: [arrival], dialect, settings, documents: [] }),
    source: file,
  };
}

/** Pictures of an MHTML file: by the address that the page names them with, which may begin at the page's own. */
function partFinder({ url, parts }: SavedPage, dateMs: number): ArrivalSource['find'] {
  return async (address): Promise<FoundFile | undefined> => {
    const whole = URL.canParse(address, url || undefined) ? new URL(address, url || undefined).href : address;
    const key = [address, whole].find((candidate) => parts.has(candidate));
    const part = key === undefined ? undefined : parts.get(key);
    if (key === undefined || part === undefined || /^text\/html/.test(part.type)) return undefined;
    return { key, name: fileName(key, part.type), content: async () => part.content, dateMs };
  };
}

function fileName(address: string, type: string): string {
  const name = URL.canParse(address) ? (new URL(address).pathname.split('/').at(-1) ?? '') : '';
  const ending = `.${type.split('/')[1]?.replace('jpeg', 'jpg').replace('svg+xml', 'svg') ?? 'bin'}`;
  return /\.[a-z0-9]{2,5}$/i.test(name) ? name : `${name || 'picture'}${ending}`;
}
