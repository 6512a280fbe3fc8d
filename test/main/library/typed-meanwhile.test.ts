import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Library } from '../../../main/library/library.ts';
import { mergePosts } from '../../../main/library/merge-posts.ts';
import { type FileSystem, nodeFileSystem } from '../../../main/node/file-system.ts';
import { need, type Story, storyWith } from './story.ts';

const id = 'posts/a.md';
const before = 'One\n\nTwo\n\nThree\n';
const theirs = 'One\n\nTwo\n\nDrei\n';

/** A library that does something at the moment in which another program's version is on its way into the history. */
async function openWith(story: Story, meanwhile: (library: Library) => Promise<void>): Promise<Library> {
  let isDone = false;
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    open: async (file, purpose, mode) => {
      if (!isDone && purpose === 'create' && file.includes(`${path.sep}objects${path.sep}`)) {
        isDone = true;
        await meanwhile(library);
      }
      return nodeFileSystem.open(file, purpose, mode);
    },
  };
  const library = await story.open({ fileSystem });
  return library;
}

it('keeps what was typed while another program’s change was being read, in a post with unsaved text', async () => {
  const story = await storyWith({ [id]: before });
  const library = await openWith(story, async (open) => {
    need(await open.editDraft({ id, sequence: 2, changes: [{ from: 5, to: 8, insert: 'Zwei' }] }));
  });
  need(await library.editDraft({ id, sequence: 1, changes: [{ from: 0, to: 3, insert: 'Uno' }] }));
  await writeFile(path.join(story.folder, id), theirs);
  expect(need(await library.saveDraft(id))).toEqual({ kind: 'saved' });
  expect(need(await library.openDraft(id)).body).toBe('Uno\n\nZwei\n\nDrei\n');
  expect(await readFile(path.join(story.folder, id), 'utf8')).toBe('Uno\n\nZwei\n\nDrei\n');
  // What could be put together before the words were typed does not have them: going on with that would lose them.
  expect(mergePosts(before, before.replace('One', 'Uno'), theirs)).toBe('Uno\n\nTwo\n\nDrei\n');
  await library.close();
});

it('keeps it in a post that had nothing unsaved', async () => {
  const story = await storyWith({ [id]: before });
  const library = await openWith(story, async (open) => {
    need(await open.editDraft({ id, sequence: 1, changes: [{ from: 0, to: 3, insert: 'Uno' }] }));
  });
  need(await library.openDraft(id));
  await writeFile(path.join(story.folder, id), theirs);
  expect(need(await library.openDraft(id)).body).toBe('Uno\n\nTwo\n\nDrei\n');
  expect(need(await library.saveDraft(id))).toEqual({ kind: 'saved' });
  expect(await readFile(path.join(story.folder, id), 'utf8')).toBe('Uno\n\nTwo\n\nDrei\n');
  await library.close();
});

it('asks the author where both changed the same words in that moment, and loses neither', async () => {
  const story = await storyWith({ [id]: before });
  const library = await openWith(story, async (open) => {
    need(await open.editDraft({ id, sequence: 1, changes: [{ from: 10, to: 15, insert: 'Tre' }] }));
  });
  need(await library.openDraft(id));
  await writeFile(path.join(story.folder, id), theirs);
  expect(need(await library.openDraft(id)).body).toBe('One\n\nTwo\n\nTre\n');
  // No later save writes over it either.
  expect(need(await library.saveDraft(id))).toMatchObject({ kind: 'failed', failure: { kind: 'changed-outside' } });
  expect(await readFile(path.join(story.folder, id), 'utf8')).toBe(theirs);
  expect(need(await library.resolveDraft(id, 'mine')).body).toBe('One\n\nTwo\n\nTre\n');
  expect(await readFile(path.join(story.folder, id), 'utf8')).toBe('One\n\nTwo\n\nTre\n');
  await library.close();
});
