import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinFrontMatter, splitFrontMatter } from '../../common/front-matter.ts';
import { changeFrontMatter } from '../../common/front-matter-change.ts';
import { readFrontMatter } from '../../common/front-matter-read.ts';
import type { MatterChanges } from '../../common/post.ts';

const headers = [
  '',
  '---\n---\n\n',
  '---\ntitle: Plain\n---\n',
  '---\ntitle:   "Spaces"   # why\n\n# a comment alone\ndate:    2024-05-01 10:00:00 +0200\nlast: 1\n---\n\n',
  "---\ntags:\n- a\n-   b # two\n-    'c'\ntitle: 'It''s'\nempty:\ncategories:\n---\n",
  '---\ntitle: >-\n  folded\n  lines\ncover: {src: a.jpg, alt: "x"}\nnested:\n    deep:\n      - {a: 1}\n---\n\n\n',
  '---\n{title: flow, tags: [a, b]}\n---\n',
  '---\ncover:\n  src: a.jpg\n  alt: x\n  # inside\ntags: [a, "b, c", \'d\']\ndescription: |\n  one\n  two\nseries: x\n---\n',
  '---\r\ntitle: Windows\r\ntags:\r\n  - a\r\ndraft: true\r\n---\r\n\r\n',
  '---\ntitle: No line end at the end\ntags: [a]\n...\n',
  '+++\n# toml\ntitle = "T"   # c\ndate = 2024-05-01T10:00:00Z\ntags = [ "a",\n  "b" ] # list\ndescription = """\nlong\n"""\n[params]\ntitle = "inner"\n+++\n\n',
  '{\n   "title": "J",\n   "tags": ["a"],\n   "cover": {"src": "a"}\n}\n\n',
];

const text = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    'no',
    '012',
    '1.10',
    'null',
    '~',
    '- a',
    '# b',
    'a: b',
    "it's",
    '"q"',
    '2024-01-01',
    '',
    ' ',
    '[x',
    '{',
    '*a',
    '&b',
    '!c',
    '%d',
    '@e',
    '`f`',
    'line\nbreak',
    'tab\t',
    '\\',
    'ends:',
    '---',
    '+++',
    "'''",
    '"""',
    '\u2028',
    '\u0085',
    '\ufeff',
  ),
);
const filled = text.filter(
  (value) =>
    value.trim() !== '' &&
    !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/u.test(value) &&
    value.isWellFormed(),
);
const terms = fc.uniqueArray(
  filled.map((value) => value.trim()).filter((value) => value !== '' && value.isWellFormed()),
  { maxLength: 4 },
);
const changes: fc.Arbitrary<MatterChanges> = fc.record(
  {
    title: filled,
    description: filled,
    series: filled,
    author: filled,
    tags: terms,
    categories: terms,
    draft: fc.boolean(),
    comments: fc.boolean(),
    weight: fc.integer({ min: -1_000, max: 1_000 }),
    cover: fc.record({ src: filled, alt: filled, credit: filled }, { requiredKeys: ['src'] }),
  },
  { requiredKeys: [] },
);

it('reads back every change it writes, and leaves every other key and the text as they were', () => {
  fc.assert(
    fc.property(fc.constantFrom(...headers), fc.array(changes, { minLength: 1, maxLength: 3 }), (header, steps) => {
      let source = `${header}Body text\n`;
      let expected = readFrontMatter(splitFrontMatter(source));
      for (const step of steps) {
        const parts = changeFrontMatter(splitFrontMatter(source), step);
        source = joinFrontMatter(parts);
        const read = readFrontMatter(splitFrontMatter(source));
        if ('reason' in expected || 'reason' in read) throw new Error(`${JSON.stringify(read)} in ${source}`);
        expect(read.otherKeys).toEqual(expected.otherKeys);
        expect(read.matter).toEqual({
          ...expected.matter,
          ...withoutEmpty(step),
          ...('tags' in step ? { tags: step.tags } : {}),
        });
        expect(splitFrontMatter(source).body).toBe(splitFrontMatter(`${header}Body text\n`).body);
        expected = read;
      }
    }),
    { numRuns: 600, seed: 7 },
  );
});

function withoutEmpty(step: MatterChanges): MatterChanges {
  return Object.fromEntries(Object.entries(step).filter(([, value]) => value !== undefined));
}
