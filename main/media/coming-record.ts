import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { LostMedia } from '../../common/contract/media-intake.ts';
import { isPlainObject } from '../../common/validate.ts';
import { nodeFileSystem } from '../node/file-system.ts';
import { inTurn } from '../node/in-turn.ts';
import type { Log } from '../node/log.ts';

/** Which files are on their way into the site, kept so that a killed program can say what it lost. */
export interface ComingRecord {
  /** Links to this file stand in a text from now on. Never fails: losing the record loses no file. */
  begun(file: LostMedia): Promise<void>;
  /** It is there, or its links were taken back. */
  ended(path: string): Promise<void>;
  /** Files whose bytes had not come when the program ended before. Each is answered once. */
  lost(): Promise<readonly LostMedia[]>;
}

/**
 * Keeps the record as lines of JSON in `file`, one for each beginning and end. Not synced: it outlives the program, which is what
 * it is for; after a power cut the missing file is still shown where its link stands.
 */
export function openComingRecord(file: string, siteFolder: string, log: Log): ComingRecord {
  const turns = {};
  const begunHere = new Set<string>();
  const note = (line: object) =>
    inTurn(turns, 'line', async () => {
      try {
        await mkdir(path.dirname(file), { recursive: true });
        await appendFile(file, `${JSON.stringify(line)}\n`);
      } catch (error) {
        log.error('a file on its way was not noted', error);
      }
    });
  return {
    begun: (lost) => {
      begunHere.add(lost.path);
      return note(lost);
    },
    ended: (ended) => note({ ended }),
    lost: () =>
      inTurn(turns, 'line', async () => {
        const open = openIn(await readFile(file, 'utf8').catch(() => ''));
        const before = [...open.values()].filter(({ path: at }) => !begunHere.has(at));
        const isThere = await Promise.all(before.map(({ path: at }) => exists(path.join(siteFolder, at))));
        const here = [...open.values()].filter(({ path: at }) => begunHere.has(at));
        await rm(file, { force: true }).catch(() => undefined);
        for (const lost of here) await appendFile(file, `${JSON.stringify(lost)}\n`).catch(() => undefined);
        return before.filter((_, index) => isThere[index] === false);
      }),
  };
}

/** What was begun and not ended; a torn last line is passed over. */
function openIn(text: string): ReadonlyMap<string, LostMedia> {
  const open = new Map<string, LostMedia>();
  for (const line of text.split('\n')) {
    const entry = parsed(line);
    if (!isPlainObject(entry)) continue;
    const { path: at, name, ended } = entry;
    if (typeof ended === 'string') open.delete(ended);
    else if (typeof at === 'string' && typeof name === 'string') open.set(at, { path: at, name });
  }
  return open;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function exists(place: string): Promise<boolean> {
  return nodeFileSystem.lstat(place).then(
    () => true,
    () => false,
  );
}
