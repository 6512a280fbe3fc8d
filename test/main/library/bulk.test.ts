import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TextReplacement } from '../../../common/contract/bulk.ts';
import { need, storyWith } from './story.ts';

const plain: TextReplacement = { kind: 'text', find: 'boat', replace: 'ship', match: 'plain', isCaseSensitive: true };

describe('replacing in all posts', () => {
  it('shows what would change, changes what was chosen, and takes it back', async () => {
    const story = await storyWith({
      'posts/a.md': '---\ntitle: The boat\n---\n\nA boat and a lifeboat.\r\nBoats.\r\n',
      'posts/b.md': 'No such thing',
      'posts/c.md': 'One boat',
    });
    const read = (name: string) => readFile(path.join(story.folder, name), 'utf8');
    const library = await story.open();
    const items = need(await library.previewBulk(plain));
    expect(items.map((item) => [item.id, item.count])).toEqual([
      ['posts/a.md', 2],
      ['posts/c.md', 1],
    ]);
    expect(items[0]?.samples[1]).toEqual({
      line: 1,
      before: 'A boat and a lifeboat.',
      after: 'A boat and a lifeship.',
    });
    const done = need(
      await library.applyBulk(plain, ['posts/a.md', 'posts/b.md', 'posts/c.md', 'posts/none.md', '../x']),
    );
    expect(done).toMatchObject({ changed: ['posts/a.md', 'posts/c.md'], failed: [] });
    expect(await read('posts/a.md')).toBe('---\ntitle: The boat\n---\n\nA ship and a lifeship.\r\nBoats.\r\n');
    await writeFile(path.join(story.folder, 'posts/c.md'), 'Written since');
    expect(need(await library.undoBulk(done.undo))).toMatchObject({ changed: ['posts/a.md'], failed: ['posts/c.md'] });
    expect(await read('posts/a.md')).toBe('---\ntitle: The boat\n---\n\nA boat and a lifeboat.\r\nBoats.\r\n');
    expect(await library.undoBulk(done.undo)).toMatchObject({ failure: { kind: 'undo-missing' } });
    await library.close();
  });

  it('finds whole words, any case, and regular expressions with groups', async () => {
    const story = await storyWith({ 'posts/a.md': 'A boat, a lifeboat, BOAT. $& (x)\n2024-05-01\n' });
    const library = await story.open();
    const bodyWith = async (change: Partial<TextReplacement>): Promise<string> => {
      const done = need(await library.applyBulk({ ...plain, ...change }, ['posts/a.md']));
      const body = need(await library.read('posts/a.md')).body;
      need(await library.undoBulk(done.undo));
      return body;
    };
    expect(await bodyWith({ match: 'word', isCaseSensitive: false })).toContain('A ship, a lifeboat, ship.');
    expect(await bodyWith({ find: '$& (x)', replace: '$1' })).toContain('BOAT. $1\n');
    expect(await bodyWith({ match: 'regex', find: '^(\\d+)-(\\d+)-(\\d+)$', replace: '$3.$2.$1 $$' })).toContain(
      '\n01.05.2024 $\n',
    );
    await library.close();
  });

  it('refuses patterns that are none or never end, and changes nothing', async () => {
    const story = await storyWith({ 'posts/a.md': `${'a'.repeat(40)}!` });
    const library = await story.open();
    const refusal = async (find: string) => {
      const change = { ...plain, match: 'regex' as const, find };
      return [await library.previewBulk(change), await library.applyBulk(change, ['posts/a.md'])];
    };
    expect(await refusal('(')).toMatchObject([{ failure: { reason: 'invalid' } }, { failure: { reason: 'invalid' } }]);
    expect(await refusal('(a+)+$')).toMatchObject([
      { failure: { reason: 'too-slow' } },
      { failure: { reason: 'too-slow' } },
    ]);
    expect(await refusal('')).toMatchObject([{ failure: { reason: 'empty' } }, { failure: { reason: 'empty' } }]);
    expect(need(await library.read('posts/a.md')).body).toBe(`${'a'.repeat(40)}!`);
    await library.close();
  });
});

describe('renaming a tag or a category', () => {
  it('touches one line a post, takes what is below along, and merges', async () => {
    const story = await storyWith({
      'posts/a.md': '---\ntags: [sea, "boats"] # t\ncategories:\n  - Travel/Norway\n  - Food\n---\n',
      'posts/b.md': '---\ntags: [other]\n---\n',
    });
    const library = await story.open();
    const apply = async (taxonomy: 'tags' | 'categories', from: string, to: string | null) => {
      const change = { kind: 'term', taxonomy, from, to } as const;
      const items = need(await library.previewBulk(change));
      need(
        await library.applyBulk(
          change,
          items.map((item) => item.id),
        ),
      );
      return items.map((item) => item.id);
    };
    expect(await apply('tags', 'boats', 'ships')).toEqual(['posts/a.md']);
    expect(await apply('categories', 'Travel', 'Journeys')).toEqual(['posts/a.md']);
    expect(await apply('tags', 'ships', 'sea')).toEqual(['posts/a.md']);
    expect(await apply('categories', 'Food', null)).toEqual(['posts/a.md']);
    expect(await readFile(path.join(story.folder, 'posts/a.md'), 'utf8')).toBe(
      '---\ntags: [sea] # t\ncategories:\n  - Journeys/Norway\n---\n',
    );
    await library.close();
  });
});

describe('giving links another address', () => {
  it('changes addresses of links, pictures and definitions, and no word that looks alike', async () => {
    const story = await storyWith({
      'posts/a.md': [
        'A [link](/old/ "title"), [deep](/old/#part), ![picture](/old/), [ref], <a href="/old/">html</a>.',
        'Not [another](/old/er/), nor /old/ itself, nor `[code](/old/)`.',
        '',
        '[ref]: /old/',
        '',
      ].join('\n'),
      'posts/b.md': 'See <https://old.example/> and [x](https://old.example/?a=1).\n',
    });
    const library = await story.open();
    const change = { kind: 'link', from: '/old/', to: '/new/' } as const;
    expect(need(await library.previewBulk(change)).map(({ id, count }) => [id, count])).toEqual([['posts/a.md', 5]]);
    need(await library.applyBulk(change, ['posts/a.md']));
    expect(need(await library.read('posts/a.md')).body).toBe(
      [
        'A [link](/new/ "title"), [deep](/new/#part), ![picture](/new/), [ref], <a href="/new/">html</a>.',
        'Not [another](/old/er/), nor /old/ itself, nor `[code](/old/)`.',
        '',
        '[ref]: /new/',
        '',
      ].join('\n'),
    );
    const moved = { kind: 'link', from: 'https://old.example/', to: 'https://new.example/' } as const;
    need(await library.applyBulk(moved, ['posts/b.md']));
    expect(need(await library.read('posts/b.md')).body).toBe(
      'See <https://new.example/> and [x](https://new.example/?a=1).\n',
    );
    await library.close();
  });
});
