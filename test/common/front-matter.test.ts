import { describe, expect, it } from 'vitest';
import { joinFrontMatter, splitFrontMatter } from '../../common/front-matter.ts';
import { changeFrontMatter } from '../../common/front-matter-change.ts';
import { readFrontMatter } from '../../common/front-matter-read.ts';
import type { MatterChanges } from '../../common/post.ts';

const full = `---
# about this post
title: "On the train" # working title
date: 2024-05-01 10:00
tags:
  - rail # always
  - norway
categories: [Travel/Norway, 'Trains']

# the picture
cover:
  src: media/a.jpg
  alt: Red train
  focus: left
weird_key:   {a: 1,  b: [x]}
description: |
  One
  two
draft: true
---

Hello
`;

function change(text: string, changes: MatterChanges): string {
  return joinFrontMatter(changeFrontMatter(splitFrontMatter(text), changes));
}

function changedLines(before: string, after: string): { readonly gone: string[]; readonly added: string[] } {
  const old = before.split('\n');
  const fresh = after.split('\n');
  return { gone: old.filter((line) => !fresh.includes(line)), added: fresh.filter((line) => !old.includes(line)) };
}

describe('splitting front matter', () => {
  const oddities = [
    '',
    '---',
    '---\n',
    '---\n---',
    '---\n---\n',
    'text',
    '\uFEFF---\r\ntitle: a\r\n---\r\n\r\nb\r\n',
    '+++\na=1\n+++\nx',
  ];
  oddities.push(
    ';;;\n{"a":1}\n;;;\nx',
    '{\n"a": 1\n}\n\nx',
    '{ not json',
    '---\nunclosed: 1\n\ntext',
    '----\nx',
    '---\na: b\n...\nx',
  );

  it('gives every text back, character for character', () => {
    for (const text of [...oddities, full]) expect(joinFrontMatter(splitFrontMatter(text))).toBe(text);
  });

  it('reads a header behind a byte order mark and with Windows line ends', () => {
    const parts = splitFrontMatter('\uFEFF---\r\ntitle: a\r\n---\r\n\r\nb\r\n');
    expect(parts).toMatchObject({ kind: 'yaml', header: 'title: a\r\n', body: 'b\r\n' });
  });

  it('reads a header without an opening line, as Hexo makes it, and takes no paragraph for one', () => {
    const parts = splitFrontMatter('title: a\ndate: 2024-05-01\ntags:\n- x\n---\n\nb\n---\n');
    expect(parts).toMatchObject({ kind: 'yaml', opening: '', headerLine: 1, body: 'b\n---\n' });
    for (const text of ['Note: this\n---\n', 'title: a\n\ntext\n---\n', 'title: a\ntext here\n---\n', 'title: a'])
      expect(splitFrontMatter(text)).toMatchObject({ kind: 'none', body: text });
    expect(change('title: a\nx: 1\n---\nb\n', { title: 'c' })).toBe('title: c\nx: 1\n---\nb\n');
    // Without its first key it could not be told from text any more.
    expect(change('title: a\nx: 1\n---\nb\n', { title: null })).toBe('---\nx: 1\n---\nb\n');
  });

  it('keeps the whole file as text when the header is not closed, and names the line', () => {
    const parts = splitFrontMatter('---\ntitle: a\n\nText');
    expect(parts.body).toBe('---\ntitle: a\n\nText');
    expect(readFrontMatter(parts)).toMatchObject({ kind: 'front-matter', line: 1 });
  });
});

