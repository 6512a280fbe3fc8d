import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, mkdir, open, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { isMissing } from '../../support/programs.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { need, storyNow, storyWith } from './story.ts';

const edit = { sequence: 1, changes: [{ from: 0, to: 0, insert: 'x' }] };

/** Makes strace fail every start of a watch. */
const noWatches = ['-e', 'trace=inotify_init1', '-e', 'inject=inotify_init1:error=EMFILE'];

describe('files that are no posts', () => {
  it('are named with their reason, shown where possible, and never written', async () => {
    const files = {
      'posts/utf16.md': Buffer.from('\ufeffHi', 'utf16le'),
      'posts/latin.md': Buffer.from([0x43, 0x61, 0x66, 0xe9, 0x0a]),
      'posts/cut.md': Buffer.from([0x61, 0xe2, 0x82]),
    };
    const story = await storyWith({ 'posts/good.md': 'Good', ...files });
    await mkdir(path.join(story.folder, 'posts/folder.md'));
    execFileSync('mkfifo', [path.join(story.folder, 'posts/pipe.md')]);
    const large = await open(path.join(story.folder, 'posts/large.md'), 'w');
    await large.truncate(200 * 1024 * 1024);
    await large.close();
    const library = await story.open();
    const { posts, unreadable } = await library.list();
    expect(posts.map((post) => post.id)).toEqual(['posts/good.md']);
    expect(unreadable.map(({ id, problem }) => [id, problem.kind])).toEqual([
      ['posts/cut.md', 'encoding'],
      ['posts/folder.md', 'unreadable'],
      ['posts/large.md', 'too-large'],
      ['posts/latin.md', 'encoding'],
      ['posts/pipe.md', 'unreadable'],
      ['posts/utf16.md', 'encoding'],
    ]);
    expect(await library.openDraft('posts/folder.md')).toMatchObject({ failure: { kind: 'post-missing' } });
    for (const { id } of unreadable) {
      if (id === 'posts/folder.md') continue;
      expect(need(await library.openDraft(id)).problem).toBeDefined();
      expect(await library.editDraft({ id, ...edit })).toMatchObject({
        failure: { kind: 'write-failed', code: 'EILSEQ' },
      });
      expect(need(await library.saveDraft(id))).toEqual({ kind: 'saved' });
    }
    expect(need(await library.openDraft('posts/utf16.md')).body).toBe('Hi');
    expect(need(await library.openDraft('posts/latin.md')).body).toBe('Caf\u00e9\n');
    for (const [name, bytes] of Object.entries(files)) {
      expect(Buffer.compare(await readFile(path.join(story.folder, name)), bytes)).toBe(0);
    }
    for (const name of Object.keys(files)) need(await library.trash(name));
    for (const entry of await library.trashed()) need(await library.restoreTrashed(entry.key));
    for (const [name, bytes] of Object.entries(files)) {
      expect(Buffer.compare(await readFile(path.join(story.folder, name)), bytes)).toBe(0);
    }
    await library.close();
  });

  it('behind symbolic links that lead out or in circles are left alone', async () => {
    const story = await storyWith({ 'posts/good.md': 'Good', 'secret.txt': 'Secret' });
    const outside = path.join(await temporaryFolder(), 'outside.md');
    await writeFile(outside, 'Outside');
    await symlink(outside, path.join(story.folder, 'posts/out.md'));
    await symlink('loop.md', path.join(story.folder, 'posts/loop.md'));
    await symlink('..', path.join(story.folder, 'posts/up'));
    await symlink('good.md', path.join(story.folder, 'posts/same.md'));
    const library = await story.open();
    const { posts } = await library.list();
    expect(posts.map((post) => post.id).sort()).not.toContain('posts/up/posts/good.md');
    for (const id of ['posts/out.md', 'posts/loop.md', 'posts/up/secret.md', 'posts/up/posts/good.md']) {
      const answer = await library.editDraft({ id, ...edit });
      expect([id, answer.ok]).toEqual([id, id === 'posts/up/posts/good.md']);
    }
    need(await library.editDraft({ id: 'posts/same.md', ...edit }));
    expect(need(await library.saveDraft('posts/same.md'))).toEqual({ kind: 'saved' });
    expect(await readFile(outside, 'utf8')).toBe('Outside');
    expect(await readFile(path.join(story.folder, 'posts/same.md'), 'utf8')).toBe('xGood');
    await library.close();
  });

  it('are named in one order, whichever was read last', async () => {
    const bytes = new Uint8Array([0x48, 0xe9, 0x0a]);
    const story = await storyWith({ 'posts/a.md': bytes, 'posts/b.md': bytes, 'posts/c.md': 'Good' });
    const library = await story.open();
    const names = async () => (await library.list()).unreadable.map(({ id }) => id);
    expect(await names()).toEqual(['posts/a.md', 'posts/b.md']);
    await writeFile(path.join(story.folder, 'posts/a.md'), new Uint8Array([0x48, 0x48, 0xe9, 0x0a]));
    expect(await names()).toEqual(['posts/a.md', 'posts/b.md']);
    await library.close();
  });

  it.skipIf(process.getuid?.() === 0)('that may not be read are named', async () => {
    const story = await storyWith({ 'posts/closed.md': 'Closed' });
    await chmod(path.join(story.folder, 'posts/closed.md'), 0);
    const library = await story.open();
    expect((await library.list()).unreadable).toMatchObject([{ problem: { kind: 'unreadable' } }]);
    await library.close();
  });
});

