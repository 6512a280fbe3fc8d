import { createReadStream, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Transform } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { archiveEntries, contentStart } from '../archive/archive-entries.ts';

/** One XML text of an export: the file itself, or one of those in an archive. Each call of `text` reads it anew. */
export interface ExportPart {
  /** Its text piece by piece; ends with undefined where more comes out than any export packs into so few bytes. */
  readonly text: () => AsyncGenerator<string | undefined>;
}

const pieceBytes = 256 * 1024;
/** WordPress.com cuts a large blog into parts of some megabytes. */
const maxParts = 1_000;
/** Exports pack to a tenth or a twentieth; this is believed of a small one only. */
const mostUnpackedPerByte = 250;
const believed = 64 * 1024 * 1024;

/** True for a zip archive that holds XML, as WordPress.com sends it. */
export async function holdsExport(file: string): Promise<boolean> {
  const parts = await archivedParts(file).catch(() => undefined);
  return parts !== undefined && parts.length > 0;
}

/** The texts of an export in their order: a plain file, one packed with gzip, or a zip archive of any number. */
export async function exportParts(file: string): Promise<readonly ExportPart[]> {
  if (/\.zip$/i.test(file)) return (await archivedParts(file)) ?? [];
  const isPacked = /\.gz$/i.test(file);
  return [
    { text: () => textOf(createReadStream(file, { highWaterMark: pieceBytes }), isPacked ? createGunzip : undefined) },
  ];
}

async function archivedParts(file: string): Promise<readonly ExportPart[] | undefined> {
  const handle = await open(file, 'r');
  try {
    const entries = (await archiveEntries(handle))?.filter(
      ({ name, packed, method }) => isExportName(name) && packed > 0 && (method === 0 || method === 8),
    );
    if (entries === undefined) return undefined;
    const parts: ExportPart[] = [];
    const inOrder = entries.toSorted((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
    for (const entry of inOrder.slice(0, maxParts)) {
      const start = await contentStart(handle, entry);
      if (start === undefined) continue;
      const place = { start, end: start + entry.packed - 1, highWaterMark: pieceBytes };
      const unpack = entry.method === 8 ? createInflateRaw : undefined;
      parts.push({ text: () => textOf(createReadStream(file, place), unpack) });
    }
    return parts;
  } finally {
    await handle.close();
  }
}

/** macOS puts files of its own beside what it packs; hidden names, and ways out, are no exports. */
function isExportName(name: string): boolean {
  return /\.xml$/i.test(name) && !/(?:^|\/)(?:__MACOSX\/|\.)/.test(name);
}

async function* textOf(
  bytes: ReadStream,
  unpack: ((options: { chunkSize: number }) => Transform) | undefined,
): AsyncGenerator<string | undefined> {
  const stream = unpack === undefined ? bytes : unpack({ chunkSize: pieceBytes });
  if (stream !== bytes) {
    bytes.on('error', (error) => stream.destroy(error));
    bytes.pipe(stream as Transform);
  }
  let characters = 0;
  try {
    for await (const chunk of stream.setEncoding('utf8')) {
      characters += String(chunk).length;
      if (characters > believed && characters > bytes.bytesRead * mostUnpackedPerByte) {
        yield undefined;
        return;
      }
      yield String(chunk);
    }
  } finally {
    bytes.destroy();
  }
}
