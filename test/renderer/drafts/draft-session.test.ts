import { ChangeSet, type Text } from '@codemirror/state';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OpenDraft } from '../../../common/contract/posts.ts';
import type { CallName, Events } from '../../../common/contract.ts';
import { emptyMatter } from '../../../common/front-matter-read.ts';
import { ok } from '../../../common/result.ts';
import type { Client } from '../../../renderer/client.ts';
import { DraftSession } from '../../../renderer/drafts/draft-session.ts';
import { textOf } from '../../../renderer/drafts/text-changes.ts';

const id = 'posts/a.md';

// A hidden window draws no frames; the session then sends without waiting for one.
beforeEach(() => vi.stubGlobal('document', { hidden: true }));
afterEach(() => vi.unstubAllGlobals());

function draftOf(body: string, sequence: number): OpenDraft {
  return {
    id,
    body,
    matter: emptyMatter,
    sequence,
    saveState: { kind: 'saved' },
    otherKeys: {},
  } as unknown as OpenDraft;
}

/** A session over a host that answers when the test says so, with the text that the author sees. */
function story(body: string) {
  const calls: { name: string; argument: unknown; answer(value: unknown): void }[] = [];
  let hear: ((detail: Events['drafts.changedOutside']) => void) | undefined;
  const client = {
    call: (name: CallName, argument: unknown) =>
      new Promise((resolve) => {
        calls.push({ name, argument, answer: (value) => resolve(ok(value)) });
      }),
    on: (name: keyof Events, listener: (detail: Events['drafts.changedOutside']) => void) => {
      if (name === 'drafts.changedOutside') hear = listener;
      return () => {};
    },
  };
  let shown: Text = textOf(body);
  const session = new DraftSession(client as unknown as Client, draftOf(body, 0), {
    follow: (changes) => {
      shown = changes.apply(shown);
    },
    failed: () => {},
    recovered: () => {},
  });
  return {
    session,
    calls,
    shown: () => shown.toString(),
    type(insert: string) {
      const changes = ChangeSet.of({ from: shown.length, insert }, shown.length);
      shown = changes.apply(shown);
      session.edit(changes);
    },
    changedOutside: (text: string, sequence: number) => hear?.({ id, body: text, matter: emptyMatter, sequence }),
    /** Answers the last call and lets everything that waits for it go on. */
    async answer(value: unknown) {
      calls.at(-1)?.answer(value);
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  };
}

it('lets no outside change that comes late take back words that the host has', async () => {
  const { type, answer, changedOutside, shown } = story('one');
  type(' two');
  await answer({ sequence: 1, matter: emptyMatter });
  // It was sent before the answer, and is about a text without the words.
  changedOutside('eins', 1);
  expect(shown()).toBe('one two');
  // The control: one that is newer is followed.
  changedOutside('eins two', 2);
  expect(shown()).toBe('eins two');
});

it('does not write twice what an outside change holds already, when it comes before the answer', async () => {
  const { type, answer, changedOutside, shown, calls } = story('one');
  type(' two');
  changedOutside('eins two', 2);
  expect(shown()).toBe('eins two');
  await answer({ sequence: 1, matter: emptyMatter });
  expect(shown()).toBe('eins two');
  type(' three');
  expect(calls.at(-1)).toMatchObject({
    name: 'drafts.edit',
    argument: { sequence: 3, changes: [{ from: 8, to: 8, insert: ' three' }] },
  });
});

it('puts words that are still on their way on top of an outside change', () => {
  const { type, changedOutside, shown } = story('one');
  type(' two');
  changedOutside('eins', 1);
  expect(shown()).toBe('eins two');
});

it('lets no late answer take back what was typed while it was asked for', async () => {
  const { session, type, answer, shown, calls } = story('one');
  const refreshed = session.refresh();
  await Promise.resolve();
  const asked = calls.at(-1);
  expect(asked?.name).toBe('drafts.open');
  type(' two');
  await answer({ sequence: 1, matter: emptyMatter });
  asked?.answer(draftOf('one', 0));
  await refreshed;
  expect(shown()).toBe('one two');
  // The control: an answer about the text as it is now is followed.
  const again = session.refresh();
  await Promise.resolve();
  await answer(draftOf('one two, says the host', 2));
  await again;
  expect(shown()).toBe('one two, says the host');
});
