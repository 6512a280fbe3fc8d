import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { siteDataFolder } from '../../main/library/site-place.ts';
import { startThread } from '../../main/site/workers/start-thread.ts';
import { startEarly } from '../../main/site-thread.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const echo = `import { parentPort } from 'node:worker_threads';
parentPort.on('message', (asked) => parentPort.postMessage(asked));`;

/** A blog with so many posts, and the script of a thread that does what `code` says. */
async function blogWith(posts: number, code = echo) {
  const [folder, dataFolder] = [await temporaryFolder(), await temporaryFolder()];
  await mkdir(path.join(folder, 'posts'));
  const names = Array.from({ length: posts }, (_, index) => path.join(folder, 'posts', `${index}.md`));
  await Promise.all(names.map((name) => writeFile(name, 'Words.')));
  const file = path.join(dataFolder, 'thread.mjs');
  await writeFile(file, code);
  return { script: { file }, blog: { folder, dataFolder } };
}

function take(early: ReturnType<typeof startEarly>) {
  const worker = early();
  onTestFinished(async () => {
    await worker?.terminate();
  });
  return worker;
}

test('a large blog that was never built gets a thread at once, which one pool takes', async () => {
  const { script, blog } = await blogWith(200);
  const early = startEarly(script, blog);
  const worker = startThread({ ...script, early });
  onTestFinished(async () => {
    await worker.terminate();
  });
  expect(early()).toBeUndefined();
  worker.postMessage('are you there');
  expect(await once(worker, 'message')).toEqual(['are you there']);
});

test('a small blog, one that was built before, and one with its posts elsewhere get none', async () => {
  const small = await blogWith(199);
  expect(take(startEarly(small.script, small.blog))).toBeUndefined();
  const built = await blogWith(200);
  const builds = path.join(siteDataFolder(built.blog.dataFolder, built.blog.folder), 'builds');
  await mkdir(builds, { recursive: true });
  await writeFile(path.join(builds, 'last-build.jsonl'), '');
  expect(take(startEarly(built.script, built.blog))).toBeUndefined();
  const elsewhere = { folder: path.join(built.blog.folder, 'posts'), dataFolder: await temporaryFolder() };
  expect(take(startEarly(built.script, elsewhere))).toBeUndefined();
  const large = await blogWith(200);
  expect(take(startEarly({ file: path.join(large.blog.folder, 'missing.mjs') }, large.blog))).toBeUndefined();
  expect(take(startEarly(large.script, large.blog))).toBeDefined();
});

test('a thread that ended before it was needed is not taken', async () => {
  const { script, blog } = await blogWith(200, "throw new Error('out of order');");
  const made = once(process, 'worker');
  const early = startEarly(script, blog);
  const [worker]: Worker[] = await made;
  expect(worker).toBeDefined();
  await new Promise<void>((resolve) => worker?.once('exit', () => resolve()));
  expect(early()).toBeUndefined();
});
