import { expect, test } from 'vitest';
import { editedPosts } from '../../../main/site/edited-posts.ts';
import type { PostFacts } from '../../../main/site/gather.ts';

const facts = (title: string, parts: Partial<PostFacts> = {}): PostFacts => ({
  version: title,
  textKey: title,
  shape: 'post',
  title,
  slug: title.toLowerCase(),
  needs: { links: [], pictures: [] },
  words: 1,
  ...parts,
});
const surroundings = { shared: 'same', own: new Map<string, string>() };
const before = {
  facts: new Map([
    ['posts/one.md', facts('One')],
    ['posts/two.md', facts('Two')],
  ]),
  surroundings,
};
const withPost = (id: string, post: PostFacts) => ({ facts: new Map([...before.facts, [id, post]]), surroundings });

test('names the posts whose words changed', () => {
  expect(editedPosts(before, before)).toEqual(new Set());
  expect(editedPosts(before, withPost('posts/one.md', facts('Uno')))).toEqual(new Set(['posts/one.md']));
});

test('knows nothing where a post moved, came or went, or anything around the posts changed', () => {
  expect(editedPosts(before, withPost('posts/one.md', facts('One', { shape: 'moved' })))).toBeUndefined();
  expect(editedPosts(before, withPost('posts/new.md', facts('New')))).toBeUndefined();
  const gone = new Map([...before.facts].slice(1));
  expect(editedPosts(before, { facts: gone, surroundings })).toBeUndefined();
  const renamed = new Map([...gone, ['posts/uno.md', facts('One')] as const]);
  expect(editedPosts(before, { facts: renamed, surroundings })).toBeUndefined();
  const elsewhere = { ...surroundings, shared: 'another theme' };
  expect(editedPosts(before, { ...before, surroundings: elsewhere })).toBeUndefined();
  expect(editedPosts({ facts: before.facts }, before)).toBeUndefined();
});

test('names a post with other comments, and one that lost them', () => {
  const commented = { shared: 'same', own: new Map([['posts/two.md', 'a comment']]) };
  expect(editedPosts(before, { ...before, surroundings: commented })).toEqual(new Set(['posts/two.md']));
  expect(editedPosts({ ...before, surroundings: commented }, before)).toEqual(new Set(['posts/two.md']));
});

test('with a title names the posts that link to it, by what it was called or is called now', () => {
  const linking = (href: string, form: 'title' | 'address') =>
    facts('Linking', { needs: { links: [{ href, form }], pictures: [] } });
  const renames = (link: PostFacts) => {
    const linked = new Map([...before.facts, ['posts/linking.md', link] as const]);
    const after = new Map([...linked, ['posts/one.md', facts('Uno', { slug: 'one' })] as const]);
    return editedPosts({ facts: linked, surroundings }, { facts: after, surroundings })?.has('posts/linking.md');
  };
  for (const href of ['One', 'ONE#part', 'Uno', 'one', 'one.md', 'posts/one.md'])
    expect(renames(linking(href, 'title')), href).toBe(true);
  for (const href of ['one.md', '../posts/one.md#part', '/posts/one', 'one'])
    expect(renames(linking(href, 'address')), href).toBe(true);
  expect(renames(linking('Two', 'title'))).toBe(false);
  expect(renames(linking('two.md', 'address'))).toBe(false);
});
