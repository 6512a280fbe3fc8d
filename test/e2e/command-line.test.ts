import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { serveFolder } from '../../main/node/folder-server.ts';
import { crawl } from '../support/crawl.ts';
import { answerOf, smallBlog, workshop, writePost } from '../support/workshop.ts';

describe('offprint new', () => {
  test('makes a blog in a new folder and says how to go on', async () => {
    const { offprint, at } = await workshop();
    const run = await offprint('new', 'letters home');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain(`Made the blog “letters home” in ${at('letters home')}.`);
    expect(await readFile(at('letters home/offprint.yml'), 'utf8')).toContain('letters home');
  });

  test('copies the sample blog, under its own title or the one given', async () => {
    const { offprint, at } = await workshop();
    const sample = answerOf(await offprint('new', 'sample', '--sample', '--json'));
    expect(sample).toEqual({ ok: true, value: { folder: at('sample'), title: 'Slow Harbour' } });
    const renamed = answerOf(await offprint('new', 'mine', '--sample', '--title', 'Mine: a blog', '--json'));
    expect(renamed).toEqual({ ok: true, value: { folder: at('mine'), title: 'Mine: a blog' } });
    expect((await readdir(at('mine/posts'))).length).toBeGreaterThan(5);
  });

  test('leaves a folder with files in it alone', async () => {
    const { offprint, at } = await workshop();
    await mkdir(at('full'));
    await writeFile(at('full/notes.txt'), 'mine');
    for (const extra of [[], ['--sample']]) {
      const run = await offprint('new', 'full', ...extra);
      expect(run.code).toBe(1);
      expect(run.stderr).toContain(at('full'));
      expect(await readdir(at('full'))).toEqual(['notes.txt']);
    }
  });
});

describe('offprint build', () => {
  test('builds the sample blog into a folder without a dead link', { timeout: 300_000 }, async () => {
    const { offprint, at } = await workshop();
    await offprint('new', 'blog', '--sample');
    const run = await offprint('build', 'blog', '--out', 'site');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(at('site'));
    const server = await serveFolder(() => at('site'));
    const { broken, pages } = await crawl(server.address);
    await server.close();
    expect(broken).toEqual([]);
    expect(pages.size).toBeGreaterThan(20);
  });

  test('touches only what changed, and takes away what is gone', async () => {
    const { offprint, at } = await smallBlog();
    await writePost(at('blog/posts/second.md'), 'Second', 'Another text.');
    const first = answerOf(await offprint('build', 'blog', '--out', 'site', '--json'));
    expect(first.value.output).toMatchObject({ folder: at('site'), written: first.value.files, removed: 0 });
    const again = answerOf(await offprint('build', 'blog', '--out', 'site', '--json'));
    expect(again.value.output).toMatchObject({ written: 0, removed: 0 });
    expect(again.value.rendered).toEqual([]);

    expect(existsSync(at('site/2026/11/second/index.html'))).toBe(true);
    await rm(at('blog/posts/second.md'));
    const less = answerOf(await offprint('build', 'blog', '--out', 'site', '--json'));
    expect(less.value.output.removed).toBeGreaterThan(0);
    expect(existsSync(at('site/2026/11/second'))).toBe(false);
    expect(existsSync(at('site/2026/11/first/index.html'))).toBe(true);
  });

  test('says with --explain why each page was made anew', async () => {
    const { offprint, at } = await smallBlog();
    await offprint('build', 'blog');
    await writePost(at('blog/posts/first.md'), 'First', 'The first text, mended.');
    const run = await offprint('build', 'blog', '--explain');
    expect(run.stdout).toMatch(/^ {2}\/2026\/11\/first\/ {2}\S+/m);
  });

  test('mends what was changed or lost in the output', async () => {
    const { offprint, at } = await smallBlog();
    await offprint('build', 'blog', '--out', 'site');
    const page = at('site/2026/11/first/index.html');
    const before = await readFile(page, 'utf8');
    await writeFile(page, before.replace('first text', 'FIRST text'));
    await rm(at('site/index.html'));
    const run = answerOf(await offprint('build', 'blog', '--out', 'site', '--json'));
    expect(run.value.output.written).toBe(2);
    expect(await readFile(page, 'utf8')).toBe(before);
  });

  test.each([
    ['inside the blog', 'blog/site', 'inside-source'],
    ['the blog itself', 'blog', 'contains-source'],
    ['around the blog', '.', 'contains-source'],
    ['inside the blog through a link', 'way/site', 'inside-source'],
    ['a file', 'file.txt', 'not-a-folder'],
    ['a folder with files of somebody else', 'others', 'foreign-files'],
  ])('refuses an output that is %s, and touches nothing', async (_, out, reason) => {
    const { offprint, at } = await smallBlog();
    await mkdir(at('others'));
    await writeFile(at('others/thesis.txt'), 'years of work');
    await writeFile(at('file.txt'), 'a file');
    await symlink(at('blog'), at('way'));
    const before = await readdir(at('.'), { recursive: true });
    const run = await offprint('build', 'blog', '--out', out, '--json');
    expect(run.code).toBe(1);
    expect(answerOf(run).failure).toMatchObject({ kind: 'output-refused', reason });
    expect(answerOf(run).message).toMatch(/Choose|empty/);
    const after = (await readdir(at('.'), { recursive: true })).filter((file) => !file.startsWith('data'));
    expect(after).toEqual(before.filter((file) => !file.startsWith('data')));
    expect(await readFile(at('others/thesis.txt'), 'utf8')).toBe('years of work');
  });
});

