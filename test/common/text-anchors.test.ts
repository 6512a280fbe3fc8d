import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { textAnchors } from '../../common/checks/text-anchors.ts';
import { parseMarkdown, renderMarkdown } from '../../common/markdown/render.ts';
import { readFixtures } from './markdown/fixtures.ts';
import { plainContext } from './markdown/plain-context.ts';

/** Every id of a heading that the page has. */
const idsOf = (source: string) => renderMarkdown(parseMarkdown(source), plainContext).headings.map(({ id }) => id);
const unknown = (source: string) => idsOf(source).filter((id) => !textAnchors(source).has(id));

describe('the anchors of a text', () => {
  it.each(readFixtures().map(({ file, cases }) => [file, cases] as const))(
    'are never fewer than the page’s, in %s',
    (_, cases) => {
      for (const { name, source } of cases) expect({ name, unknown: unknown(source) }).toEqual({ name, unknown: [] });
    },
  );

  it('are never fewer than the page’s, in the sample blog', () => {
    const files = readdirSync('sample/posts').map((name) => readFileSync(path.join('sample/posts', name), 'utf8'));
    const bodies = files.map((file) => file.replace(/^---\n[\s\S]*?\n---\n/, ''));
    expect(bodies.flatMap(idsOf).length).toBeGreaterThan(5);
    expect(bodies.flatMap(unknown)).toEqual([]);
  });

  it.each([
    ['## What’s *new*, `here`?', ['whats-new-here']],
    ['# A\n\n# A\n\n# A {#a-1}', ['a', 'a-1', 'a-2']],
    ['Two\nlines\n---', ['two-lines']],
    ['> - ### Inside #', ['inside']],
    ['# snake_case & Q&amp;A', ['snake-case-q-a']],
    ['## The [tide](t.md "x") in [[Bergen|the north]][^1]', ['the-tide-in-the-north']],
    ['<h2 id="by-hand">x</h2>\n\nA word.{#word}', ['by-hand', 'word']],
    ['```\n# no\n```', []],
  ])('%j', (source, anchors) => expect([...textAnchors(source)]).toEqual(expect.arrayContaining(anchors)));

  it('are not made of code', () => expect(textAnchors('```\n# no\n```').size).toBe(0));
});
