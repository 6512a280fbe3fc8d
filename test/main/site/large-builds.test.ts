import { spawn } from 'node:child_process';
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../../main/node/hash.ts';
import { benchPosts, writePosts } from '../../bench/site/make-blog.ts';
import { bundleForLoading, bundleScript, bundleThread } from '../../support/bundle-script.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openBlog, projectRoot } from './blog.ts';

const output = path.join(projectRoot, 'out/test/site');
const threadScript = { file: path.join(output, 'site-worker.mjs') };
const buildScript = path.join(output, 'build.mjs');
const posts = benchPosts(45);

beforeAll(async () => {
  const external = ['sharp', 'node-sqlite3-wasm'];
  await bundleThread(output);
  await bundleForLoading('test/bench/site/offprint-build.ts', path.join(output, 'site-program.cjs'), { external });
  await bundleScript('test/bench/site/start-offprint.ts', buildScript);
});

test('many threads give, byte for byte, what one gives', async () => {
  const folder = await blogFolder();
  const one = await (await openBlog({}, { folder })).build();
  const many = await (await openBlog({}, { folder, threadScript, threads: 3 })).build();
  expect(many.contents()).toEqual(one.contents());
  expect(many.build.rendered).toEqual(one.build.rendered);
}, 240_000);

/** As many as threads are started for while they are read. */
const manyPosts = Object.fromEntries(
  Array.from({ length: 230 }, (_, index) => {
    const header = `title: "Post ${index}"\ndate: 2020-01-01\ntags: [tag ${index % 7}]`;
    const language = index % 11 === 0 ? '\nlanguage: de' : '';
    const asks = ['', `[before](post-${index - 1}.md)`, '![none](none.jpg)', `[[Post ${index - 2}]]`, '<!--more-->'];
    return [`posts/post-${index}.md`, `---\n${header}${language}\n---\n\n"Words" ${index}.\n\n${asks[index % 5]}\n`];
  }),
);

test('texts that threads read and render ahead give, byte for byte, the same pages', async () => {
  const one = await (await openBlog(manyPosts)).build();
  const blog = await openBlog(manyPosts, { threadScript, threads: 2 });
  const many = await blog.build();
  expect(many.contents()).toEqual(one.contents());
  expect(many.build.warnings).toEqual(one.build.warnings);
  expect(
    (await (await openBlog({}, { folder: blog.folder, dataFolder: blog.dataFolder })).build()).build.rendered,
  ).toEqual([]);
}, 240_000);

test('a post that changes while threads have its text is built anew by the next build', async () => {
  const blog = await openBlog(manyPosts, { threadScript, threads: 2 });
  let changing: Promise<void> | undefined;
  await blog.site.build({
    onProgress: () => {
      changing ??= blog.write('posts/post-3.md', '---\ntitle: Other\ndate: 2020-01-02\n---\n\nOther words.\n');
    },
  });
  await changing;
  const next = await blog.build();
  expect(await next.read('2020/01/post-3/index.html')).toContain('Other words.');
  expect(next.contents()).toEqual((await (await openBlog({}, { folder: blog.folder })).build()).contents());
}, 240_000);

test('threads leave their compiled code for the next ones, and do without it where it is damaged', async () => {
  const folder = await blogFolder();
  const clean = (await (await openBlog({}, { folder })).build()).contents();
  const codeFile = path.join(await temporaryFolder(), 'code', 'site-worker.bin');
  const build = async () => {
    const blog = await openBlog({}, { folder, threadScript: { ...threadScript, codeFile }, threads: 2 });
    const contents = (await blog.build()).contents();
    await blog.close();
    return contents;
  };
  expect(await build()).toEqual(clean);
  expect(await build()).toEqual(clean);
  const code = await readFile(codeFile);
  expect(await build()).toEqual(clean);
  expect(await readFile(codeFile)).toEqual(code);
  await truncate(codeFile, code.byteLength - 1);
  expect(await build()).toEqual(clean);
  expect((await readFile(codeFile)).subarray(-64)).not.toEqual(code.subarray(-65, -1));
}, 240_000);

