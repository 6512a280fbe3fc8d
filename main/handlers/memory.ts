import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { MemoryCalls } from '../../common/contract/memory.ts';
import { ok } from '../../common/result.ts';
import { writeDurably } from '../node/durable-file.ts';
import { sha256 } from '../node/hash.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';

/** How many names are remembered. */
const mostNames = 400;

/** Calls about what the page remembers between starts: one small file a name, in the application's data folder. */
export function memoryHandlers({ ports }: HandlerContext): HandlersOf<MemoryCalls> {
  const folder = path.join(ports.dataFolder, 'page');
  const fileOf = (name: string) => path.join(folder, `${sha256(name)}.txt`);
  let writesUntilTidy = 1;
  return {
    // A file that is missing or cannot be read is as good as nothing remembered.
    'memory.read': async ({ name }) => ok(await readFile(fileOf(name), 'utf8').catch(() => undefined)),
    'memory.write': async ({ name, value }) => {
      const written = await writeDurably(fileOf(name), Buffer.from(value), { mode: 0o600 });
      writesUntilTidy -= 1;
      if (writesUntilTidy <= 0) {
        writesUntilTidy = 50;
        await forgetOldest(folder);
      }
      return written;
    },
  };
}

async function forgetOldest(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  if (names.length <= mostNames) return;
  const files = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      return { file, changedMs: (await stat(file).catch(() => undefined))?.mtimeMs ?? 0 };
    }),
  );
  files.sort((a, b) => a.changedMs - b.changedMs);
  await Promise.all(files.slice(0, files.length - mostNames).map(({ file }) => rm(file, { force: true })));
}
