import { copyFile } from 'node:fs/promises';
import type { Library } from '../../../main/library/library.ts';
import { SearchIndex } from '../../../main/library/search-index.ts';
import { searchLimit } from '../../../renderer/stores/text-search.ts';

/** How long each of several calls took, in milliseconds: on the clock, and of the processor. */
export interface Times {
  readonly clock: readonly number[];
  readonly processor: readonly number[];
}

/** What the author looks for: words that most posts hold, that few hold, that none holds, and several at once. */
export const sought = [
  'harbour',
  'conference norway',
  'k7',
  'bridge water',
  '"night sea"',
  'stone',
  'rail journey',
  'hz6',
  'coffee 2uw',
  'confrence',
];

/** Typed before anything is measured, so that what is measured is not the start of the engine. */
const before = ['letter', 'blue train', 'ship', 'jounrey'];

/** Every letter of the words as they are typed, each asked once, as an author does; then the whole words, four times. */
export async function searchTimes(library: Library): Promise<{ readonly words: Times; readonly letters: Times }> {
  const ask = (query: string) => library.search(query, searchLimit, false);
  // As when the author enters the search field: what the first searches would wait for is done before the first letter comes.
  await ask('');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  for (const query of before.flatMap(typedLetters)) await ask(query);
  const letters = await timesOf(sought.flatMap(typedLetters).map((query) => () => ask(query)));
  const words = await timesOf([1, 2, 3, 4].flatMap(() => sought.map((query) => () => ask(`${query} `))));
  return { words, letters };
}

/** What stands in the field after each letter. */
export function typedLetters(words: string): readonly string[] {
  return Array.from(words, (_, index) => words.slice(0, index + 1));
}

/** Puts a changed post into a copy of the index, as after a save. */
export async function updateTimes(file: string, copy: string, body: string): Promise<Times> {
  await copyFile(file, copy);
  const index = await SearchIndex.open(copy);
  const turns = Array.from({ length: 60 }, (_, turn) => turn);
  const put = (turn: number) =>
    index.together(() => {
      index.put(`posts/post-${turn}.md`, `changed-${turn}`, { title: 'Changed', keywords: 'rail', body });
    });
  const times = await timesOf(turns.map((turn) => () => put(turn)));
  index.close();
  return times;
}

/** Does one after the other, and looks at clock and processor. */
export async function timesOf(work: readonly (() => Promise<unknown>)[]): Promise<Times> {
  const clock: number[] = [];
  const processor: number[] = [];
  for (const one of work) {
    const [start, used] = [performance.now(), process.cpuUsage()];
    await one();
    clock.push(performance.now() - start);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1_000);
  }
  return { clock, processor };
}
