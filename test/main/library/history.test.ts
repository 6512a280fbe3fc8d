import { mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Library, LibraryEvent } from '../../../main/library/library.ts';
import { thinned } from '../../../main/library/revisions.ts';
import { need, storyNow, storyWith } from './story.ts';

const id = 'posts/a.md';
const dayMs = 24 * 3_600_000;

async function type(library: Library, insert: string): Promise<void> {
  const { sequence } = need(await library.openDraft(id));
  need(await library.editDraft({ id, sequence: sequence + 1, changes: [{ from: 0, to: 0, insert }] }));
  need(await library.saveDraft(id));
}

describe('the history of a post', () => {
  it('keeps each saved version and brings any of them back', async () => {
    const story = await storyWith({ [id]: 'one' });
    const library = await story.open();
    await type(library, 'two ');
    await type(library, 'three ');
    const versions = need(await library.revisions(id));
    expect(versions.map((version) => version.reason)).toEqual(['saved', 'saved']);
    const oldest = versions.at(-1)?.revision ?? '';
    expect(need(await library.revision(id, oldest)).body).toBe('one');
    expect(need(await library.restoreRevision(id, oldest))).toMatchObject({
      body: 'one',
      saveState: { kind: 'saved' },
    });
    expect(await readFile(path.join(story.folder, id), 'utf8')).toBe('one');
    const bodies = await Promise.all(
      need(await library.revisions(id)).map(async ({ revision }) => need(await library.revision(id, revision)).body),
    );
    expect(bodies).toContain('three two one');
    expect(await library.revision(id, 'f'.repeat(64))).toMatchObject({ failure: { kind: 'revision-missing' } });
    await library.close();
  });

  it('brings back a post whose file is gone', async () => {
    const story = await storyWith({ [id]: 'one' });
    const library = await story.open();
    await type(library, 'two ');
    await rm(path.join(story.folder, id));
    const [version] = need(await library.revisions(id));
    expect(need(await library.restoreRevision(id, version?.revision ?? ''))).toMatchObject({ body: 'one' });
    await library.close();
  });

  it('is everything for 30 days, and one version a week of the time before', async () => {
    const entries = Array.from({ length: 200 }, (_, days) => {
      return { hash: String(days), keptMs: storyNow - days * dayMs, reason: 'saved', size: 1 } as const;
    });
    const kept = thinned(entries, storyNow).map((entry) => Number(entry.hash));
    expect(kept.slice(0, 30)).toEqual(Array.from({ length: 30 }, (_, days) => days));
    expect(kept.length).toBeLessThan(30 + 26);
    for (const [index, days] of kept.entries()) expect(days - (kept[index - 1] ?? 0)).toBeLessThanOrEqual(7);
  });

  it('loses with its old versions the contents that nothing names, and left-over files', async () => {
    const story = await storyWith({ [id]: 'one' });
    let now = storyNow;
    for (const days of [0, 1, 2, 60]) {
      now = storyNow + days * dayMs;
      const library = await story.open({ now: () => now });
      await type(library, `${days} `);
      await library.close();
    }
    const leftover = path.join(story.folder, `posts/.offprint-${'0'.repeat(18)}.tmp`);
    await writeFile(leftover, 'cut by a power cut');
    await utimes(leftover, 0, 0);
    now += 2 * dayMs;
    await (await story.open({ now: () => now })).close();
    expect(await readdir(path.dirname(leftover))).toEqual(['a.md']);
    const library = await story.open({ now: () => now });
    const versions = need(await library.revisions(id));
    expect(versions.length).toBeLessThan(4);
    for (const { revision } of versions) need(await library.revision(id, revision));
    const objects = await readdir(path.join(library.dataFolder, 'revisions/objects'), { recursive: true });
    expect(objects.filter((name) => name.length > 10)).toHaveLength(versions.length);
    await library.close();
  });

  it('moves with the post to its new name, and the old address leads on', async () => {
    const story = await storyWith({ [id]: '---\ntitle: A # t\n---\n\none', 'posts/b.md': 'b' });
    const library = await story.open();
    await type(library, 'two ');
    expect(await library.rename(id, 'b')).toMatchObject({ failure: { kind: 'slug-taken', slug: 'b' } });
    const renamed = need(await library.rename(id, 'A better name', '/2026/11/a/'));
    expect(renamed).toMatchObject({ id: 'posts/a-better-name.md', slug: 'a-better-name' });
    expect(await readFile(path.join(story.folder, renamed.id), 'utf8')).toBe(
      '---\ntitle: A # t\naliases:\n  - /2026/11/a/\n---\n\ntwo one',
    );
    const bodies = await Promise.all(
      need(await library.revisions(renamed.id)).map(
        async ({ revision }) => need(await library.revision(renamed.id, revision)).body,
      ),
    );
    expect(bodies).toEqual(['two one', 'one']);
    expect((await library.list()).posts.map((post) => post.id).sort()).toEqual([
      'posts/a-better-name.md',
      'posts/b.md',
    ]);
    await library.close();
  });
});

