import { type ReadonlySignal, signal } from '@preact/signals';
import type { MediaItem } from '../../common/contract/media.ts';
import { localPathOf } from '../../common/markdown/local-path.ts';
import type { Failure, Result } from '../../common/result.ts';
import type { Client } from '../client.ts';
import type { AnnouncedFile } from '../editor/media-intake.ts';
import { createKeyRest } from '../key-rest.ts';
import { announceMedia, sendMedia, takeMedia } from '../send-media.ts';

/** A file on its way. Once it `isSent`, the host has all bytes of the one picture that is waited for, and can show it. */
export type ComingMedia = MediaItem & { readonly isSent?: boolean };

/** Files on their way into the post that is open. */
export interface IntakeStore {
  /** Files that are named in the text and not there yet, by their paths as posts address them. */
  readonly coming: ReadonlySignal<ReadonlyMap<string, ComingMedia>>;
  /** Resolves when no file is on its way any more. */
  settled(): Promise<void>;
  /** Finds out where a file will be; undefined when it was refused, after the author was told why. */
  announce(file: File): Promise<AnnouncedFile | undefined>;
  /** Tells the author of files that were on their way when the program ended before. */
  tellLost(): Promise<void>;
  /** Takes a whole file in; undefined when it was refused, after the author was told why. */
  take(file: File): Promise<MediaItem | undefined>;
}

/** What the store needs. */
export interface IntakeStoreParts {
  readonly client: Client;
  /** The post that is open. */
  readonly postId: () => string | undefined;
  /** Hears the paths of a file that has come in, in the folder and as posts address it. */
  readonly filesCame: (paths: readonly string[]) => void;
  readonly showFailure: (name: string, failure: Failure) => void;
  readonly showLost: (names: readonly string[]) => void;
}

/** A file waits no longer than this for the author to rest, piece by piece, in milliseconds. */
const longestWaitMs = 2_000;

/** One file up to this size comes in at once, in bytes; a larger one would take seconds of typing. */
const hurriedBytes = 64 * 1024 * 1024;

/** Sends files while the author rests: a key never waits for a picture. */
export function createIntakeStore({ client, postId, filesCame, showFailure, showLost }: IntakeStoreParts): IntakeStore {
  const coming = signal<ReadonlyMap<string, ComingMedia>>(new Map());
  const whenKeysRest = createKeyRest(longestWaitMs);
  const before = () => new Promise<void>((resolve) => whenKeysRest(resolve));
  let waiting: (() => void)[] = [];
  const isOver = () => {
    if (coming.value.size > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  const refused = (file: File, failure: Failure) => {
    showFailure(file.name, failure);
    return undefined;
  };
  const came = (taken: Result<MediaItem>, id: string, file: File) => {
    if (!taken.ok) return refused(file, taken.failure);
    filesCame([taken.value.path, addressedPath(taken.value, id)]);
    return taken.value;
  };

  return {
    coming,
    settled: () =>
      new Promise((resolve) => {
        if (coming.value.size === 0) resolve();
        else waiting.push(resolve);
      }),
    async announce(file) {
      const id = postId();
      if (id === undefined) return undefined;
      const begun = await announceMedia(client, file, id);
      if (!begun.ok) return refused(file, begun.failure);
      const { intake, item } = begun.value;
      const key = addressedPath(item, id);
      coming.value = new Map([...coming.value, [key, item]]);
      return {
        item,
        async take(isAlone, onShare) {
          // Pasting is a key press too: the one picture that is waited for must not wait for it.
          const isHurried = isAlone && file.size <= hurriedBytes;
          const sent = await sendMedia(client, begun.value, file, { onShare, ...(isHurried ? {} : { before }) });
          const taking = sent.ok ? client.call('media.take', { intake }) : sent;
          // Of many nobody waits for each, and the preview would be looked through once more for every one.
          if (isAlone && sent.ok && coming.value.has(key))
            coming.value = new Map([...coming.value, [key, { ...item, isSent: true }]]);
          const taken = await taking;
          coming.value = new Map([...coming.value].filter(([path]) => path !== key));
          isOver();
          return came(taken, id, file);
        },
      };
    },
    async tellLost() {
      const lost = await client.call('media.lost');
      if (lost.ok && lost.value.length > 0) showLost(lost.value.map(({ name }) => name));
    },
    async take(file) {
      const id = postId();
      if (id === undefined) return undefined;
      return came(await takeMedia(client, file, id), id, file);
    },
  };
}

/** How a post names a file. */
function addressedPath({ address, path }: MediaItem, postId: string): string {
  return localPathOf(address ?? `/${path}`, postId) ?? path;
}
