import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { inside } from '../../node/inside.ts';
import type { ExportIndex } from './export-index.ts';

/** Pictures and files of an export on their way into the site. */
export interface ImportedMedia {
  /** Path in the site (`/media/2024/05/a.jpg`) for an address of the old blog; undefined when it is no upload or is missing. */
  pathOf(url: string): string | undefined;
  /** Finds and takes in every upload that a text names, before that text is converted. */
  takeIn(urls: Iterable<string>, usedBy: string): Promise<void>;
  readonly missing: ReadonlyMap<string, readonly string[]>;
  /** How many different files came over. */
  count(): number;
}

/** Takes content into the site's media; answers its path there, or undefined when it was refused. */
export type TakeIn = (name: string, content: Uint8Array, dateMs: number) => Promise<string | undefined>;

/** WordPress's own additions to the name of an upload: a size, a mark of editing, a mark of having been made smaller. */
const derived = /(?:-\d+x\d+|-scaled|-e\d{10,}|-rotated)(?=\.[a-z0-9]+$)/i;

/**
 * The uploads of an old blog. `uploadsFolder` is its `wp-content/uploads` on this machine, when there is one; resized copies
 * are traced back to their original, and each file is taken in once.
 */
export function importedMedia(index: ExportIndex, uploadsFolder: string | undefined, takeIn: TakeIn): ImportedMedia {
  const taken = new Map<string, string | undefined>();
  const missing = new Map<string, string[]>();
  const uploads = new Set<string>();
  for (const { type, attachmentUrl, guid } of index.items.values()) {
    if (type === 'attachment') uploads.add(uploadPath(attachmentUrl || guid) ?? '');
  }

  const find = async (upload: string) => {
    if (uploadsFolder === undefined) return undefined;
    for (const candidate of candidatesOf(upload, uploads)) {
      const place = await inside(uploadsFolder, candidate);
      const facts = place.ok ? await stat(place.value).catch(() => undefined) : undefined;
      if (place.ok && facts?.isFile() === true)
        return { file: place.value, name: candidate, dateMs: dateOf(candidate, facts.mtimeMs) };
    }
    return undefined;
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
        if (!taken.has(upload)) {
          const found = await find(upload);
          const site =
            found === undefined
              ? undefined
              : await takeIn(path.posix.basename(found.name), await readFile(found.file), found.dateMs);
          taken.set(upload, site === undefined ? undefined : `/${site}`);
        }
        if (taken.get(upload) === undefined) missing.set(url, [...(missing.get(url) ?? []), usedBy]);
      }
    },
    missing,
    count: () => new Set([...taken.values()].filter((site) => site !== undefined)).size,
  };
}

/** The part of an address below the uploads folder, `2024/05/a.jpg`; undefined for any other address. */
export function uploadPath(url: string): string | undefined {
  const found = /\/(?:wp-content\/uploads|wp-content\/blogs\.dir\/\d+\/files|files)\/([^?#]+)/.exec(url)?.[1];
  if (found === undefined) return undefined;
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
}

/** Every address of an upload in a text: pictures, links, sound, film, source sets. */
export function uploadsIn(html: string): Set<string> {
  const found = html.match(/https?:\/\/[^\s"'<>\\()[\]]+|\/wp-content\/[^\s"'<>\\()[\]]+/g) ?? [];
  return new Set(
    found
      .map((url) => url.replaceAll('&amp;', '&').replace(/[,.;]+$/, ''))
      .filter((url) => uploadPath(url) !== undefined),
  );
}

/** Names to look for, best first: the original that the export lists, then what the text says. */
function candidatesOf(upload: string, known: ReadonlySet<string>): string[] {
  const originals: string[] = [];
  for (let name = upload; derived.test(name); ) {
    name = name.replace(derived, '');
    originals.push(name, name.replace(/(\.[a-z0-9]+)$/i, '-scaled$1'));
  }
  const listed = originals.filter((name) => known.has(name));
  return [
    ...new Set([
      ...listed.filter((name) => !name.includes('-scaled')),
      ...listed,
      ...(known.has(upload) ? [upload] : []),
      ...originals,
      upload,
    ]),
  ];
}

function dateOf(upload: string, fileMs: number): number {
  const found = /^(\d{4})\/(\d{2})\//.exec(upload);
  return found === null ? fileMs : Date.UTC(Number(found[1]), Number(found[2]) - 1, 15);
}
