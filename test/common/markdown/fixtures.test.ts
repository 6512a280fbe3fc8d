import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFixtures, renderFixture, updateFixtures } from './fixtures.ts';
import { markdownPage } from './markdown-page.ts';

const page = 'docs/markdown.md';
if (process.env.OFFPRINT_UPDATE !== undefined) {
  updateFixtures();
  writeFileSync(page, markdownPage(readFixtures()));
}

describe.each(readFixtures())('$file', ({ cases }) => {
  it.each(cases)('$name', ({ source, html }) => {
    expect(renderFixture(source)).toBe(html);
  });
});

it('is what docs/markdown.md shows', () => {
  expect(readFileSync(page, 'utf8')).toBe(markdownPage(readFixtures()));
});