describe('the trash', () => {
  it('gives a post back where it was, or beside what is there now', async () => {
    const story = await storyWith({ [id]: '---\ntitle: Mine\n---\n\none' });
    let now = storyNow;
    const library = await story.open({ now: () => now });
    need(await library.trash(id));
    now += 1_000;
    await writeFile(path.join(story.folder, id), 'another');
    need(await library.trash(id));
    const trashed = await library.trashed();
    expect(trashed.map((entry) => entry.title)).toEqual(['A', 'Mine']);
    expect(need(await library.restoreTrashed(trashed[1]?.key ?? ''))).toMatchObject({ id, matter: { title: 'Mine' } });
    expect(need(await library.restoreTrashed(trashed[0]?.key ?? ''))).toMatchObject({ id: 'posts/a-2.md' });
    expect(await library.trashed()).toEqual([]);
    expect(await library.restoreTrashed('../x')).toMatchObject({ failure: { kind: 'trash-missing' } });
    need(await library.trash(id));
    await library.close();
    now += 31 * 24 * 3_600_000;
    const later = await story.open({ now: () => now });
    expect(await later.trashed()).toEqual([]);
    await later.close();
  });
});

describe('a copy of a post', () => {
  it('is a draft of its own without the addresses of the first', async () => {
    const story = await storyWith({ [id]: '---\ntitle: A\nslug: x\naliases: [/old/]\n---\n\none' });
    const library = await story.open();
    const copy = need(await library.duplicate(id));
    expect(copy).toMatchObject({ id: 'posts/a-2.md', status: 'draft', matter: { title: 'A', aliases: [] } });
    await library.close();
  });
});

