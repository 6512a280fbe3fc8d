import { createHash } from 'node:crypto';
import path from 'node:path';
import type { MediaItem, MediaRefused } from '../../common/contract/media.ts';
import { maxMediaBytes } from '../../common/contract/media-intake.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import { mediaAddress } from '../../common/media-address.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { errorCode } from '../node/file-system.ts';
import { inTurn } from '../node/in-turn.ts';
import { type StagedFile, stageFile } from '../node/staged-file.ts';
import { type CheckFileParts, checkFile } from './check-file.ts';
import { type FileType, fileType, headBytes } from './file-type.ts';
import { alreadyThere } from './known-content.ts';
import { folderNow, type NewPathParts, newPath, pathNow, withdraw } from './new-path.ts';
import { type PictureSize, shownSize, storedOrientation } from './picture-size.ts';

/** What taking files in needs. */
export interface TakeFileParts extends CheckFileParts, NewPathParts {
  /** Hears of a file, all of whose bytes have come, before it is looked into. */
  readonly onWhole?: (file: WholeFile) => void;
}

/** A file on its way, all of whose bytes have come. */
export interface WholeFile {
  /** Where it will be below the site folder, as far as that is known. */
  readonly path: string;
  /** Where it lies for now, absolute. */
  readonly file: string;
  readonly type: string;
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  /** Resolves when it is in its place, or will not be. */
  readonly ended: Promise<void>;
}

/** A file as it is announced, before its bytes have come. */
export interface AnnouncedFile {
  /** A hint for its new name. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Its first bytes, 4 kB or more unless it is shorter. They are not kept; `append` brings all. */
  readonly head: Uint8Array;
  /** The post that shows it, which in some layouts decides where it goes. */
  readonly postId: string;
}

type Refusal = MediaRefused | WriteFailed;

/** What looking into a whole file found. */
type Looked = Result<
  { readonly file: StagedFile; readonly shown: Partial<PictureSize>; readonly sha256: string },
  Refusal
>;

/** A file on its way into the site: what it is and where it will be is known, its bytes come piece by piece. */
export interface IncomingFile {
  /** As it will be, unless the site has its content already or its place is taken meanwhile. */
  readonly item: MediaItem;
  readonly type: FileType;
  /** Puts bytes behind those that have come. Calls come one after the other. */
  append(content: Uint8Array): Promise<Result<void, Refusal>>;
  /** Takes the whole file into the site durably, or answers the file that has its content already. Ends this. */
  take(): Promise<Result<MediaItem, Refusal>>;
  /** Checks the whole file and hands it over where `place` wants it: durable, still under its temporary name. Ends this. */
  hand<Value>(place: (file: StagedFile) => Promise<Value>): Promise<Value | Result<never, Refusal>>;
  /** Forgets it. Does nothing after the end. */
  discard(): Promise<void>;
}

/** Decides by its first bytes what a file is and where it goes; refused with its reason when that is nowhere. */
export async function announceFile(
  parts: TakeFileParts,
  { name, size, head, postId }: AnnouncedFile,
): Promise<Result<IncomingFile, Refusal>> {
  const refuse = (reason: MediaRefused['reason']) => fail({ kind: 'media-refused', name, reason } as const);
  const type = fileType(head, name);
  if ('refused' in type) return refuse(type.refused);
  if (size > maxMediaBytes) return refuse('too-large');
  const { tops } = await parts.places();
  const promise = await newPath(parts, name, type, postId);
  if (!promise.ok) return promise;
  const hash = createHash('sha256');
  let staged: StagedFile | undefined;
  let received = 0;
  let looking: Promise<Looked> | undefined;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const itemAt = (file: string, shown: Partial<PictureSize>): MediaItem => {
    const address = mediaAddress(file, postId, tops);
    return { path: file, address, kind: type.kind, type: type.type, size, ...shown };
  };
  const discard = async () => {
    withdraw(parts, promise.value);
    end();
    await staged?.discard();
    staged = undefined;
  };
  const lookInto = async (file: StagedFile): Promise<Looked> => {
    const sha256 = hash.digest('hex');
    parts.onWhole?.({ path: promise.value, file: file.path, type: type.type, sha256, size, ended });
    // What was written is read from memory while the disk still makes it durable.
    const [shown] = await Promise.all([checkFile(parts, file.path, type, size), file.settle()]);
    return 'refused' in shown ? refuse(shown.refused) : ok({ file, shown, sha256 });
  };
  const whole = (): Looked | Promise<Looked> => looking ?? refuse(received === 0 ? 'empty' : 'damaged');
  /** Whatever happens, nothing stays behind but what was asked for. */
  const ending = async <Value>(work: () => Promise<Value>): Promise<Value | Result<never, WriteFailed>> => {
    try {
      return await work();
    } catch (error) {
      return fail({ kind: 'write-failed', file: promise.value, code: errorCode(error) });
    } finally {
      await discard();
    }
  };

  return ok({
    item: itemAt(promise.value, sizeShown(type.type, head)),
    type,
    append: async (content) => {
      received += content.byteLength;
      if (received > size || looking !== undefined) return refuse('damaged');
      try {
        // The kind was told by bytes sent before; these are the ones that count.
        const start = received === content.byteLength ? fileType(content, name) : type;
        if ('refused' in start || start.type !== type.type) return refuse('damaged');
        staged ??= await stageFile(await folderNow(parts.folder, promise.value));
        hash.update(content);
        await staged.append(content);
        // Begun before anybody asks for it: whoever takes the file waits for it, and hears how it went.
        if (received === size) {
          looking = lookInto(staged);
          looking.catch(() => undefined);
        }
        return ok(undefined);
      } catch (error) {
        return fail({ kind: 'write-failed', file: promise.value, code: errorCode(error) });
      }
    },
    take: () =>
      ending(async () => {
        const checked = await whole();
        if (!checked.ok) return checked;
        const { file, shown, sha256 } = checked.value;
        // One after the other: two drops of one picture must not both find it missing.
        return inTurn(parts.index, 'take', async () => {
          const known = await alreadyThere(parts, size, sha256, postId);
          if (known !== undefined) return ok({ ...itemAt(known, shown), isKnown: true });
          const target = await pathNow(parts, name, type, promise.value);
          if (!target.ok) return target;
          await file.moveTo(path.join(parts.folder, target.value));
          return ok(itemAt(target.value, shown));
        });
      }),
    hand: (place) =>
      ending(async () => {
        const checked = await whole();
        return checked.ok ? place(checked.value.file) : checked;
      }),
    discard,
  });
}

/** How large a picture will be shown, where its first bytes say so. */
function sizeShown(type: string, head: Uint8Array): Partial<PictureSize> {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  return bytes.byteLength < headBytes ? {} : (shownSize(type, bytes, storedOrientation(type, bytes)) ?? {});
}
