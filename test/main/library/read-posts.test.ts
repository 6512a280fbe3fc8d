import { rm, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Library, Post } from '../../../main/library/library.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { need, storyWith } from './story.ts';

const files = {
  'posts/a.md': '---\ntitle: One\nodd: yes\n---\n\nFirst\r\ntext.\n',
  'posts/broken.md': '---\ntitle: [\n---\nText',
  'posts/changed.md': 'Before',
  'posts/gone.md': 'Gone',
  'posts/typed.md': 'Typed',
};

/** What `readPosts` has to answer. */
async function readOneByOne(library: Library, ids: readonly string[]): Promise<readonly (Post | undefined)[]> {
  const posts: (Post | undefined)[] = [];
  for (const id of ids) {
    const read = await library.read(id);
    posts.push(read.ok ? read.value : undefined);
  }
  return posts;
}

test('many posts are read as each is: as listed, changed since, gone, broken, and with words that are not saved', async () => {
  const story = await storyWith(files);
  const library = await story.open();
  await library.list();
  need(await library.editDraft({ id: 'posts/typed.md', sequence: 1, changes: [{ from: 0, to: 0, insert: 'x' }] }));
  await writeFile(path.join(story.folder, 'posts/changed.md'), 'After, and longer');
  await rm(path.join(story.folder, 'posts/gone.md'));
  const ids = [...Object.keys(files), '../outside.md', 'posts/never.md'];
  const posts = await library.readPosts(ids);
  expect(posts).toEqual(await readOneByOne(library, ids));
  expect(posts.map((post) => post?.body)).toEqual([
    'First\ntext.\n',
    '---\ntitle: [\n---\nText',
    'After, and longer',
    undefined,
    'xTyped',
    undefined,
    undefined,
  ]);
  await library.close();
});

test('a post behind a link that leads out of the site is read by nobody', async () => {
  const story = await storyWith({ 'posts/a.md': 'One' });
  const outside = path.join(await temporaryFolder(), 'outside.md');
  await writeFile(outside, 'Outside');
  await symlink(outside, path.join(story.folder, 'posts/out.md'));
  const library = await story.open();
  const heard: string[] = [];
  await library.list({
    listener: {
      found: () => undefined,
      read: (posts) => heard.push(...posts.map(({ summary }) => summary.id)),
    },
  });
  expect(heard).toEqual([]);
  expect((await library.readPosts(['posts/a.md', 'posts/out.md'])).map((post) => post?.body)).toEqual([
    'One',
    undefined,
  ]);
  await library.close();
});

test('whoever makes a list hears how many files there are, and of posts that had to be read for it, not of others', async () => {
  const story = await storyWith(files);
  // What changed a moment ago is read again anyway.
  const longAgo = new Date('2020-01-01');
  for (const id of Object.keys(files)) await utimes(path.join(story.folder, id), longAgo, longAgo);
  const library = await story.open();
  const heard: (number | readonly Post[])[] = [];
  const listener = {
    found: (count: number) => heard.push(count),
    read: (posts: readonly Post[]) => heard.push([...posts]),
  };
  await library.list({ listener });
  const ids = Object.keys(files);
  expect(heard[0]).toBe(ids.length);
  expect(heard.slice(1).flat()).toEqual(await readOneByOne(library, ids));
  await library.close();
  const again = await story.open();
  heard.length = 0;
  await writeFile(path.join(story.folder, 'posts/changed.md'), 'After, and longer');
  const { posts } = await again.list({ listener });
  expect(posts).toHaveLength(ids.length);
  expect(heard.slice(1).flat()).toEqual(await readOneByOne(again, ['posts/changed.md']));
  await again.close();
});
