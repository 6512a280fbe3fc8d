import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import type { Library, LibraryEvent } from '../../../main/library/library.ts';
import { type OpenLibraryOptions, openLibrary } from '../../../main/library/open-library.ts';
import { silentLog } from '../../../main/node/log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A site folder and a data folder for one test, and a way to open the library that remembers its events. */
export interface Story {
  readonly folder: string;
  readonly dataFolder: string;
  readonly events: LibraryEvent[];
  open(options?: Partial<OpenLibraryOptions>): Promise<Library>;
}

/** The moment at which stories happen, UTC milliseconds. */
export const storyNow = Date.parse('2026-11-22T10:00:00Z');

/** Makes a site with these files (paths below the site folder). */
export async function storyWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<Story> {
  const root = await temporaryFolder();
  const [folder, dataFolder] = [path.join(root, 'blog'), path.join(root, 'data')];
  for (const [name, content] of Object.entries({ 'offprint.yml': 'title: Test\n', ...files })) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  const events: LibraryEvent[] = [];
  return {
    folder,
    dataFolder,
    events,
    open: async (options = {}) => {
      const opened = await openLibrary({
        folder,
        dataFolder,
        now: () => storyNow,
        log: silentLog,
        holder: 'the test',
        emit: (event) => events.push(event),
        autosaveMs: 60_000,
        ...options,
      });
      return need(opened);
    },
  };
}

/** The value of an answer that must have one. */
export function need<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: unknown },
): Value {
  if (result.ok) return result.value;
  expect.fail(`Answered ${JSON.stringify(result.failure)}`);
}
