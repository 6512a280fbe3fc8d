import { expect, test } from 'vitest';
import { type BodySource, renderBody } from '../../../main/site/body.ts';
import { textFacts } from '../../../main/site/text-facts.ts';
import { holdTexts } from '../../../main/site/workers/held-texts.ts';

const plain = 'Some *words* and [a link out](https://example.org/).';
const asking = 'A picture: ![sea](sea.jpg)';
const named = [
  { postId: 'posts/plain.md', language: 'en', text: plain },
  { postId: 'posts/asking.md', language: 'en', text: asking },
];
const source = (text: string, more: Partial<BodySource> = {}): BodySource => ({
  postId: 'posts/plain.md',
  textKey: textFacts(text).textKey,
  language: 'en',
  links: {},
  pictures: {},
  ...more,
});

test('a text that asks nothing of its site is rendered ahead, once, as it would be later', () => {
  const held = holdTexts();
  expect(held.read(named, true)).toEqual([textFacts(plain), textFacts(asking)]);
  expect([held.renderNext(), held.renderNext()]).toEqual([true, false]);
  const { html, headings, warnings } = renderBody(source(plain), plain);
  expect(held.body(source(plain))).toEqual({ html, headings, warnings });
  expect(held.body(source(plain))).toBeUndefined();
  expect(held.text('posts/plain.md')).toBe(plain);
  expect(held.text('posts/asking.md')).toBe(asking);
});

test.each([
  ['another text', source('Other words.')],
  ['another language', source(plain, { language: 'de' })],
  ['an answer', source(plain, { links: { 'https://example.org/': { href: '/elsewhere/' } } })],
])('what was rendered ahead is not taken for %s', (_, asked) => {
  const held = holdTexts();
  held.read(named, true);
  held.renderNext();
  expect(held.body(asked)).toBeUndefined();
});

test('a text that is read again counts, not the one before', () => {
  const held = holdTexts();
  held.read(named, true);
  held.renderNext();
  held.read([{ postId: 'posts/plain.md', language: 'en', text: 'Other words.' }], true);
  expect(held.body(source('Other words.'))).toBeUndefined();
  expect(held.text('posts/plain.md')).toBe('Other words.');
});

test('a text that there is no room for is read, and not kept', () => {
  const held = holdTexts();
  expect(held.read(named, false)).toEqual([textFacts(plain), textFacts(asking)]);
  expect(held.renderNext()).toBe(false);
  expect(held.text('posts/plain.md')).toBeUndefined();
});
