import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** Relative links of a document that lead to no file, code left out. */
function deadLinks(document: string, text: string): string[] {
  const prose = text.replace(/^( *)(`{3,}|~{3,})[\s\S]*?^\1\2/gm, '').replace(/`[^`\n]*`/g, '');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map((found) => found[1] ?? '');
  return targets
    .filter((target) => !/^(?:[a-z]+:|#|\/)/i.test(target))
    .filter((target) => !existsSync(path.join(root, path.dirname(document), target.replace(/#.*$/, ''))));
}

const pages = (await readdir(path.join(root, 'docs')))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);

// docs/markdown.md shows links of a blog on purpose; its own test keeps it.
test.each(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...pages.filter((page) => page !== 'docs/markdown.md')])(
  'every link in %s leads to a file that is there',
  async (document) => {
    expect(deadLinks(document, await readFile(path.join(root, document), 'utf8'))).toEqual([]);
  },
);

test('a link that leads nowhere is found', () => {
  expect(deadLinks('README.md', 'See [there](docs/nowhere.md), `[code](x.md)` and [here](README.md).')).toEqual([
    'docs/nowhere.md',
  ]);
});

/** Names of what templates see that a text does not explain. */
function unexplained(views: string, guide: string): string[] {
  const names = [...views.matchAll(/readonly (\w+)\??: /g)].map((found) => found[1] ?? '');
  return [...new Set(names)].filter((name) => !new RegExp(`[\`{ ]${name}[\`}, ]`).test(guide));
}

test('every variable of templates is explained, and no other one is', async () => {
  const views = await readFile(path.join(root, 'main/site/views.ts'), 'utf8');
  const guide = await readFile(path.join(root, 'docs/themes.md'), 'utf8');
  expect(unexplained(views, guide)).toEqual([]);
  expect(unexplained(`${views}\n  readonly mood: string;`, guide)).toEqual(['mood']);
  const variables = guide.slice(guide.indexOf('### `site`'), guide.indexOf('### Others'));
  const rows = [...variables.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap((row) => row[1]?.match(/\w+/g) ?? []);
  const known = new Set([...views.matchAll(/readonly (\w+)\??: /g)].map((found) => found[1]));
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter((name) => !known.has(name))).toEqual([]);
});
