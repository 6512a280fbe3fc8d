import { expect, it } from 'vitest';
import { ok } from '../../common/result.ts';
import type { Client } from '../../renderer/client.ts';
import { createMemory } from '../../renderer/memory.ts';

/** A program that keeps what it is given when the test says so. */
function slowProgram() {
  const kept = new Map<string, string>();
  const writes: (() => void)[] = [];
  const call = (name: string, { name: key, value }: { readonly name: string; readonly value?: string }) =>
    name === 'memory.read'
      ? Promise.resolve(ok(kept.get(key)))
      : new Promise((resolve) => {
          writes.push(() => {
            kept.set(key, value ?? '');
            resolve(ok(undefined));
          });
        });
  // Only the two calls of the memory are made here.
  return { client: { call } as unknown as Client, writes };
}

it('answers with what is on its way, which a question could overtake', async () => {
  const { client, writes } = slowProgram();
  const memory = createMemory(client);
  memory.write('view', 'first');
  expect(await memory.read('view')).toBe('first');
  const sent = memory.flush();
  expect(await memory.read('view')).toBe('first');
  memory.write('view', 'second');
  const sentAgain = memory.flush();
  writes[0]?.();
  await sent;
  expect(await memory.read('view')).toBe('second');
  writes[1]?.();
  await sentAgain;
  expect(await memory.read('view')).toBe('second');
});

it('says that it was handed over only when the program has it', async () => {
  const { client, writes } = slowProgram();
  const memory = createMemory(client);
  memory.write('view', 'first');
  let isOver = false;
  const sent = memory.flush().then(() => {
    isOver = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isOver).toBe(false);
  writes[0]?.();
  await sent;
  expect(isOver).toBe(true);
});
