import { expect, it } from 'vitest';
import type { SearchAnswer } from '../../../common/contract/search.ts';
import type { CallName } from '../../../common/contract.ts';
import { ok } from '../../../common/result.ts';
import type { Client } from '../../../renderer/client.ts';
import { createTextSearch } from '../../../renderer/stores/text-search.ts';

interface Question {
  readonly query: string;
  readonly isPatient?: boolean;
}

/** A host that answers when the test says so. */
function slowHost() {
  const waiting: (Question & { readonly answer: (found: SearchAnswer) => void })[] = [];
  const call = (_name: CallName, question: Question) =>
    new Promise((resolve) => {
      waiting.push({ ...question, answer: (found) => resolve(ok(found)) });
    });
  // Only `posts.search` is called here.
  return { client: { call } as unknown as Pick<Client, 'call'>, waiting };
}

function answerOf(id: string, indexed = 1): SearchAnswer {
  return { hits: [{ id, title: id, snippet: { text: '', marks: [] } }], indexed, total: 1 };
}

/** Lets everything that waits for an answer go on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** `sea` was found, and `seal` is asked for. */
async function oneLetterOn() {
  const { client, waiting } = slowHost();
  const search = createTextSearch(client);
  search.seek('sea');
  waiting[0]?.answer(answerOf('sea'));
  await settled();
  search.seek('seal');
  return { search, waiting };
}

it('asks one question at a time, and of the words typed meanwhile only the last', async () => {
  const { client, waiting } = slowHost();
  const search = createTextSearch(client);
  for (const words of ['h', 'ha', 'har', 'harb']) search.seek(words);
  expect(waiting.map(({ query }) => query)).toEqual(['h']);
  waiting[0]?.answer(answerOf('old'));
  await settled();
  expect(waiting.map(({ query }) => query)).toEqual(['h', 'harb']);
  // What was overtaken is never shown.
  expect([search.found.value.hits, search.isBehind.value]).toEqual([[], true]);
  waiting[1]?.answer(answerOf('new'));
  await settled();
  expect([search.found.value.hits[0]?.id, search.isBehind.value]).toEqual(['new', false]);
});

it('keeps what it found until there is something newer, and forgets it with the words', async () => {
  const { search, waiting } = await oneLetterOn();
  expect([search.found.value.hits[0]?.id, search.isBehind.value]).toEqual(['sea', true]);
  search.seek(' ');
  expect([search.found.value.hits, search.isBehind.value]).toEqual([[], false]);
  waiting[1]?.answer(answerOf('seal'));
  await settled();
  expect(search.found.value.hits).toEqual([]);
  expect(waiting).toHaveLength(2);
});

it('completes an answer when the index is made, without keeping the next letter waiting', async () => {
  const { client, waiting } = slowHost();
  const search = createTextSearch(client);
  search.seek('sea');
  waiting[0]?.answer(answerOf('first', 0));
  await settled();
  expect([waiting[1]?.isPatient, search.found.value.hits[0]?.id, search.isBehind.value]).toEqual([true, 'first', true]);
  search.seek('seal');
  expect(waiting[2]?.query).toBe('seal');
  waiting[2]?.answer(answerOf('seal'));
  waiting[1]?.answer(answerOf('late'));
  await settled();
  expect(search.found.value.hits[0]?.id).toBe('seal');
});

it('calls nothing missing, and no other word the nearest, before every text was looked through', async () => {
  const { search, waiting } = await oneLetterOn();
  waiting[1]?.answer({ hits: [], indexed: 0, total: 1 });
  await settled();
  expect([search.found.value.hits[0]?.id, search.isBehind.value]).toEqual(['sea', true]);
  waiting[2]?.answer({ hits: [], indexed: 1, total: 1 });
  await settled();
  expect([search.found.value.hits, search.isBehind.value]).toEqual([[], false]);
  search.seek('sael');
  waiting[3]?.answer({ ...answerOf('sea', 0), searchedFor: 'sea' });
  await settled();
  expect([search.found.value.hits, search.isBehind.value]).toEqual([[], true]);
  waiting[4]?.answer(answerOf('sael'));
  await settled();
  expect([search.found.value.hits[0]?.id, search.isBehind.value]).toEqual(['sael', false]);
});

it('gets the index ready before anything is typed, and shows nothing for it', async () => {
  const { client, waiting } = slowHost();
  const search = createTextSearch(client);
  search.prepare();
  search.seek('s');
  expect(waiting.map(({ query }) => query)).toEqual(['', 's']);
  waiting[0]?.answer(answerOf('nothing'));
  await settled();
  expect([search.found.value.hits, search.isBehind.value]).toEqual([[], true]);
});
