import { detached } from '../detached-text.ts';
import type { ExportIndex } from './export-index.ts';

/** WordPress's own additions to the name of an upload: a size, a mark of editing, a mark of having been made smaller. */
const derived = /(?:-\d+x\d+|-scaled|-e\d{10,}|-rotated)(?=\.[a-z0-9]+$)/i;

/** The part of an address below the uploads folder, `2024/05/a.jpg`; undefined for any other address. */
export function uploadPath(url: string): string | undefined {
  const found = /\/(?:wp-content\/uploads|wp-content\/blogs\.dir\/\d+\/files|files)\/([^?#]+)/.exec(url)?.[1];
  if (found === undefined) return undefined;
  try {
    return decodeURIComponent(found).normalize('NFC');
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
      .filter((url) => uploadPath(url) !== undefined)
      .map(detached),
  );
}

/** Upload paths that the export lists as files of its own. */
export function listedUploads(index: ExportIndex): ReadonlySet<string> {
  const uploads = new Set<string>();
  for (const { type, attachmentUrl, guid } of index.items.values()) {
    const upload = type === 'attachment' ? uploadPath(attachmentUrl || guid) : undefined;
    if (upload !== undefined) uploads.add(upload);
  }
  return uploads;
}

/** Names to look for, best first: the original that the export lists, then what the text says. */
export function candidatesOf(upload: string, listed: ReadonlySet<string>): string[] {
  const originals: string[] = [];
  for (let name = upload; derived.test(name); ) {
    name = name.replace(derived, '');
    originals.push(name, name.replace(/(\.[a-z0-9]+)$/i, '-scaled$1'));
  }
  const known = originals.filter((name) => listed.has(name));
  return [
    ...new Set([
      ...originals.filter((name) => !name.includes('-scaled') && known.length > 0),
      ...known,
      ...(listed.has(upload) ? [upload] : []),
      ...originals,
      upload,
    ]),
  ];
}

/** UTC milliseconds of the month in an upload's path; undefined for uploads that are not kept by month. */
export function monthOf(upload: string): number | undefined {
  const found = /^(\d{4})\/(\d{2})\//.exec(upload);
  return found === null ? undefined : Date.UTC(Number(found[1]), Number(found[2]) - 1, 15);
}