test('a broken template stops all threads and is named', async () => {
  const folder = await blogFolder();
  const files = { 'themes/longread/templates/post.liquid': 'x\n{{ post.nothing }}' };
  const blog = await openBlog(files, { folder, threadScript, threads: 2 });
  expect(await blog.failToBuild()).toMatchObject({ kind: 'theme-broken', line: 2 });
}, 120_000);

test('threads that cannot start are done without', async () => {
  const folder = await blogFolder();
  const broken = path.join(await temporaryFolder(), 'broken.mjs');
  await writeFile(broken, 'throw new Error("no such thread");');
  const built = await (await openBlog({}, { folder, threadScript: { file: broken }, threads: 2 })).build();
  expect(built.contents()).toEqual((await (await openBlog({}, { folder })).build()).contents());
}, 120_000);

test('a build that is called off ends, and the next one is whole', async () => {
  const folder = await blogFolder();
  const blog = await openBlog({}, { folder, threadScript, threads: 2 });
  const stop = new AbortController();
  const progress: number[] = [];
  const calledOff = blog.site.build({
    signal: stop.signal,
    onProgress: (done) => {
      progress.push(done);
      stop.abort();
    },
  });
  await expect(calledOff).rejects.toThrow(/abort/i);
  expect(progress.length).toBeGreaterThan(0);
  const whole = await blog.build();
  expect(whole.contents()).toEqual((await (await openBlog({}, { folder })).build()).contents());
}, 240_000);

test('after a kill at any moment, after a restart that cut files in the store, and without a file of it, the next build is right', async () => {
  const folder = await blogFolder();
  const clean = (await (await openBlog({}, { folder })).build()).contents();
  const dataFolder = await temporaryFolder();
  const themes = path.join(projectRoot, 'themes');
  for (const pages of [20, 120]) {
    const child = spawn(process.execPath, [buildScript, folder, dataFolder, themes, threadScript.file], {
      env: { ...process.env, OFFPRINT_KILL_AFTER: String(pages) },
    });
    const signal = await new Promise((resolve) => child.once('exit', (_, how) => resolve(how)));
    expect(signal).toBe('SIGKILL');
  }
  const blog = await openBlog({}, { folder, dataFolder });
  const built = await blog.build();
  expect(built.contents()).toEqual(clean);
  await blog.close();
  const [first, second] = built.build.manifest.files.filter((file) => file.page !== undefined);
  if (first === undefined || second === undefined) throw new Error('There are no pages');
  await truncate(built.build.pathOf(first), 10);
  await rememberEarlierStart(path.join(blog.library.dataFolder, 'builds', 'last-build.jsonl'));
  const restarted = await openBlog({}, { folder, dataFolder });
  expect((await restarted.build()).build.rendered).toHaveLength(1);
  await restarted.close();
  await rm(built.build.pathOf(second));
  const running = await openBlog({}, { folder, dataFolder });
  const again = await running.build();
  expect(again.build.rendered).toHaveLength(1);
  for (const { path: name, size } of again.build.manifest.files) {
    expect((await again.bytes(name)).byteLength, name).toBe(size);
  }
  // Found damaged by whoever was to send it, while the program runs.
  again.build.lose(first);
  const mended = await running.build();
  expect(mended.build.rendered).toHaveLength(1);
  expect((await mended.bytes(first.path)).byteLength).toBe(first.size);
}, 240_000);

async function blogFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await writePosts(path.join(folder, 'posts'), posts);
  return folder;
}

/** Makes what was written since this machine was started something that was written before. */
async function rememberEarlierStart(memory: string): Promise<void> {
  const [, ...lines] = (await readFile(memory, 'utf8')).split('\n');
  const earlier = lines.join('\n').replace(/"startMs":[\d.]+/, '"startMs":0');
  await writeFile(memory, `${sha256(earlier)}\n${earlier}`);
}
