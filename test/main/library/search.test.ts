import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Library } from '../../../main/library/library.ts';
import { foldText, readSearch, wordDistance } from '../../../main/library/search-words.ts';
import { type FileSystem, nodeFileSystem } from '../../../main/node/file-system.ts';
import { storyWith } from './story.ts';

const files = {
  'posts/harbour.md':
    '---\ntitle: The harbour\ntags: [sea]\n---\n\nBoats and cafés at the water, where the night train ends.\n',
  'posts/train.md':
    '---\ntitle: On the train\ncategories: [Travel/Norway]\n---\n\nA long journey to the harbour, by night.\n',
  'posts/tokyo.md': '---\ntitle: 東京\n---\n\n東京タワーから見た夜景。\n',
  'pages/about.md': '---\ntitle: About\n---\n\nI write about trains.\n',
};

async function found(library: Library, query: string): Promise<readonly string[]> {
  return (await library.search(query, 10, true)).hits.map((hit) => hit.id.replace(/^.*\/|\.md$/g, ''));
}

describe('searching all posts', () => {
  it('finds words anywhere, those in titles first, and marks them', async () => {
    const story = await storyWith(files);
    const library = await story.open();
    expect(await found(library, 'harbour')).toEqual(['harbour', 'train']);
    expect(await found(library, 'norway')).toEqual(['train']);
    expect(await found(library, 'night harbour')).toHaveLength(2);
    expect(await found(library, '"night train"')).toEqual(['harbour']);
    expect(await found(library, 'CAFE')).toEqual(['harbour']);
    expect(await found(library, 'trai')).toEqual(expect.arrayContaining(['train', 'about', 'harbour']));
    expect(await found(library, '夜景')).toEqual(['tokyo']);
    expect(await found(library, '京')).toEqual(['tokyo']);
    for (const nothing of ['', '  ', '"', '*', 'OR', '(", NEAR(', "';--", 'zzz'])
      expect(await found(library, nothing)).toEqual([]);
    const [hit] = (await library.search('water cafe', 10, true)).hits;
    const words = hit?.snippet.marks.map(({ from, to }) => hit.snippet.text.slice(from, to));
    expect(words).toEqual(['café', 'water']);
    await library.close();
  });

  it('takes the nearest word for one that is nowhere', async () => {
    const story = await storyWith(files);
    const library = await story.open();
    const answer = await library.search('harbuor', 10, true);
    expect([answer.searchedFor, answer.hits.length]).toEqual(['harbour', 2]);
    await library.close();
  });

  it('knows the words of posts that came, and forgets those of posts that went, once it was asked for a nearest word', async () => {
    const story = await storyWith(files);
    const library = await story.open();
    const nearest = async (query: string) => (await library.search(query, 10, true)).searchedFor;
    expect([await nearest('harbuor'), await nearest('Journex')]).toEqual(['harbour', 'journey']);
    await writeFile(path.join(story.folder, 'posts/new.md'), 'The harbinger of Žižkov\n');
    await rm(path.join(story.folder, 'posts/train.md'));
    expect(await nearest('harbingex')).toBe('harbinger');
    expect(await nearest('zizkow')).toBe('zizkov');
    expect(await nearest('Journex')).toBeUndefined();
    await library.close();
  });

  it('finds what came while the texts were being looked through for an earlier search', async () => {
    const story = await storyWith({ 'posts/a.md': 'Nothing\n' });
    let isFirst = true;
    let isHeld = () => {};
    const held = new Promise<void>((resolve) => {
      isHeld = resolve;
    });
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      readWithFacts: async (file, maxBytes) => {
        // For its words: a list reads many files at once.
        if (file.endsWith('a.md') && isFirst) {
          isFirst = false;
          isHeld();
          await released;
        }
        return nodeFileSystem.readWithFacts(file, maxBytes);
      },
    };
    const library = await story.open({ fileSystem });
    const earlier = library.search('boats', 10, false);
    await held;
    await writeFile(path.join(story.folder, 'posts/new.md'), 'Boats\n');
    expect((await library.list()).posts).toHaveLength(2);
    const patient = found(library, 'boats');
    release();
    expect(await patient).toEqual(['new']);
    await earlier;
    await library.close();
  });

  it('gets ready without a question, as when the search field is entered', async () => {
    const story = await storyWith(files);
    const library = await story.open();
    expect(await library.search('', 10, false)).toEqual({ hits: [], indexed: 4, total: 4 });
    // Closing meanwhile ends it.
    await library.close();
    const again = await story.open();
    expect(await found(again, 'boats')).toEqual(['harbour']);
    await again.close();
  });

  it('takes titles and the latest posts first for words that very many posts hold', async () => {
    const many = Array.from({ length: 1_200 }, (_, index) => {
      const date = new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10);
      return [`posts/p${index}.md`, `---\ntitle: Day\ndate: ${date}\n---\n\nAt the harbour again.\n`] as const;
    });
    const story = await storyWith({
      ...Object.fromEntries(many),
      'posts/first.md': '---\ntitle: The harbour\ndate: 1999-01-01\n---\n\nIt opened.\n',
      'posts/praise.md': '---\ntitle: Praise\ndate: 2030-01-01\n---\n\nHarbour, harbour, harbour.\n',
    });
    const library = await story.open();
    const [best, second, ...others] = await found(library, 'harbour');
    expect([best, second]).toEqual(['first', 'praise']);
    expect(others).toHaveLength(8);
    for (const name of others) expect(Number(name.slice(1))).toBeGreaterThan(200);
    await library.close();
  });

  it('follows files that change, come and go, across restarts', async () => {
    const story = await storyWith(files);
    const first = await story.open();
    expect(await found(first, 'boats')).toEqual(['harbour']);
    await writeFile(path.join(story.folder, 'posts/new.md'), 'Boats too\n');
    await first.close();
    const second = await story.open();
    expect(await found(second, 'boats')).toHaveLength(2);
    await rm(path.join(story.folder, 'posts/harbour.md'));
    expect(await found(second, 'boats')).toEqual(['new']);
    await second.close();
  });

  it('is made anew when its file is damaged', async () => {
    const story = await storyWith(files);
    const first = await story.open();
    await found(first, 'boats');
    const folder = path.join(first.dataFolder, 'index');
    await first.close();
    for (const name of await readdir(folder))
      await writeFile(path.join(folder, name), 'no database at all '.repeat(500));
    const second = await story.open();
    expect(await found(second, 'boats')).toEqual(['harbour']);
    await second.close();
  });

  it('works where another program holds the site', async () => {
    const story = await storyWith(files);
    const first = await story.open();
    const second = await story.open();
    expect(await found(second, 'boats')).toEqual(['harbour']);
    await second.close();
    await first.close();
  });
});

describe('what is typed into the search field', () => {
  it('is words, phrases and an unfinished word', () => {
    expect(readSearch('one "two three" fo')).toEqual([
      { words: ['one'], isPrefix: false },
      { words: ['two', 'three'], isPrefix: false },
      { words: ['fo'], isPrefix: true },
    ]);
    expect(readSearch("don't ")).toEqual([{ words: ['don', 't'], isPrefix: false }]);
  });

  it('is compared without marks and capitals, unit for unit', () => {
    expect(foldText('ŽIŽKOV Café \u0130stanbul ΟΔΟΣ 𐐀 Ǆ')).toBe('zizkov cafe istanbul οδοσ 𐐨 ǆ');
    for (let code = 0; code < 0x11_0000; code += 1) {
      const letter = String.fromCodePoint(code);
      if (foldText(`a${letter}b`).length !== letter.length + 2) throw new Error(`U+${code.toString(16)}`);
    }
  });

  it('may have letters missing, doubled or swapped', () => {
    expect([
      wordDistance('harbour', 'harbuor', 2),
      wordDistance('sea', 'tea', 1),
      wordDistance('a', 'abcd', 2),
    ]).toEqual([1, 1, 3]);
  });
});
