import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FetchProblem, MissingMedia } from '../../../common/import-report.ts';
import { inside } from '../../node/inside.ts';
import type { WantedFile } from '../fetch/fetch-media.ts';
import type { TakeIn } from '../import-options.ts';
import type { ExportIndex } from './export-index.ts';
import { candidatesOf, listedUploads, monthOf, uploadPath } from './uploads.ts';

/** Pictures and files of an export on their way into the site. */
export interface ImportedMedia {
  /** Path in the site (`/media/2024/05/a.jpg`) for an address of the old blog; undefined when it is no upload or is missing. */
  pathOf(url: string): string | undefined;
  /** Finds and takes in uploads by their addresses; `usedBy` is the post's file, undefined for those no post shows. */
  takeIn(urls: Iterable<string>, usedBy: string | undefined): Promise<void>;
  /** Uploads that are in none of the folders, with the addresses to ask for them, best first. */
  wanted(urls: Iterable<string>): Promise<readonly WantedFile[]>;
  missing(): readonly MissingMedia[];
  /** Remembers why files could not be fetched, by their path. */
  note(problems: ReadonlyMap<string, FetchProblem>): void;
}

/**
 * The uploads of an old blog. `folders` hold them on this machine, in the order in which they are looked through; resized
 * copies are traced back to their original, and each file is taken in once.
 */
export function importedMedia(index: ExportIndex, folders: readonly string[], takeIn: TakeIn): ImportedMedia {
  const taken = new Map<string, string | undefined>();
  const missing = new Map<string, string[]>();
  const problems = new Map<string, FetchProblem>();
  const listed = listedUploads(index);

  const absolute = (url: string) => (URL.canParse(url, index.blog.url) ? new URL(url, index.blog.url).href : url);
  const find = async (upload: string) => {
    for (const candidate of candidatesOf(upload, listed)) {
      for (const folder of folders) {
        const place = await inside(folder, candidate);
        const facts = place.ok ? await stat(place.value).catch(() => undefined) : undefined;
        if (place.ok && facts?.isFile() === true)
          return { file: place.value, name: candidate, dateMs: monthOf(candidate) ?? facts.mtimeMs };
      }
    }
    return undefined;
  };
  const take = async (upload: string) => {
    const found = await find(upload);
    if (found === undefined) return undefined;
    const site = await takeIn(path.posix.basename(found.name), await readFile(found.file), found.dateMs);
    return site === undefined ? undefined : `/${site}`;
  };

  return {
    pathOf: (url) => {
      const upload = uploadPath(url);
      return upload === undefined ? undefined : taken.get(upload);
    },
    takeIn: async (urls, usedBy) => {
      for (const url of urls) {
        const upload = uploadPath(url);
        if (upload === undefined) continue;
        if (!taken.has(upload)) taken.set(upload, await take(upload));
        if (taken.get(upload) !== undefined) continue;
        missing.set(url, [...(missing.get(url) ?? []), ...(usedBy === undefined ? [] : [usedBy])]);
      }
    },
    wanted: async (urls) => {
      const wanted = new Map<string, WantedFile>();
      for (const url of urls) {
        const upload = uploadPath(url);
        if (upload === undefined || wanted.has(upload) || (await find(upload)) !== undefined) continue;
        const candidates = candidatesOf(upload, listed).map((name) => ({
          path: name,
          url: addressOf(absolute(url), upload, name),
        }));
        wanted.set(upload, { path: upload, candidates });
      }
      return withoutCopies([...wanted.values()]);
    },
    missing: () =>
      [...missing].map(([url, usedBy]) => {
        const problem = problems.get(uploadPath(url) ?? '');
        return { url, usedBy: [...new Set(usedBy)], ...(problem === undefined ? {} : { problem }) };
      }),
    note: (found) => {
      for (const [name, problem] of found) problems.set(name, problem);
    },
  };
}

/** The address of another upload beside the one that a text names. */
function addressOf(url: string, upload: string, other: string): string {
  const at = url.search(/(?<=\/(?:uploads|files)\/)[^/]/);
  const base = at < 0 ? url.slice(0, url.length - upload.length) : url.slice(0, at);
  return base + other.split('/').map(encodeURIComponent).join('/');
}

/** Several resized copies ask for one original first; it is fetched once, under the name that is found later. */
function withoutCopies(wanted: readonly WantedFile[]): readonly WantedFile[] {
  const seen = new Set<string>();
  return wanted.flatMap((file) => {
    const [best] = file.candidates;
    if (best === undefined || seen.has(best.url)) return [];
    seen.add(best.url);
    return [file];
  });
}
