import { open } from 'node:fs/promises';
import { sha256 } from '../node/hash.ts';
import { editedSize, shapeOf } from './edited-picture.ts';
import type { PublishedMedia } from './media.ts';
import { shownSize, storedOrientation } from './picture-size.ts';
import {
  findPublishable,
  isStillPicture,
  keptOf,
  type PublishedMediaParts,
  storeKey,
  withFocus,
} from './published-media.ts';

/** A picture's size stands within its first bytes. */
const headBytes = 256 * 1024;

/**
 * Answers what is published of a file as far as that is known without making anything. A picture's size is read from its
 * header; `later` hears which picture is still to be made.
 */
export function createOutline(
  parts: PublishedMediaParts,
  published: (relative: string) => Promise<PublishedMedia | undefined>,
  later: (relative: string) => void,
): (relative: string) => Promise<PublishedMedia | undefined> {
  return async (relative) => {
    const found = await findPublishable(parts, relative);
    if (found === undefined) return undefined;
    const { type, extension, kind } = found.type;
    if (!isStillPicture(type)) return published(relative);
    const hash = await parts.index.hashOf(found.file);
    const edit = await parts.edits.of(found.relative);
    const { kept } = await keptOf(parts, storeKey(hash, edit), type);
    // In the preview a picture is there at once: nothing has to stand in for it.
    if (kept !== undefined) return withFocus(withoutPlaceholder(kept), edit);
    const head = await readHead(found.file);
    const whole = shownSize(type, head, storedOrientation(type, head));
    if (whole === undefined) return published(relative);
    const size = editedSize(whole, edit);
    later(relative);
    const file = {
      source: found.file,
      sha256: shapeOf(edit) === undefined ? hash : sha256(storeKey(hash, edit)),
      size: found.size,
      type,
      extension,
      ...size,
      isOutline: true,
    };
    return withFocus({ kind, ...size, files: [file] }, edit);
  };
}

function withoutPlaceholder({ placeholder: _, ...published }: PublishedMedia): PublishedMedia {
  return published;
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
