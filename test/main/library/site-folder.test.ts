import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSite, openLibrary } from '../../../main/library/open-library.ts';
import { silentLog } from '../../../main/node/log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { need, storyNow, storyWith } from './story.ts';

describe('a site folder', () => {
  const options = { now: () => storyNow, log: silentLog, holder: 'the test', emit: () => {} };

  it('is made empty and opens', async () => {
    const root = await temporaryFolder();
    const folder = path.join(root, 'new blog');
    need(await createSite({ folder, title: 'Yes: "mine"', timeZone: 'Europe/Oslo', now: options.now }));
    const library = need(await openLibrary({ ...options, folder, dataFolder: path.join(root, 'data') }));
    expect(library.settings()).toMatchObject({
      title: 'Yes: "mine"',
      timeZone: 'Europe/Oslo',
      url: 'https://example.org/',
    });
    expect(await library.list()).toEqual({ posts: [], unreadable: [] });
    await library.close();
    expect(await createSite({ folder, title: 'Again', now: options.now })).toMatchObject({
      failure: { kind: 'folder-not-empty' },
    });
  });

  it('that is none is refused with the reason', async () => {
    const root = await temporaryFolder();
    await writeFile(path.join(root, 'file'), '');
    const open = (folder: string) => openLibrary({ ...options, folder, dataFolder: path.join(root, 'data') });
    expect(await open(path.join(root, 'none'))).toMatchObject({ failure: { kind: 'not-a-site', reason: 'missing' } });
    expect(await open(path.join(root, 'file'))).toMatchObject({
      failure: { kind: 'not-a-site', reason: 'not-a-folder' },
    });
    expect(await open(root)).toMatchObject({ failure: { kind: 'not-a-site', reason: 'no-settings' } });
    await writeFile(path.join(root, 'offprint.yml'), 'title: a\nurl: nowhere\n');
    expect(await open(root)).toMatchObject({ failure: { kind: 'settings-broken', line: 2 } });
  });

  it('that cannot be made is refused with the system’s reason', async () => {
    const made = await createSite({ folder: '/proc/no such place/blog', title: 'None', now: options.now });
    expect(made).toMatchObject({ failure: { kind: 'folder-refused', folder: '/proc/no such place/blog' } });
  });

  it('that would hold the program’s own data is refused', async () => {
    const story = await storyWith({});
    for (const dataFolder of [story.folder, path.join(story.folder, 'posts/data')]) {
      expect(await openLibrary({ ...options, folder: story.folder, dataFolder })).toMatchObject({
        failure: { kind: 'not-a-site', reason: 'holds-data' },
      });
    }
    expect((await readdir(story.folder)).sort()).toEqual(['offprint.yml']);
  });
});
