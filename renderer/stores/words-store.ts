import { type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '../../common/result.ts';
import type { Client } from '../client.ts';

/** The words that are right in this blog whatever a dictionary says. */
export interface WordsStore {
  readonly words: ReadonlySignal<ReadonlySet<string>>;
  refresh(): Promise<void>;
  /** Answers why it could not be kept; undefined when it was. */
  add(word: string): Promise<Failure | undefined>;
  remove(word: string): Promise<Failure | undefined>;
}

/** Follows the list of the blog that is open. */
export function createWordsStore(client: Client): WordsStore {
  const words = signal<ReadonlySet<string>>(new Set());
  client.on('spelling.changed', (changed) => {
    words.value = new Set(changed.words);
  });
  async function change(name: 'spelling.add' | 'spelling.remove', word: string): Promise<Failure | undefined> {
    const changed = await client.call(name, { word });
    if (!changed.ok) return changed.failure;
    words.value = new Set(changed.value);
    return undefined;
  }
  return {
    words,
    async refresh() {
      const read = await client.call('spelling.words');
      words.value = new Set(read.ok ? read.value : []);
    },
    add: (word) => change('spelling.add', word),
    remove: (word) => change('spelling.remove', word),
  };
}
