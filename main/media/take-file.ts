import { webcrypto } from 'node:crypto';
import path from 'node:path';
import type { MediaItem, MediaRefused } from '../../common/contract/media.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import { mediaAddress } from '../../common/media-address.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { uniqueSlug } from '../../common/slug.ts';
import { writeDurably } from '../node/durable-file.ts';
import { isMissing, nodeFileSystem } from '../node/file-system.ts';
import { inTurn } from '../node/in-turn.ts';
import { inside } from '../node/inside.ts';
import type { ContentIndex } from './content-index.ts';
import { readableName } from './file-name.ts';
import { extensionOf, type FileType, fileType } from './file-type.ts';
import { inspectPicture, type PictureFacts } from './inspect-picture.ts';
import { isoBoxes } from './iso-boxes.ts';
import { mediaFiles } from './media-files.ts';
import { isInReach, type MediaPlaces } from './media-places.ts';
import type { Sharp } from './picture-engine.ts';
import { type PictureSize, pictureSize } from './picture-size.ts';
import type { WorkGate } from './work-gate.ts';

/** What taking a file needs. */
export interface TakeFileParts {
  /** The site's folder, absolute, links resolved. */
  readonly folder: string;
  readonly places: () => Promise<MediaPlaces>;
  readonly index: ContentIndex;
  readonly gate: WorkGate;
  readonly sharp: () => Promise<Sharp | undefined>;
  readonly now: () => number;
}

/**
 * Takes content into the place for media that `postId` shows (`media/<year>/<month>/`, or where the site's own generator
 * expects it), once: content that is already in that post's reach is answered with its own path. Names never replace a file. Pictures are read to their last pixel first, so that a cut one is refused while the author still
 * has the good one.
 */
export async function takeFile(
  parts: TakeFileParts,
  name: string,
  content: Uint8Array,
  postId: string,
): Promise<Result<MediaItem, MediaRefused | WriteFailed>> {
  const checked = await checkFile(parts, name, content);
  if (!checked.ok) return checked;
  const { type, shown } = checked.value;
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const sha256 = await hashOf(bytes);
  // One after the other: two drops of one picture must not both find it missing, nor choose one name.
  return inTurn(parts.index, 'take', async () => {
    const size = bytes.byteLength;
    const known = await alreadyThere(parts, size, sha256, postId);
    const { tops } = await parts.places();
    const item = (file: string) => {
      const address = mediaAddress(file, postId, tops);
      return { path: file, address, kind: type.kind, type: type.type, size, ...shown };
    };
    if (known !== undefined) return ok({ ...item(known), isKnown: true });
    const written = await write(parts, name, type, bytes, postId);
    return typeof written === 'string' ? ok(item(written)) : written;
  });
}

/** What content is, and how large it is shown; refused with its reason when it cannot be published. */
export async function checkFile(
  parts: Pick<TakeFileParts, 'gate' | 'sharp'>,
  name: string,
  content: Uint8Array,
): Promise<Result<{ readonly type: FileType; readonly shown: Partial<PictureSize> }, MediaRefused>> {
  const refuse = (reason: MediaRefused['reason']) => fail({ kind: 'media-refused', name, reason } as const);
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const type = fileType(bytes, name);
  if ('refused' in type) return refuse(type.refused);
  const facts = await inspect(parts, type, bytes);
  if ('refused' in facts) return refuse(facts.refused);
  const { width, height } = facts;
  return ok({ type, shown: width === undefined || height === undefined ? {} : { width, height } });
}

async function inspect(
  parts: Pick<TakeFileParts, 'gate' | 'sharp'>,
  type: FileType,
  bytes: Buffer,
): Promise<PictureFacts> {
  if (type.kind === 'image') {
    const { width = 0, height = 0 } = pictureSize(type.type, bytes) ?? {};
    const sharp = await parts.sharp();
    return parts.gate.run(Math.max(width * height, bytes.byteLength / 4), () =>
      inspectPicture(type.type, bytes, sharp),
    );
  }
  if (/mp4|quicktime/.test(type.type) && isoBoxes(bytes) === undefined) return { refused: 'damaged' };
  if (type.type.includes('zip') && bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1') < 0)
    return { refused: 'damaged' };
  return {};
}

/** Path of a file with this content that the post can show; only files of the same size are read. */
async function alreadyThere(
  parts: TakeFileParts,
  size: number,
  sha256: string,
  postId: string,
): Promise<string | undefined> {
  const places = await parts.places();
  for (const file of await mediaFiles(parts.folder, places)) {
    if (file.size !== size || !isInReach(places, file.path, postId)) continue;
    const hash = await parts.index.hashOf(path.join(parts.folder, file.path)).catch(() => undefined);
    if (hash === sha256) return file.path;
  }
  return undefined;
}

async function write(
  parts: TakeFileParts,
  hint: string,
  type: FileType,
  bytes: Buffer,
  postId: string,
): Promise<string | Result<never, WriteFailed>> {
  const relativeFolder = (await parts.places()).folderFor(postId, parts.now());
  const contained = await inside(parts.folder, relativeFolder);
  if (!contained.ok) return fail({ kind: 'write-failed', file: relativeFolder, code: 'OUTSIDE' });
  const taken = await namesIn(contained.value);
  const extension = extensionOf(hint) === '.jpeg' && type.extension === '.jpg' ? '.jpg' : type.extension;
  for (;;) {
    const base = readableName(hint, type.kind);
    const name = `${uniqueSlug(base, (candidate) => taken.has(`${candidate}${extension}`.normalize('NFC')))}${extension}`;
    const file = path.join(contained.value, name);
    // Another program may have made the same name since the folder was listed.
    const written = await writeDurably(file, bytes, {
      beforeReplace: async () => ((await exists(file)) ? 'EEXIST' : undefined),
    });
    if (written.ok) return `${relativeFolder}/${name}`;
    if (written.failure.code !== 'EEXIST') return written;
    taken.add(name.normalize('NFC'));
  }
}

/** Names in a folder as a disk that ignores case compares them. */
async function namesIn(folder: string): Promise<Set<string>> {
  try {
    return new Set((await nodeFileSystem.list(folder)).map(({ name }) => name.normalize('NFC').toLowerCase()));
  } catch (error) {
    if (isMissing(error)) return new Set();
    throw error;
  }
}

async function exists(file: string): Promise<boolean> {
  return nodeFileSystem.lstat(file).then(
    () => true,
    () => false,
  );
}

/** SHA-256 off the event loop: content may be 256 MB. */
async function hashOf(bytes: Buffer): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
}
