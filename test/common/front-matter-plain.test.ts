import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitFrontMatter } from '../../common/front-matter.ts';
import { readPlainHeader } from '../../common/front-matter-plain.ts';
import { readFrontMatter } from '../../common/front-matter-read.ts';
import { readYaml } from '../../common/front-matter-yaml.ts';

const usual = `title: On the train: a story
date: 2024-05-01 10:00:00 +0200
slug: "on-the-train"
weight: 12
draft: false
tags: [rail, 'über uns', "k7"]
categories:
  - Travel/Norway
  - Trains
description: It's 5 o'clock & all – well
empty:
`;

it('reads the header of most posts without the YAML parser', () => {
  const header = usual.replace('train: a', 'train, a');
  expect(readPlainHeader(header)).toEqual({
    title: 'On the train, a story',
    date: '2024-05-01 10:00:00 +0200',
    slug: 'on-the-train',
    weight: 12,
    draft: false,
    tags: ['rail', 'über uns', 'k7'],
    categories: ['Travel/Norway', 'Trains'],
    description: "It's 5 o'clock & all – well",
    empty: null,
  });
  expect(readPlainHeader(usual)).toBeUndefined();
});

const key = fc.constantFrom(
  'title',
  'date',
  'tags',
  'categories',
  'draft',
  'weight',
  'aliases',
  'x-y',
  'Big',
  '__proto__',
  '1',
  'a b',
);
const scalar = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom(
    '',
    'null',
    'Null',
    '~',
    'true',
    'True',
    'no',
    '0',
    '12',
    '012',
    '1.10',
    '1e3',
    '0x1F',
    '0o17',
    '0b1',
    '.5',
    '-1',
    '+1',
    '1_000',
    '.inf',
  ),
  fc.constantFrom(
    '2024-05-01',
    '2024-05-01T10:00:00Z',
    '1:30',
    '12-13',
    'a: b',
    'a:b',
    'a:',
    'a #b',
    'a#b',
    '# c',
    '- a',
    '-a',
    '? a',
    '*a',
    '&a b',
    '!t a',
    '%d',
    '@a',
    '`a',
  ),
  fc.constantFrom(
    '"a"',
    '"a\\n"',
    "'a'",
    "'it''s'",
    '"a" b',
    '"',
    "'",
    '[a, b]',
    '[a,b,]',
    '[]',
    '[ ]',
    '[a: b]',
    '[[a]]',
    "['a, b']",
    '{a: b}',
    '|',
    '>-',
    'a\tb',
    'ümläut',
    '京都',
    '\u2028',
    '\u0085',
    'a \u00a0',
  ),
);
const line = fc.oneof(
  fc.tuple(key, fc.constantFrom(': ', ':', ':  ', ' : ', ':\t'), scalar).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('', '  ', '    ', ' '), scalar).map(([indent, text]) => `${indent}- ${text}`),
  fc.constantFrom('', '   ', '# comment', '  more', 'word', '- ', '---x', '...'),
);

it('says what the YAML parser says, or leaves it to the parser', () => {
  let plainly = 0;
  const header = fc.tuple(fc.array(line, { maxLength: 7 }), fc.constantFrom('\n', '\r\n'));
  fc.assert(
    fc.property(header, ([lines, newline]) => {
      const text = lines.map((one) => one + newline).join('');
      const simple = readPlainHeader(text);
      if (simple === undefined) return;
      plainly += 1;
      const parsed = readYaml(text);
      expect({ plain: simple, names: Object.keys(simple) }).toEqual({
        plain: 'plain' in parsed ? parsed.plain : parsed,
        names: 'plain' in parsed ? Object.keys(parsed.plain) : [],
      });
      // A comment leaves the header to the parser.
      const parts = splitFrontMatter(`---\n${text}---\nBody`);
      expect(readFrontMatter(parts)).toEqual(readFrontMatter({ ...parts, header: `${parts.header}# c\n` }));
    }),
    { numRuns: Number(process.env.OFFPRINT_FUZZ_RUNS ?? 6_000) },
  );
  expect(plainly).toBeGreaterThan(300);
});