describe('odd names and texts', () => {
  it('are posts like any other', async () => {
    const names = [
      'é.md',
      'e\u0301.md',
      'A.md',
      'a.md',
      '😀.md',
      `${'n'.repeat(252)}.md`,
      'con.md',
      'NUL.md',
      'dots...md',
      'index.md',
      'feed.md',
      'مرحبا.md',
      'left\u202eright.md',
      '%2e%2e.md',
      'a b.md',
      "it's.md",
      '-rf.md',
    ];
    const story = await storyWith(Object.fromEntries(names.map((name) => [`posts/${name}`, 'Text\u0000\u2028'])));
    const library = await story.open();
    expect((await library.list()).posts).toHaveLength(names.length);
    for (const name of names) {
      need(await library.editDraft({ id: `posts/${name}`, ...edit }));
      expect(need(await library.saveDraft(`posts/${name}`))).toEqual({ kind: 'saved' });
      expect(await readFile(path.join(story.folder, 'posts', name), 'utf8')).toBe('xText\u0000\u2028');
    }
    await library.close();
  });

  it('do not slow the program down: one line of ten megabytes, a title of one', async () => {
    const line = 'word '.repeat(2_000_000);
    const story = await storyWith({
      'posts/line.md': line,
      'posts/title.md': `---\ntitle: ${'t'.repeat(1_000_000)}\n---\n`,
    });
    const library = await story.open();
    expect((await library.list()).posts).toHaveLength(2);
    need(await library.editDraft({ id: 'posts/line.md', ...edit }));
    expect(need(await library.saveDraft('posts/line.md'))).toEqual({ kind: 'saved' });
    await library.close();
  });

  it('in front matter are dates that are none, shown as a problem of that post', async () => {
    const bad = ['2024-02-30', 'someday', '2024-05-01T10:00+99:00', '99999999999'];
    const story = await storyWith(
      Object.fromEntries(bad.map((date, index) => [`posts/${index}.md`, `---\ndate: ${date}\n---\n`])),
    );
    const library = await story.open();
    for (const post of (await library.list()).posts) expect(post.problem?.reason.kind).toBe('no-date');
    await library.close();
  });
});

