import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { MediaStore, PublishedMedia } from '../../../main/media/media.ts';
import { type OpenMediaOptions, openMedia } from '../../../main/media/open-media.ts';
import { silentLog } from '../../../main/node/log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A site with media and nothing else. */
export interface MediaFolder {
  readonly folder: string;
  readonly data: string;
  readonly media: MediaStore;
  /** Puts a file into the site as another program would. */
  put(relative: string, content: Uint8Array): Promise<void>;
  /** Opens the same site again, as after a restart. */
  reopen(options?: Partial<OpenMediaOptions>): MediaStore;
}

/** The day on which the tests take pictures. */
export const testNow = Date.UTC(2026, 10, 22, 12);

/** Opens the media of an empty site in a temporary folder. */
export async function mediaFolder(options: Partial<OpenMediaOptions> = {}): Promise<MediaFolder> {
  const base = await temporaryFolder();
  const folder = path.join(base, 'site');
  const data = path.join(base, 'data');
  await mkdir(folder);
  const reopen = (more: Partial<OpenMediaOptions> = {}) => {
    const media = openMedia({ folder, siteDataFolder: data, now: () => testNow, log: silentLog, ...options, ...more });
    onTestFinished(() => media.close());
    return media;
  };
  return {
    folder,
    data,
    media: reopen(),
    reopen,
    put: async (relative, content) => {
      const file = path.join(folder, relative);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    },
  };
}

/** The bytes of all published files. */
export async function contents(published: PublishedMedia | undefined): Promise<readonly Buffer[]> {
  if (published === undefined) throw new Error('nothing was published');
  return Promise.all(published.files.map(({ source }) => readFile(source)));
}

/** The value of an answer that must be one. */
export function unwrapped<Value>(
  answer: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: unknown },
): Value {
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer.value;
}