describe('reading front matter', () => {
  it('understands its keys and keeps the others', () => {
    const read = readFrontMatter(splitFrontMatter(full));
    expect(read).toMatchObject({
      matter: {
        title: 'On the train',
        draft: true,
        date: '2024-05-01 10:00',
        tags: ['rail', 'norway'],
        categories: ['Travel/Norway', 'Trains'],
        cover: { src: 'media/a.jpg', alt: 'Red train' },
        description: 'One\ntwo\n',
      },
      otherKeys: { weird_key: { a: 1, b: ['x'] } },
    });
  });

  it('takes text as it is written, whatever YAML makes of it', () => {
    const read = readFrontMatter(splitFrontMatter('---\ntitle: 1.10\nseries: 012\nauthor: no\n---\n'));
    expect(read).toMatchObject({ matter: { title: '1.10', series: '012', author: 'no' } });
  });

  it('names the line of the file in which a header is broken', () => {
    expect(readFrontMatter(splitFrontMatter('---\ntitle: a\ntitle: b\n---\n'))).toMatchObject({ line: 3 });
    expect(readFrontMatter(splitFrontMatter('---\ntitle: [a\n---\n'))).toMatchObject({ kind: 'front-matter' });
    expect(readFrontMatter(splitFrontMatter('---\na: 1\ntitle:\n  - b\n---\n'))).toMatchObject({ line: 3 });
    expect(readFrontMatter(splitFrontMatter('+++\na = 1\nb = = 2\n+++\n'))).toMatchObject({ line: 3 });
  });

  it('refuses alias bombs and takes __proto__ as an ordinary key', () => {
    const bomb = `---\na: &a [x, x]\n${[...'bcdefghij'].map((k, i) => `${k}: &${k} [*${'abcdefghi'[i]}, *${'abcdefghi'[i]}]`).join('\n')}\n---\n`;
    expect(readFrontMatter(splitFrontMatter(bomb))).toMatchObject({ kind: 'front-matter' });
    const read = readFrontMatter(splitFrontMatter('---\n__proto__: {polluted: true}\ntitle: a\n---\n'));
    expect('matter' in read && read.matter.title).toBe('a');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('reads the dialects of Hugo, Jekyll and Hexo', () => {
    expect(
      readFrontMatter(splitFrontMatter('---\npublished: false\nlastmod: 2020-01-01\nlang: de\ncategory: A\n---\n')),
    ).toMatchObject({
      matter: { draft: true, updated: '2020-01-01', language: 'de', categories: ['A'] },
    });
    expect(readFrontMatter(splitFrontMatter('---\ncategories:\n- [Travel, Norway]\n- Food\n---\n'))).toMatchObject({
      matter: { categories: ['Travel/Norway', 'Food'] },
    });
    expect(
      readFrontMatter(splitFrontMatter('+++\ntitle = "A"\ndate = 2024-01-02T03:04:05+01:00\ntags = ["x"]\n+++\n')),
    ).toMatchObject({
      matter: { title: 'A', date: '2024-01-02T03:04:05+01:00', tags: ['x'] },
    });
    expect(readFrontMatter(splitFrontMatter('{\n\t"title": "A",\n\t"tags": ["x"]\n}\n\nText'))).toMatchObject({
      matter: { title: 'A', tags: ['x'] },
    });
  });
});

describe('changing front matter', () => {
  it('changes one line for one key and keeps quotes and comments', () => {
    expect(changedLines(full, change(full, { title: 'Home' }))).toEqual({
      gone: ['title: "On the train" # working title'],
      added: ['title: "Home" # working title'],
    });
  });

  it('adds one line for one tag in a list, whatever the list looks like', () => {
    expect(changedLines(full, change(full, { tags: ['rail', 'norway', 'night'] }))).toEqual({
      gone: [],
      added: ['  - night'],
    });
    expect(changedLines(full, change(full, { tags: ['norway'] }))).toEqual({ gone: ['  - rail # always'], added: [] });
    expect(change(full, { categories: ['Travel/Norway', 'Trains', 'a, b'] })).toContain(
      `categories: [Travel/Norway, 'Trains', "a, b"]\n`,
    );
  });

  it('keeps a list of one as plain text where it was, unless a comma would make two of it', () => {
    const one = '---\ntitle: A\ncategories: Travel\n---\n';
    expect(change(one, { categories: ['Food'] })).toContain('categories: Food\n');
    const food = change(one, { categories: ['Food, drink'] });
    expect(readFrontMatter(splitFrontMatter(food))).toMatchObject({ matter: { categories: ['Food, drink'] } });
  });

  it('takes a key out with its lines alone', () => {
    expect(changedLines(full, change(full, { description: null }))).toEqual({
      gone: ['description: |', '  One', '  two'],
      added: [],
    });
    expect(changedLines(full, change(full, { tags: [] }))).toEqual({
      gone: ['tags:', '  - rail # always', '  - norway'],
      added: [],
    });
  });

  it('adds keys at the end of the header', () => {
    const after = change(full, { author: 'Åsa: the "real" one', series: '2024', comments: false });
    expect(changedLines(full, after).added).toEqual([
      `author: 'Åsa: the "real" one'`,
      'series: "2024"',
      'comments: false',
    ]);
    expect(after.indexOf('comments: false\n---\n')).toBeGreaterThan(0);
  });

  it('changes fields of the cover and keeps those it does not know', () => {
    const after = change(full, { cover: { src: 'media/b.jpg', credit: 'Ann' } });
    expect(changedLines(full, after)).toEqual({
      gone: ['  src: media/a.jpg', '  alt: Red train'],
      added: ['  src: media/b.jpg', '  credit: Ann'],
    });
  });

  it('replaces a block of text', () => {
    expect(change(full, { description: 'Short' })).toContain('\ndescription: Short\ndraft: true\n');
  });

  it('leaves a file alone whose values are already right', () => {
    const same = {
      title: 'On the train',
      tags: ['rail', 'norway'],
      draft: true,
      cover: { src: 'media/a.jpg', alt: 'Red train' },
    };
    expect(change(full, same)).toBe(full);
    expect(change('No header', { author: null, tags: [] })).toBe('No header');
  });

  it('gives a text without a header one, with the line ends of the text', () => {
    expect(change('\uFEFFHi\r\nyou', { title: 'A', draft: true })).toBe(
      '\uFEFF---\r\ntitle: A\r\ndraft: true\r\n---\r\n\r\nHi\r\nyou',
    );
  });

  it('writes the name and the form that the file uses', () => {
    expect(change('---\nlastmod: 2020-01-01\n---\n', { updated: '2024-05-06' })).toBe(
      '---\nlastmod: 2024-05-06\n---\n',
    );
    expect(change('---\npublished: false\n---\n', { draft: false })).toBe('---\npublished: true\n---\n');
    expect(change('---\ncategory: A\n---\n', { categories: ['B'] })).toBe('---\ncategory: B\n---\n');
    expect(change('---\ntags:\n---\n', { tags: ['b', 'c'] })).toBe('---\ntags:\n  - b\n  - c\n---\n');
    expect(change("---\r\ntitle: 'It''s'\r\n---\r\n", { title: "Don't" })).toBe("---\r\ntitle: 'Don''t'\r\n---\r\n");
  });

  it('writes TOML and JSON headers the same way', () => {
    const toml = '+++\n# c\ntitle = "A" # t\ntags = [\n  "x", # why\n]\n[params]\ntitle = "inner"\n+++\nText';
    expect(change(toml, { title: 'B "q"', draft: true })).toBe(
      '+++\n# c\ntitle = "B \\"q\\"" # t\ntags = [\n  "x", # why\n]\ndraft = true\n[params]\ntitle = "inner"\n+++\nText',
    );
    expect(change(toml, { tags: ['y'] })).toContain('\ntags = ["y"]\n[params]');
    const json = '{\n  "title": "A",\n  "tags": ["x"]\n}\n\nText';
    expect(change(json, { title: 'B' })).toBe('{\n  "title": "B",\n  "tags": ["x"]\n}\n\nText');
    expect(change(json, { draft: true })).toBe('{\n  "title": "A",\n  "tags": ["x"],\n  "draft": true\n}\n\nText');
    expect(change(json, { tags: [] })).toBe('{\n  "title": "A"\n}\n\nText');
    expect(change(json, { title: null })).toBe('{\n  "tags": ["x"]\n}\n\nText');
  });
});
