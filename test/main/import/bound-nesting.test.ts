import { expect, test } from 'vitest';
import { boundNesting } from '../../../main/import/html/bound-nesting.ts';
import { htmlToMarkdown } from '../../../main/import/html/html-to-markdown.ts';
import { convertContent } from '../../../main/import/wordpress/content.ts';

const context = { attachment: () => undefined, ownPictures: [], rewriteUrl: () => undefined };
const convert = (html: string) => convertContent(html, context).markdown;

test.each(['<div>', '<b>', '<ul><li>', '<table><tr><td>', '<blockquote>', '<pre>', '<dl><dt>'])(
  'thousands of %s inside each other are followed as far as people go, and nothing of the text is lost',
  (tag) => {
    expect(convert(`${tag.repeat(3_000)}the end`)).toContain('the end');
  },
);

test.each([
  ['formatting that ends inside another block', '<b><div></b>'],
  ['formatting that ends around a list', '<ul></b><li><b>'],
  ['formatting in a table, outside its cells', '<table><b></table>'],
  ['formatting that a cell holds in', '<b><table><tr><td></b>'],
  ['ends of paragraphs that were closed by a block', '<p><center></p>'],
  ['ends that reach over a block', '<span><div></span>'],
  ['ends that reach out of a cell', '<div><table><tr><td></div>'],
  ['formatting in a formula', '<math><mi><b></math>'],
  ['links in links', '<a href="x"><div></a>'],
])('%s, thousands of times, is read to its end', (_name, piece) => {
  expect(convert(`${piece.repeat(3_000)}the end`)).toContain('the end');
});

/** How often the words of formatting that nothing ends are made anew: `**` and `*` for each paragraph they reach. */
const marksIn = (pieces: number) => {
  const html = Array.from({ length: pieces }, (_, at) => `<p><b class="${at}"><i class="${at}">word`).join('');
  return (htmlToMarkdown(html, { rewriteUrl: () => undefined }).match(/\*/g) ?? []).length;
};

test('unended formatting makes work in proportion to the length of the text', () => {
  const [once, twice] = [marksIn(4_000), marksIn(8_000)];
  // Without a bound each paragraph would open all before it: sixteen million marks, then sixty-four.
  expect(once).toBeLessThan(60_000);
  expect(twice).toBeLessThan(2.5 * once);
});

test('a megabyte of unended formatting is bounded before it is read, and keeps its words', () => {
  const bounded = boundNesting(`${'<b><i>'.repeat(174_000)}the end`);
  expect(bounded.length).toBeLessThan(1_000);
  expect(bounded).toContain('the end');
});

test('a long text of old mistakes keeps its links and its formatting', () => {
  const html = Array.from({ length: 500 }, (_, at) => `<p><b>Name ${at}: <a href="/${at}">see <i>here</i></a>`).join(
    '\n',
  );
  expect(boundNesting(html).match(/<a href/g)).toHaveLength(500);
  const closed = '<p><strong>One</p>\n<p>two</strong> <em>three</em></p>\n'.repeat(2_000);
  expect(boundNesting(closed)).toBe(closed);
});

test('galleries inside galleries end', () => {
  expect(convert('<figure><img src=a>'.repeat(1_000)).match(/!\[\]\(a\)/g)?.length).toBeGreaterThanOrEqual(1_000);
});

test('elements that do not nest, and markup that only looks like it, count for nothing', () => {
  const honest = [
    '<p>one<br>'.repeat(100),
    `<ul>${'<li>a'.repeat(300)}</ul>`,
    `<!-- ${'<div>'.repeat(300)} -->`,
    `<textarea>${'<div>'.repeat(300)}</textarea>`,
    '<div>x</div></b>'.repeat(150),
  ].join('');
  expect(boundNesting(honest)).toBe(honest);
  const deep = `${'<div>'.repeat(150)}x${'</div>'.repeat(150)}<b>y</b>`;
  expect(boundNesting(deep)).toBe(`${'<div>'.repeat(100)}x${'</div>'.repeat(100)}<b>y</b>`);
});

test('what ends a script or a style is found in any letters, so that nothing behind it goes unbounded', () => {
  for (const start of ['<style>a {}</STYLE>', '<SCRIPT>1 < 2</Script>']) {
    expect(boundNesting(`${start}${'<div>'.repeat(300)}the end`)).toBe(`${start}${'<div>'.repeat(100)}the end`);
  }
});

test('blocks that never end cost no more than their length', () => {
  const startedMs = process.cpuUsage().user / 1_000;
  for (const piece of ['<!-- wp:embed {"url":"x"} -->', '[[', '[caption]', '<!--', '<!-- wp:x {'])
    convert(piece.repeat(3_000));
  expect(process.cpuUsage().user / 1_000 - startedMs).toBeLessThan(10_000);
});
