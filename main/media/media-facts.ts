import { open } from 'node:fs/promises';
import path from 'node:path';
import { cleanSvg } from './clean-svg.ts';
import { fileType } from './file-type.ts';
import { isAnimated } from './is-animated.ts';
import type { MediaFileFacts } from './media.ts';
import { type MediaFile, mediaFiles } from './media-files.ts';
import type { MediaPlaces } from './media-places.ts';
import { shownSize, storedOrientation } from './picture-size.ts';

/** A picture's size stands within its first bytes, behind Exif and colour profile. */
const headBytes = 256 * 1024;
const lanes = 32;

/** Answers what every file of the library is. A file is looked into once, until it changes. */
export function createMediaFacts(
  siteFolder: string,
  places: () => Promise<MediaPlaces>,
): () => Promise<readonly MediaFileFacts[]> {
  const known = new Map<string, { readonly stamp: string; readonly facts: MediaFileFacts | undefined }>();
  const factsOf = async (file: MediaFile) => {
    const stamp = `${file.size} ${file.modifiedMs}`;
    const before = known.get(file.path);
    if (before?.stamp === stamp) return before.facts;
    const facts = await look(siteFolder, file);
    known.set(file.path, { stamp, facts });
    return facts;
  };
  return async () => {
    const waiting = [...(await mediaFiles(siteFolder, await places()))];
    const found: MediaFileFacts[] = [];
    const lane = async () => {
      for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
        const facts = await factsOf(file);
        if (facts !== undefined) found.push(facts);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return found.sort((a, b) => (a.path < b.path ? -1 : 1));
  };
}

/** Undefined for what cannot be read or is nothing that could be published. */
async function look(siteFolder: string, file: MediaFile): Promise<MediaFileFacts | undefined> {
  const head = await readHead(path.join(siteFolder, file.path)).catch(() => undefined);
  if (head === undefined) return undefined;
  const type = fileType(head, file.path);
  if ('refused' in type) return undefined;
  const isDrawing = type.type === 'image/svg+xml';
  const size = isDrawing ? cleanSvg(head) : shownSize(type.type, head, storedOrientation(type.type, head));
  const { width, height } = size ?? {};
  const shown = width === undefined || height === undefined ? {} : { width, height };
  const moves = type.kind === 'image' && isAnimated(type.type, head) ? { isAnimated: true } : {};
  const { path: place, size: bytes, modifiedMs: changedMs } = file;
  return { path: place, kind: type.kind, type: type.type, size: bytes, changedMs, ...shown, ...moves };
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(Math.min(size, headBytes));
    const { bytesRead } = await handle.read(head, 0, head.byteLength, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
