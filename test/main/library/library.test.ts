import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { machineLockFile } from '../../../main/node/machine-lock-file.ts';
import { need, storyWith } from './story.ts';

const train = '---\ntitle: On the train # keep\ntags: [rail]\nodd:   yes\n---\n\nHello.\r\nThere.\n';

describe('a library', () => {
  it('lists posts and pages, newest first, with what cannot be read beside them', async () => {
    const story = await storyWith({
      'posts/old.md': '---\ntitle: Old\ndate: 2020-01-01\n---\n\nOne two three.\n',
      'posts/2026/new.md': '---\ntitle: New\ndate: 2027-01-01\n---\nText',
      'posts/draft.md': '---\ntitle: Mine\ndate: 2021-01-01\ndraft: true\n---\nText',
      'posts/broken.md': '---\ntitle: [\n---\nText',
      'posts/latin.md': new Uint8Array([0x48, 0xe9, 0x0a]),
      'posts/notes.txt': 'no post',
      'pages/about.md': 'Just text',
    });
    const library = await story.open();
    const { posts, unreadable } = await library.list();
    const rows = posts.map((post) => [post.id, post.status, post.slug, post.matter.title, post.problem?.line]);
    expect(rows).toEqual(
      expect.arrayContaining([
        ['posts/2026/new.md', 'scheduled', 'new', 'New', undefined],
        ['posts/draft.md', 'draft', 'draft', 'Mine', undefined],
        ['posts/old.md', 'published', 'old', 'Old', undefined],
        ['posts/broken.md', 'published', 'broken', 'Broken', 2],
        ['pages/about.md', 'published', 'about', 'About', undefined],
      ]),
    );
    expect(posts).toHaveLength(5);
    expect(posts.find((post) => post.slug === 'old')).toMatchObject({
      excerpt: 'One two three.',
      kind: 'post',
    });
    expect(unreadable).toMatchObject([{ id: 'posts/latin.md', problem: { kind: 'encoding', line: 1 } }]);
    await library.close();
  });

  it('writes what was typed and nothing else', async () => {
    const story = await storyWith({ 'posts/a.md': train });
    const library = await story.open();
    const draft = need(await library.openDraft('posts/a.md'));
    expect(draft).toMatchObject({ body: 'Hello.\nThere.\n', sequence: 0, saveState: { kind: 'saved' } });
    const edited = await library.editDraft({
      id: draft.id,
      sequence: 1,
      changes: [{ from: 5, to: 6, insert: '!\nNew.' }],
    });
    expect(edited).toMatchObject({ ok: true, value: { sequence: 1 } });
    need(await library.editDraft({ id: draft.id, sequence: 2, changes: [], matter: { tags: ['rail', 'sea'] } }));
    expect(need(await library.read(draft.id)).body).toBe('Hello!\nNew.\nThere.\n');
    expect(await readFile(path.join(story.folder, 'posts/a.md'), 'utf8')).toBe(train);
    expect(need(await library.saveDraft(draft.id))).toEqual({ kind: 'saved' });
    expect(await readFile(path.join(story.folder, 'posts/a.md'), 'utf8')).toBe(
      '---\ntitle: On the train # keep\ntags: [rail, sea]\nodd:   yes\n---\n\nHello!\r\nNew.\nThere.\n',
    );
    await library.close();
    expect(story.events.filter((event) => event.kind === 'save-state').map((event) => event.saveState.kind)).toEqual([
      'unsaved',
      'saved',
    ]);
  });

  it('saves by itself after a pause', async () => {
    const story = await storyWith({ 'posts/a.md': 'Hello' });
    let isSaved = (): void => {};
    const saved = new Promise<void>((resolve) => {
      isSaved = resolve;
    });
    const library = await story.open({
      autosaveMs: 1,
      emit: (event) => {
        if (event.kind === 'save-state' && event.saveState.kind === 'saved') isSaved();
      },
    });
    need(await library.editDraft({ id: 'posts/a.md', sequence: 1, changes: [{ from: 0, to: 0, insert: 'Oh. ' }] }));
    await saved;
    expect(await readFile(path.join(story.folder, 'posts/a.md'), 'utf8')).toBe('Oh. Hello');
    await library.close();
  });

  it('answers out of step for an edit that does not follow the one before', async () => {
    const story = await storyWith({ 'posts/a.md': 'Hello' });
    const library = await story.open();
    const edit = { id: 'posts/a.md', sequence: 1, changes: [{ from: 0, to: 0, insert: 'x' }] };
    need(await library.editDraft(edit));
    expect(await library.editDraft(edit)).toMatchObject({ ok: true });
    expect(await library.editDraft({ ...edit, sequence: 5 })).toMatchObject({
      failure: { kind: 'out-of-step', expected: 2 },
    });
    const outside = { ...edit, sequence: 2, changes: [{ from: 90, to: 91, insert: '' }] };
    expect(await library.editDraft(outside)).toMatchObject({ failure: { kind: 'out-of-step', expected: 2 } });
    expect(need(await library.read('posts/a.md')).body).toBe('xHello');
    await library.close();
  });

  it('refuses ids that lead elsewhere', async () => {
    const story = await storyWith({ 'posts/a.md': 'Hello' });
    const library = await story.open();
    for (const id of [
      '../a.md',
      'posts/../offprint.yml',
      'posts/../../a.md',
      '/etc/passwd',
      'posts/a.txt',
      'offprint.yml',
      'posts\\a.md',
      '',
    ]) {
      expect(await library.read(id)).toMatchObject({ failure: { kind: 'bad-post-id' } });
    }
    expect(await library.read('posts/none.md')).toMatchObject({ failure: { kind: 'post-missing' } });
    await library.close();
  });

  it('makes drafts with names of their own', async () => {
    const story = await storyWith({});
    const library = await story.open();
    const first = need(await library.create('post', 'Über uns'));
    const second = need(await library.create('post', 'uber UNS'));
    const page = need(await library.create('page', ''));
    expect([first.id, second.id, page.id]).toEqual(['posts/uber-uns.md', 'posts/uber-uns-2.md', 'pages/untitled.md']);
    expect(first).toMatchObject({ status: 'draft', matter: { title: 'Über uns', date: '2026-11-22T10:00:00+00:00' } });
    expect(await readFile(path.join(story.folder, first.id), 'utf8')).toBe(
      '---\ntitle: Über uns\ndate: 2026-11-22T10:00:00+00:00\ndraft: true\n---\n\n',
    );
    await library.close();
  });

  it('shows at the start what it remembers, and tells when the files say something else', async () => {
    const story = await storyWith({ 'posts/a.md': '---\ntitle: Before\n---\n', 'posts/b.md': 'B' });
    // What was written a moment ago is not remembered: it may change again within the same tick of the disk's clock.
    const now = (): number => Date.now() + 60_000;
    const first = await story.open({ now });
    await first.list();
    await first.close();
    await writeFile(path.join(story.folder, 'posts/a.md'), '---\ntitle: After a while\n---\n');
    let tell = (): void => {};
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const second = await story.open({ now, emit: ({ kind }) => kind === 'posts-changed' && tell() });
    const titles = async (): Promise<readonly string[]> =>
      (await second.list({ forShow: true })).posts.map(({ matter }) => matter.title).sort();
    expect(await titles()).toEqual(['B', 'Before']);
    await told;
    expect(await titles()).toEqual(['After a while', 'B']);
    await second.close();
  });

  it('moves a post with unsaved text to the trash', async () => {
    const story = await storyWith({ 'posts/a.md': 'Hello' });
    const library = await story.open();
    need(await library.editDraft({ id: 'posts/a.md', sequence: 1, changes: [{ from: 5, to: 5, insert: ' you' }] }));
    need(await library.trash('posts/a.md'));
    expect((await library.list()).posts).toEqual([]);
    const trash = path.join(library.dataFolder, 'trash');
    const names = (await readdir(trash)).filter((name) => name.endsWith('.md'));
    expect(await readFile(path.join(trash, names[0] ?? ''), 'utf8')).toBe('Hello you');
    expect(await library.openDraft('posts/a.md')).toMatchObject({ failure: { kind: 'post-missing' } });
    await library.close();
  });

  it('brings back after a crash what was not yet in the file, and can go back', async () => {
    const story = await storyWith({ 'posts/a.md': '---\ntitle: A\n---\n\nHello' });
    const crashed = await story.open();
    need(
      await crashed.editDraft({
        id: 'posts/a.md',
        sequence: 1,
        changes: [{ from: 5, to: 5, insert: ' you' }],
        matter: { title: 'B' },
      }),
    );
    need(await crashed.editDraft({ id: 'posts/a.md', sequence: 2, changes: [{ from: 0, to: 5, insert: 'Bye' }] }));
    // A crash frees the locks, which this living process would keep.
    await rm(path.join(crashed.dataFolder, 'writer.lock'));
    await rm((await machineLockFile(crashed.folder)) ?? '');
    const library = await story.open();
    expect(need(await library.read('posts/a.md'))).toMatchObject({
      body: 'Bye you',
      summary: { matter: { title: 'B' } },
    });
    const draft = need(await library.openDraft('posts/a.md'));
    expect(draft).toMatchObject({ sequence: 2, saveState: { kind: 'unsaved' }, recovered: { fileBody: 'Hello' } });
    const reverted = need(await library.revertDraft('posts/a.md'));
    expect(reverted).toMatchObject({ body: 'Hello', matter: { title: 'A' }, saveState: { kind: 'saved' } });
    await library.close();
    const later = await story.open();
    expect(need(await later.openDraft('posts/a.md')).recovered).toBeUndefined();
    await later.close();
    await crashed.close();
  });

  it('takes in what another program wrote elsewhere in the text, and keeps both where they meet', async () => {
    const story = await storyWith({ 'posts/a.md': 'One\n\nTwo\n\nThree\n' });
    const file = path.join(story.folder, 'posts/a.md');
    const library = await story.open();
    need(await library.editDraft({ id: 'posts/a.md', sequence: 1, changes: [{ from: 0, to: 3, insert: 'Uno' }] }));
    await writeFile(file, 'One\n\nTwo\n\nDrei\n');
    expect(need(await library.saveDraft('posts/a.md'))).toEqual({ kind: 'saved' });
    expect(await readFile(file, 'utf8')).toBe('Uno\n\nTwo\n\nDrei\n');
    const { sequence } = need(await library.openDraft('posts/a.md'));
    need(
      await library.editDraft({
        id: 'posts/a.md',
        sequence: sequence + 1,
        changes: [{ from: 0, to: 3, insert: 'Un' }],
      }),
    );
    await writeFile(file, 'Eins\n\nTwo\n\nDrei\n');
    expect(need(await library.saveDraft('posts/a.md'))).toMatchObject({
      kind: 'failed',
      failure: { kind: 'changed-outside' },
    });
    expect(await readFile(file, 'utf8')).toBe('Eins\n\nTwo\n\nDrei\n');
    expect(need(await library.read('posts/a.md')).body).toBe('Un\n\nTwo\n\nDrei\n');
    await library.close();
  });

  it('changes the lines of the settings that changed', async () => {
    const story = await storyWith({ 'offprint.yml': '# mine\ntitle: "Old" # t\nextra: 1\nurl: https://a.example\n' });
    const library = await story.open();
    expect(library.settings()).toMatchObject({ title: 'Old', url: 'https://a.example/', postsPerPage: 10 });
    need(await library.changeSettings({ title: 'New', tagline: '', author: 'Åsa', url: 'https://b.example' }));
    expect(await readFile(path.join(story.folder, 'offprint.yml'), 'utf8')).toBe(
      '# mine\ntitle: "New" # t\nextra: 1\nurl: https://b.example/\nauthor: Åsa\n',
    );
    await library.close();
  });

  it('lets one program write and tells the other who', async () => {
    const story = await storyWith({ 'posts/a.md': 'Hello' });
    const first = await story.open({ holder: 'the first' });
    const second = await story.open({ holder: 'the second' });
    expect(second.readOnly).toEqual({ holder: 'the first' });
    const edit = { id: 'posts/a.md', sequence: 1, changes: [{ from: 0, to: 0, insert: 'x' }] };
    expect(await second.editDraft(edit)).toMatchObject({ failure: { kind: 'read-only', holder: 'the first' } });
    expect(need(await second.read('posts/a.md')).body).toBe('Hello');
    await first.close();
    // Two that ask at once must not see each other.
    const both = await Promise.all([second.editDraft(edit), second.create('post', 'New')]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(second.readOnly).toBeUndefined();
    await second.close();
  });

  it('takes over from a program that has ended, also while the author only reads, and says so', async () => {
    const story = await storyWith({ 'posts/a.md': 'Hello' });
    const first = await story.open();
    const second = await story.open();
    expect(second.readOnly).toBeDefined();
    await first.close();
    await expect.poll(() => story.events).toContainEqual({ kind: 'became-writer' });
    expect(second.readOnly).toBeUndefined();
    await second.close();
  });

  it('notices another program that keeps its data elsewhere, and leaves no trace in the folder', async () => {
    const story = await storyWith({ 'posts/a.md': 'Hello' });
    const first = await story.open({ holder: 'the first' });
    const elsewhere = { dataFolder: `${story.dataFolder}-2`, holder: 'the second' };
    const second = await story.open(elsewhere);
    expect(second.readOnly).toEqual({ holder: 'the first' });
    expect((await readdir(story.folder)).sort()).toEqual(['offprint.yml', 'posts']);
    await second.close();
    // Closing the second one must not free what the first holds.
    const third = await story.open(elsewhere);
    expect(third.readOnly).toEqual({ holder: 'the first' });
    await first.close();
    const edit = { id: 'posts/a.md', sequence: 1, changes: [{ from: 0, to: 0, insert: 'x' }] };
    need(await third.editDraft(edit));
    await third.close();
  });
});