describe('surroundings that are out of order', () => {
  it('are merges of merges and tags that nobody knows, which take no time and keep every byte', async () => {
    const many = (name: string) => Array.from({ length: 9 }, () => `*${name}`).join(', ');
    const levels = Array.from(
      { length: 9 },
      (_, level) => `l${level + 1}: &l${level + 1} {<<: [${many(`l${level}`)}]}`,
    );
    const headers = {
      'posts/merges.md': `---\ntitle: Merges\nl0: &l0 {x: 1}\n${levels.join('\n')}\n---\n\n`,
      'posts/tags.md': '---\ntitle: !own Tagged\nodd: !!python/object {a: 1}\n---\n\n',
    };
    const story = await storyWith(headers);
    const library = await story.open();
    expect((await library.list()).posts).toHaveLength(2);
    for (const [id, header] of Object.entries(headers)) {
      const { body } = need(await library.openDraft(id));
      const changes = [{ from: body.length, to: body.length, insert: 'Text\n' }];
      need(await library.editDraft({ id, sequence: 1, changes }));
      expect(need(await library.saveDraft(id))).toEqual({ kind: 'saved' });
      expect(await readFile(path.join(story.folder, id), 'utf8')).toBe(`${header}Text\n`);
    }
    await library.close();
  });

  it('are a clock at 1970 or one that jumps back', async () => {
    const story = await storyWith({ 'posts/a.md': 'Text' });
    let now = storyNow;
    const library = await story.open({ now: () => now });
    for (const time of [storyNow, 0, storyNow - 1_000_000, 5]) {
      now = time;
      const { sequence } = need(await library.openDraft('posts/a.md'));
      need(await library.editDraft({ ...edit, id: 'posts/a.md', sequence: sequence + 1 }));
      expect(need(await library.saveDraft('posts/a.md'))).toEqual({ kind: 'saved' });
    }
    expect(need(await library.revisions('posts/a.md'))).toHaveLength(4);
    need(await library.create('post', 'Then'));
    await library.close();
  });

  const surroundings = [
    // Node itself takes eighteen of them.
    ['are forty open files at most', 'bash', ['-c', 'ulimit -n 40; exec "$0" "$@"']],
    ['are a home that is not there, and no time zone', 'env', ['-u', 'TZ', 'HOME=/nowhere/at/all']],
    ['are a home that nobody can write into', 'env', ['HOME=/proc', 'XDG_CONFIG_HOME=/proc', 'XDG_DATA_HOME=/proc']],
    ['are a system that watches no more folders', 'strace', ['-f', '-qq', '-o', '/dev/null', ...noWatches]],
  ] as const;
  const cannotRun = (program: string) => program === 'strace' && isMissing('strace');
  for (const [name, program, given] of surroundings)
    it.skipIf(cannotRun(program))(name, async () => {
      const story = await storyWith(
        Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`posts/${index}.md`, 'Text'])),
      );
      const child = path.join(await temporaryFolder(), 'list-child.mjs');
      await build({
        stdin: {
          resolveDir: import.meta.dirname,
          loader: 'ts',
          contents: `
          import { openLibrary } from '../../../main/library/open-library.ts';
          import { silentLog } from '../../../main/node/log.ts';
          const [folder, dataFolder] = process.argv.slice(2);
          const opened = await openLibrary({ folder, dataFolder, now: Date.now, log: silentLog, holder: '', emit: () => {} });
          const list = await opened.value.list();
          console.log(list.posts.length, list.unreadable.length);
          await opened.value.close();`,
        },
        outfile: child,
        bundle: true,
        platform: 'node',
        format: 'esm',
        external: ['node-sqlite3-wasm'],
        banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
        logLevel: 'error',
      });
      const command = [...given, process.execPath, child, story.folder, story.dataFolder];
      const run = spawnSync(program, command, { encoding: 'utf8' });
      expect([run.stdout.trim(), run.stderr]).toEqual(['300 0', '']);
    });
});
