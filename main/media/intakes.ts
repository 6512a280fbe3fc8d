import { randomUUID } from 'node:crypto';
import type { MediaRefused } from '../../common/contract/media.ts';
import type { BegunMedia, IntakeGone, LostMedia } from '../../common/contract/media-intake.ts';
import type { ReadOnlySite, WriteFailed } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { ComingRecord } from './coming-record.ts';
import type { AnnouncedFile, IncomingFile } from './incoming-file.ts';

/** Files that come in piece by piece, each under a name of its own until it is taken or given up. */
export interface Intakes {
  /** Announces a file: answers where it will be before its bytes have come. */
  begin(file: AnnouncedFile): Promise<Result<BegunMedia, MediaRefused | WriteFailed | ReadOnlySite>>;
  /** Puts a piece behind `from` bytes that have come. A failure ends the intake. */
  add(
    intake: string,
    from: number,
    content: Uint8Array,
  ): Promise<Result<void, IntakeGone | MediaRefused | WriteFailed>>;
  /** Hands over a file whose bytes have come. */
  end<Value>(intake: string, use: (file: IncomingFile) => Promise<Value>): Promise<Value | Result<never, IntakeGone>>;
  /** Gives a file up. */
  stop(intake: string): Promise<void>;
  /** How many files are on their way. */
  count(): number;
  /** Files that were on their way when the program ended before; each is answered once. */
  lost(): Promise<readonly LostMedia[]>;
  /** Gives up everything. */
  close(): Promise<void>;
}

interface Open {
  readonly file: IncomingFile;
  received: number;
  touchedMs: number;
}

/** A page that is gone finishes nothing: for so long after its last piece a file may still come, in milliseconds. */
const patienceMs = 10 * 60_000;

/**
 * Keeps files on their way. `announce` decides about each; `now` in UTC milliseconds. `record` remembers those whose links may
 * stand in a text: what a page gives up, it takes out of the text itself; what is given up without it is lost.
 */
export function createIntakes(
  announce: (file: AnnouncedFile) => Promise<Result<IncomingFile, MediaRefused | WriteFailed | ReadOnlySite>>,
  now: () => number,
  record: ComingRecord,
): Intakes {
  const open = new Map<string, Open>();
  const gone = (intake: string) => fail({ kind: 'intake-gone', intake } as const);
  const giveUp = async (intake: string) => {
    const found = open.get(intake);
    open.delete(intake);
    await found?.file.discard();
    return found;
  };
  const stop = async (intake: string) => {
    const found = await giveUp(intake);
    if (found !== undefined) await record.ended(found.file.item.path);
  };
  const giveUpForgotten = async () => {
    for (const [intake, { touchedMs }] of [...open]) if (touchedMs < now() - patienceMs) await giveUp(intake);
  };

  return {
    begin: async (file) => {
      await giveUpForgotten();
      const announced = await announce(file);
      if (!announced.ok) return announced;
      const intake = randomUUID();
      await record.begun({ path: announced.value.item.path, name: file.name });
      open.set(intake, { file: announced.value, received: 0, touchedMs: now() });
      return ok({ intake, item: announced.value.item });
    },
    add: async (intake, from, content) => {
      const found = open.get(intake);
      if (found === undefined || found.received !== from) return gone(intake);
      // Counted before it is written: a piece that is sent twice must not be put there twice.
      found.received += content.byteLength;
      found.touchedMs = now();
      const added = await found.file.append(content);
      if (!added.ok) await stop(intake);
      return added;
    },
    end: async (intake, use) => {
      const found = open.get(intake);
      if (found === undefined) return gone(intake);
      // Nothing is added from now on.
      open.delete(intake);
      try {
        return await use(found.file);
      } finally {
        await found.file.discard();
        await record.ended(found.file.item.path);
      }
    },
    stop,
    lost: record.lost,
    count: () => open.size,
    close: async () => {
      for (const intake of [...open.keys()]) await giveUp(intake);
    },
  };
}