describe('what other programs do', () => {
  /** Resolves at the first event that fits. */
  function heard(kind: LibraryEvent['kind']): {
    readonly emit: (event: LibraryEvent) => void;
    readonly event: Promise<LibraryEvent>;
  } {
    let found = (_event: LibraryEvent): void => {};
    const event = new Promise<LibraryEvent>((resolve) => {
      found = resolve;
    });
    return { emit: (candidate) => candidate.kind === kind && found(candidate), event };
  }

  it('reaches an open draft at once, together with what is not saved yet', async () => {
    const story = await storyWith({ [id]: 'one\n\ntwo\n' });
    const { emit, event } = heard('changed-outside');
    const library = await story.open({ emit });
    await library.list();
    need(await library.openDraft(id));
    need(await library.editDraft({ id, sequence: 1, changes: [{ from: 0, to: 3, insert: 'uno' }] }));
    const file = path.join(story.folder, id);
    await writeFile(`${file}.new`, 'one\n\nzwei\n');
    await rename(`${file}.new`, file);
    expect(await event).toMatchObject({ body: 'uno\n\nzwei\n', sequence: 2 });
    expect(need(await library.openDraft(id))).toMatchObject({ saveState: { kind: 'unsaved' }, sequence: 2 });
    await library.close();
  });

  it('reaches the list, also in a new folder', async () => {
    const story = await storyWith({ [id]: 'one' });
    const { emit, event } = heard('posts-changed');
    const library = await story.open({ emit });
    await library.list();
    await mkdir(path.join(story.folder, 'posts/2026'));
    await writeFile(path.join(story.folder, 'posts/2026/new.md'), 'new');
    await event;
    expect((await library.list()).posts).toHaveLength(2);
    await library.close();
  });

  it('reaches the settings', async () => {
    const story = await storyWith({ [id]: 'one' });
    const { emit, event } = heard('settings-changed');
    const library = await story.open({ emit });
    await writeFile(path.join(story.folder, 'offprint.yml'), 'title: Other\n');
    await event;
    expect(library.settings().title).toBe('Other');
    await library.close();
  });

  it('leaves both texts when they meet, and the author chooses', async () => {
    const story = await storyWith({ [id]: 'one' });
    for (const keep of ['mine', 'theirs'] as const) {
      await writeFile(path.join(story.folder, id), 'one');
      const library = await story.open();
      const { sequence } = need(await library.openDraft(id));
      need(await library.editDraft({ id, sequence: sequence + 1, changes: [{ from: 0, to: 3, insert: 'mine' }] }));
      await writeFile(path.join(story.folder, id), 'theirs');
      expect(need(await library.saveDraft(id))).toMatchObject({ kind: 'failed', failure: { kind: 'changed-outside' } });
      expect(need(await library.compareDraft(id))).toMatchObject({
        mine: { body: 'mine' },
        theirs: { body: 'theirs' },
      });
      expect(need(await library.resolveDraft(id, keep))).toMatchObject({ body: keep, saveState: { kind: 'saved' } });
      expect(await readFile(path.join(story.folder, id), 'utf8')).toBe(keep);
      const other = keep === 'mine' ? 'theirs' : 'mine';
      const versions = need(await library.revisions(id));
      const bodies = await Promise.all(versions.map(async (v) => need(await library.revision(id, v.revision)).body));
      expect(bodies).toContain(other);
      await library.close();
    }
  });

  it('can be put together piece by piece, and both texts become versions', async () => {
    const text = (title: string, a: string, b: string, c: string): string =>
      `---\ntitle: ${title}\ntags: [x]\n---\n\n${a}\n\nSame\n\n${b}\n\nSame too\n\n${c}\n`;
    const story = await storyWith({ [id]: text('T', 'One', 'Two', 'Three') });
    const library = await story.open();
    const { body, sequence } = need(await library.openDraft(id));
    const mine = text('Mine', 'Uno', 'Dos', 'Three').split('---\n\n')[1] ?? '';
    const changes = [{ from: 0, to: body.length, insert: mine }];
    need(await library.editDraft({ id, sequence: sequence + 1, changes, matter: { title: 'Mine' } }));
    await writeFile(path.join(story.folder, id), text('T', 'Ein', 'Zwei', 'Drei').replace('[x]', '[x, y]'));
    expect(need(await library.saveDraft(id))).toMatchObject({ kind: 'failed', failure: { kind: 'changed-outside' } });
    const compared = need(await library.compareDraft(id));
    expect(compared.pieces).toEqual([
      { kind: 'disputed', mine: 'Uno\n', theirs: 'Ein\n' },
      { kind: 'agreed', text: '\nSame\n\n' },
      { kind: 'disputed', mine: 'Dos\n', theirs: 'Zwei\n' },
      { kind: 'agreed', text: '\nSame too\n\nDrei\n' },
    ]);
    expect(compared.isMatterDisputed).toBe(false);
    const chosen = 'Uno\n\nSame\n\nZwei\n\nSame too\n\nDrei\n';
    const resolved = need(await library.resolveDraft(id, 'mine', chosen));
    expect(resolved).toMatchObject({ body: chosen, saveState: { kind: 'saved' } });
    expect(await readFile(path.join(story.folder, id), 'utf8')).toBe(
      `---\ntitle: Mine\ntags: [x, y]\n---\n\n${chosen}`,
    );
    const versions = need(await library.revisions(id));
    const bodies = await Promise.all(versions.map(async (v) => need(await library.revision(id, v.revision)).body));
    for (const kept of ['Uno\n\nSame\n\nDos', 'Ein\n\nSame\n\nZwei'])
      expect(bodies.some((body) => body.startsWith(kept))).toBe(true);
    await library.close();
  });

  it('lists copies of sync programs without ever taking them for posts', async () => {
    const story = await storyWith({
      [id]: 'one',
      "posts/a (Ann's conflicted copy 2026-11-20).md": 'two',
      'posts/a.sync-conflict-20261120-101010-ABCDEFG.md': 'three',
    });
    const library = await story.open();
    const { posts, unreadable } = await library.list();
    expect([posts.length, unreadable.length]).toEqual([1, 2]);
    await library.close();
  });
});
