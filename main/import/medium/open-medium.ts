import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImportRefused } from '../../../common/contract/import.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import { slugFromTitle } from '../../../common/slug.ts';
import { readArchive } from '../archive/read-archive.ts';
import type { Arrival, ArrivalSource } from '../arrivals/arrival.ts';
import { arrivalsToSource } from '../arrivals/arrivals-to-source.ts';
import type { ImportSource } from '../import-options.ts';
import { decodeEntities } from '../wordpress/export-index.ts';

/** True for a folder that Medium's export was unpacked into. */
export async function isMediumFolder(folder: string, files: readonly string[]): Promise<boolean> {
  const post = files.find((file) => /(?:^|\/)posts\/[^/]+\.html$/.test(file));
  if (post === undefined) return false;
  return isMediumPost(await readFile(path.join(folder, post), 'utf8').catch(() => ''));
}

/** Medium's export, unpacked. */
export async function openMediumFolder(
  folder: string,
  files: readonly string[],
): Promise<Result<ImportSource, ImportRefused>> {
  const texts = new Map<string, string>();
  for (const file of files) {
    if (/(?:^|\/)posts\/[^/]+\.html$/.test(file)) texts.set(file, await readFile(path.join(folder, file), 'utf8'));
  }
  return fromTexts(folder, texts);
}

/** Medium's export as it is sent: a zip archive. Read in memory; nothing is unpacked to the disk. */
export async function openMediumArchive(file: string): Promise<Result<ImportSource, ImportRefused>> {
  const read = await readArchive(file, (name) => /(?:^|\/)posts\/[^/]+\.html$/.test(name));
  if (!read.ok) return read;
  return fromTexts(file, new Map([...read.value].map(([name, content]) => [name, content.toString('utf8')])));
}

function isMediumPost(html: string): boolean {
  return /data-field="(?:body|subtitle)"/.test(html) && /class="[^"]*p-name/.test(html);
}

function fromTexts(place: string, texts: ReadonlyMap<string, string>): Result<ImportSource, ImportRefused> {
  const posts = [...texts].filter(([, html]) => isMediumPost(html));
  if (posts.length === 0) return fail({ kind: 'import-refused', file: place, reason: 'not-an-export' });
  const source: ArrivalSource = {
    kind: 'medium',
    source: place,
    settings: {
      title: authorOf(posts[0]?.[1] ?? '') || 'Imported blog',
      tagline: '',
      author: authorOf(posts[0]?.[1] ?? ''),
      language: 'en',
      url: '',
      permalink: '/:year/:month/:slug/',
      timeZone: 'UTC',
      menu: [],
    },
    arrivals: posts.map(([name, html]) => arrivalOf(name, html)),
    redirects: new Map(),
    problems: [],
    find: async () => undefined,
    isOwnFile: (address) => /^https:\/\/(?:cdn-images-\d\.medium\.com|miro\.medium\.com)\//.test(address),
  };
  return ok(arrivalsToSource(source));
}

function arrivalOf(name: string, html: string): Arrival {
  const base = path.posix.basename(name, '.html');
  const title = words(/<h1 class="p-name">([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '');
  const body =
    /<section data-field="body"[^>]*>([\s\S]*?)<\/section>\s*<footer/.exec(html)?.[1] ??
    /<section data-field="body"[^>]*>([\s\S]*)<\/section>/.exec(html)?.[1] ??
    '';
  const published = /<time class="dt-published" datetime="([^"]+)"/.exec(html)?.[1];
  const canonical = /<a href="([^"]+)" class="p-canonical"/.exec(html)?.[1] ?? '';
  const isDraft = base.startsWith('draft_') || published === undefined;
  const isSame = (text: string) => words(text) === title;
  return {
    key: `medium:${/-?([0-9a-f]{8,12})$/.exec(base)?.[1] ?? base}`,
    kind: 'post',
    title,
    sourceStatus: isDraft ? 'draft' : '',
    isDraft,
    folder: '',
    slug: slugFromTitle(title),
    address: undefined,
    aliases: [],
    date: published?.replace('.000Z', 'Z').replace(/\.\d{3}Z$/, 'Z'),
    updated: undefined,
    matter: {
      description: words(/<section data-field="subtitle"[^>]*>([\s\S]*?)<\/section>/.exec(html)?.[1] ?? ''),
      tags: [...html.matchAll(/<a class="p-tag"[^>]*>([\s\S]*?)<\/a>/g)].map((found) => words(found[1] ?? '')),
      ...(canonical === '' ? {} : { source: canonical }),
    },
    cover: undefined,
    sourcePath: name,
    comments: [],
    // The title stands once more at the beginning of the text.
    read: async () => ({
      form: 'html',
      text: body.replace(
        /<h[1-4]\b[^>]*class="[^"]*graf--title[^"]*"[^>]*>([\s\S]*?)<\/h[1-4]>/,
        (found, text: string) => (isSame(text) ? '' : found),
      ),
      look: [],
    }),
  };
}

function authorOf(html: string): string {
  return words(/<a[^>]*class="p-author h-card"[^>]*>([\s\S]*?)<\/a>/.exec(html)?.[1] ?? '');
}

function words(html: string): string {
  return decodeEntities(html.replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}