describe('offprint publish', () => {
  test('reports the pages that changed and where they are', async () => {
    const { offprint } = await smallBlog();
    const plan = answerOf(await offprint('publish', 'blog', '--dry-run', '--json'));
    expect(plan.value).toMatchObject({ dryRun: true, target: 'local' });
    expect(plan.value.filesToSend).toBeGreaterThan(3);

    const first = await offprint('publish', 'blog', '--json');
    expect(first.code).toBe(0);
    const { value } = answerOf(first);
    const page = value.pages.find(({ address }: { address: string }) => address === '/2026/11/first/');
    expect(page).toMatchObject({ change: 'new', title: 'First', postId: 'posts/first.md' });
    expect(await readFile(page.file, 'utf8')).toContain('The first text.');

    const again = answerOf(await offprint('publish', 'blog', '--json'));
    expect(again.value.pages).toEqual([]);
  });

  test('changes nothing with --dry-run', async () => {
    const { offprint, at } = await smallBlog();
    await offprint('publish', 'blog', '--dry-run');
    expect(existsSync(at('data/published'))).toBe(false);
  });

  test('names the targets there are when asked for another', async () => {
    const { offprint } = await smallBlog();
    const run = await offprint('publish', 'blog', '--target', 'moon');
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('moon');
    const inJson = answerOf(await offprint('publish', 'blog', '--target', 'moon', '--json'));
    expect(inJson.failure).toMatchObject({ kind: 'target-missing', name: 'moon' });
  });

  test('never publishes drafts or posts whose date is ahead', async () => {
    const { offprint, at } = await smallBlog();
    await writeFile(at('blog/posts/secret.md'), '---\ntitle: Secret\ndraft: true\n---\n\nNot yet.\n');
    await writeFile(at('blog/posts/later.md'), '---\ntitle: Later\ndate: 2099-01-01\n---\n\nMuch later.\n');
    const { value } = answerOf(await offprint('publish', 'blog', '--json'));
    const written = value.pages.flatMap(({ postId }: { postId?: string }) => (postId === undefined ? [] : [postId]));
    expect(written).toEqual(['posts/first.md']);
  });
});

