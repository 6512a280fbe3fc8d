import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SpellingCalls } from '../../common/contract/spelling.ts';
import { ok } from '../../common/result.ts';
import { writeDurably } from '../node/durable-file.ts';
import { inTurn } from '../node/in-turn.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';

const fileName = 'spelling-words.txt';

/** Calls about a site's own words: one plain file with a word a line, in the site's part of the data folder. */
export function spellingHandlers({ current, tell }: HandlerContext): HandlersOf<SpellingCalls> {
  const owner = {};

  async function change(made: (words: readonly string[]) => readonly string[]) {
    const session = current.session();
    if (!session.ok) return session;
    const file = path.join(session.value.library.dataFolder, fileName);
    return inTurn(owner, file, async () => {
      const before = await readWords(file);
      const words = sorted(made(before));
      if (words.join('\n') === before.join('\n')) return ok(words);
      const written = await writeDurably(file, Buffer.from(`${words.join('\n')}\n`), { mode: 0o600 });
      if (!written.ok) return written;
      tell('spelling.changed', { words });
      return ok(words);
    });
  }

  return {
    'spelling.words': async () => {
      const session = current.session();
      return session.ok ? ok(await readWords(path.join(session.value.library.dataFolder, fileName))) : session;
    },
    'spelling.add': ({ word }) => change((words) => [...words, word.trim().normalize('NFC')]),
    'spelling.remove': ({ word }) => change((words) => words.filter((other) => other !== word)),
  };
}

/** A file that is missing or cannot be read is as good as no words. */
async function readWords(file: string): Promise<readonly string[]> {
  return sorted((await readFile(file, 'utf8').catch(() => '')).split('\n'));
}

function sorted(words: readonly string[]): readonly string[] {
  const known = new Set(words.filter((word) => word !== '' && !/\s/.test(word)));
  return [...known].sort((a, b) => a.localeCompare(b));
}
