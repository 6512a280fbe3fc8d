import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { testApp } from '../../support/test-ports.ts';

test('nothing is built for a folder that cannot take it, nor for a place that is not there', async () => {
  const { app, folder } = await testApp();
  const blog = path.join(folder, 'blog');
  const strange = path.join(folder, 'strange');
  await mkdir(path.join(blog, 'posts'), { recursive: true });
  await mkdir(strange);
  await writeFile(path.join(strange, 'tax.ods'), 'x');
  await writeFile(path.join(blog, 'offprint.yml'), 'title: Blog\n');
  await writeFile(path.join(blog, 'posts/a.md'), '---\ntitle: A\ndate: 2026-01-01\n---\n\nText.\n');
  await app.call('site.open', { folder: blog });
  const built: string[] = [];
  app.on((event) => {
    if (event.endsWith('progressed')) built.push(event);
  });
  for (const [output, reason] of [
    ['/', 'contains-source'],
    [path.join(blog, 'out'), 'inside-source'],
    [path.join(blog, 'offprint.yml', 'x'), 'inside-source'],
    [strange, 'foreign-files'],
    [path.join(strange, 'tax.ods'), 'not-a-folder'],
  ]) {
    expect(await app.call('build.run', { output })).toMatchObject({
      ok: false,
      failure: { kind: 'output-refused', reason },
    });
  }
  for (const call of ['publish.plan', 'publish.start'] as const) {
    expect(await app.call(call, { target: 'nothere' })).toMatchObject({
      ok: false,
      failure: { kind: 'target-missing', name: 'nothere', known: ['local'] },
    });
  }
  expect(built).toEqual([]);
  expect(await app.call('build.run', { output: path.join(folder, 'new') })).toMatchObject({ ok: true });
  expect(built).toContain('build.progressed');
});
