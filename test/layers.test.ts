import path from 'node:path';
import { expect, test } from 'vitest';
import { findViolations, importsOf, layers, readSources } from './support/layers.ts';

const root = path.resolve(import.meta.dirname, '..');

test('every file imports only what its layer may, and is short enough to read', async () => {
  const sources = await readSources(root);
  expect(sources.length).toBeGreaterThan(20);
  expect(findViolations(sources)).toEqual([]);
});

test('every folder of the table is a folder that is there', async () => {
  const sources = await readSources(root);
  const planned = layers.map(({ folder }) => folder).filter((folder) => !folder.endsWith('*.ts'));
  const empty = planned.filter(
    (folder) => !sources.some((file) => file.path === folder || file.path.startsWith(`${folder}/`)),
  );
  expect(empty).toEqual([]);
});

test.each([
  ['common/post.ts', "import { readFile } from 'node:fs/promises';", 'common/post.ts may not import node:fs/promises'],
  ['main/library/store.ts', "import { app } from 'electron';", 'main/library/store.ts may not import electron'],
  [
    'main/library/store.ts',
    "export * from '../site/site.ts';",
    'main/library/store.ts may not import main/site/site.ts',
  ],
  [
    'main/cli/serve.ts',
    "await import('../loopback/server.ts');",
    'main/cli/serve.ts may not import main/loopback/server.ts',
  ],
  ['renderer/main.tsx', "import type { App } from '../main/app.ts';", 'renderer/main.tsx may not import main/app.ts'],
  ['tools/odd.ts', '', 'tools/odd.ts lies in no folder of the layer table'],
])('a planted violation is found: %s with %s', (file, text, complaint) => {
  const violations = findViolations([{ path: file, lines: 1, imports: importsOf(text, file) }]);
  expect(violations).toEqual([complaint]);
});

test.each(['common/long.ts', 'test/long.test.ts', 'scripts/long.mjs', 'themes/longread/long.css'])(
  'a file over the limit is found: %s',
  (file) => {
    expect(findViolations([{ path: file, lines: 301, imports: [] }])).toEqual([`${file} has 301 lines, more than 300`]);
  },
);
