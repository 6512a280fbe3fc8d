import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ImportRefused } from '../../../common/contract/import.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import { slugFromTitle } from '../../../common/slug.ts';
import type { Arrival } from '../arrivals/arrival.ts';
import { arrivalsToSource } from '../arrivals/arrivals-to-source.ts';
import { folderSource } from '../folders/folder-source.ts';
import { plainDialect } from '../folders/plain-dialects.ts';
import type { ImportSource } from '../import-options.ts';
import { pageParts } from './page-document.ts';

const maxBytes = 50 * 1024 * 1024;

/** A single web page that a browser saved, with the folder of pictures that lies beside it: it becomes a draft. */
export async function openWebPage(file: string): Promise<Result<ImportSource, ImportRefused>> {
  const { size } = await stat(file);
  if (size > maxBytes) return fail({ kind: 'import-refused', file, reason: 'too-large' });
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return fail({ kind: 'import-refused', file, reason: 'unreadable' });
  const parts = pageParts(text);
  if (
    parts.html
      .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
      .replace(/<(?!img\b)[^>]+>/g, '')
      .trim() === ''
  )
    return fail({ kind: 'import-refused', file, reason: 'empty' });
  const isPublished = URL.canParse(parts.url);
  const arrival: Arrival = {
    key: `web-page:${parts.url || path.basename(file)}`,
    kind: 'post',
    title: parts.title,
    sourceStatus: '',
    // Whoever saves one page wants to look at it before it is published.
    isDraft: true,
    folder: '',
    slug: slugFromTitle(parts.title),
    address: undefined,
    aliases: [],
    date: Number.isNaN(Date.parse(parts.date)) ? undefined : new Date(parts.date).toISOString().replace('.000Z', 'Z'),
    updated: undefined,
    matter: {
      description: parts.description,
      author: parts.author,
      ...(isPublished ? { source: parts.url } : {}),
    },
    cover: undefined,
    sourcePath: path.basename(file),
    comments: [],
    read: async () => ({ form: 'html', text: parts.html, look: [] }),
  };
  const settings = {
    title: parts.title || path.basename(file),
    tagline: '',
    language: parts.language || 'en',
    url: isPublished ? `${new URL(parts.url).origin}/` : '',
    permalink: '/:year/:month/:slug/',
    timeZone: '',
    menu: [],
  };
  const dialect = { ...plainDialect('html'), kind: 'web-page' as const };
  const source = folderSource({
    folder: path.dirname(file),
    files: [],
    arrivals: [arrival],
    dialect,
    settings,
    documents: [],
  });
  return ok(arrivalsToSource({ ...source, source: file }));
}