describe('offprint check', () => {
  test('finds nothing in a good blog', async () => {
    const { offprint } = await smallBlog();
    const run = await offprint('check', 'blog');
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toContain('Nothing needs a look.');
  });

  test('names a broken post and its line; the rest of the blog still works', async () => {
    const { offprint, at } = await smallBlog();
    await writeFile(at('blog/posts/broken.md'), '---\ntitle: [unclosed\n---\n\nText.\n');
    const run = await offprint('check', 'blog');
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('posts/broken.md');
    const { value } = answerOf(await offprint('check', 'blog', '--json'));
    expect(value.isPublishable).toBe(false);
    expect(value.findings).toContainEqual(
      expect.objectContaining({ kind: 'problem', postId: 'posts/broken.md', problem: expect.objectContaining({}) }),
    );
    expect(value.posts).toBeGreaterThanOrEqual(1);
    expect(value.findings).toHaveLength(1);
    const published = await offprint('publish', 'blog');
    expect(published.code).toBe(0);
    expect(published.stderr).toContain('posts/broken.md');
    expect(published.stdout).toContain('/2026/11/first/');
  });

  test('shows a picture that is missing and a link that leads nowhere', async () => {
    const { offprint, at } = await smallBlog();
    await writePost(
      at('blog/posts/first.md'),
      'First',
      '![A harbour](../media/2026/11/gone.jpg)\n\n[Where](nowhere.md)',
    );
    const { value } = answerOf(await offprint('check', 'blog', '--json'));
    const text = JSON.stringify(value.findings);
    expect(text).toContain('gone.jpg');
    expect(text).toContain('nowhere');
  });
});

describe('bad input', () => {
  test.each(['build', 'publish', 'check', 'serve'])('%s says when the folder is no blog', async (command) => {
    const { offprint, at } = await workshop();
    await mkdir(at('empty'));
    await writeFile(at('file.txt'), 'a file');
    for (const [folder, reason] of [
      ['missing', 'missing'],
      ['empty', 'no-settings'],
      ['file.txt', 'not-a-folder'],
    ] as const) {
      const run = await offprint(command, folder, '--json');
      expect(run.code).toBe(1);
      expect(answerOf(run)).toMatchObject({ ok: false, failure: { kind: 'not-a-site', folder: at(folder), reason } });
    }
    const forPeople = await offprint(command, 'missing');
    expect(forPeople).toMatchObject({ code: 1, stdout: '' });
    expect(forPeople.stderr).toContain(at('missing'));
  });

  test('settings that cannot be read are named with their line', async () => {
    const { offprint, at } = await smallBlog();
    await writeFile(at('blog/offprint.yml'), 'title: [unclosed\n');
    const run = await offprint('build', 'blog', '--json');
    expect(run.code).toBe(1);
    expect(answerOf(run).failure).toMatchObject({ kind: 'settings-broken' });
    expect(answerOf(run).message).toContain('offprint.yml');
  });

  test('a data folder that cannot be made is said so', async () => {
    const { offprint, at } = await workshop();
    await writeFile(at('in-the-way'), 'a file');
    const run = await offprint('new', 'blog', '--data', 'in-the-way', '--json');
    expect(run.code).toBe(1);
    expect(answerOf(run).failure).toMatchObject({ kind: 'write-failed', file: at('in-the-way') });
  });

  test('a line that is not understood ends with code 2 and touches nothing', async () => {
    const { offprint, at } = await workshop();
    const run = await offprint('build');
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('needs the folder');
    const inJson = await offprint('bild', 'x', '--json');
    expect(inJson.code).toBe(2);
    expect(answerOf(inJson)).toMatchObject({ ok: false, failure: { kind: 'wrong-usage' } });
    expect((await offprint('new', 'x', '--title', 'x'.repeat(301))).code).toBe(2);
    expect((await readdir(at('.'))).filter((name) => name !== 'data')).toEqual([]);
  });
});
