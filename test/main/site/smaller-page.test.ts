import { expect, test } from 'vitest';
import { smallerPage } from '../../../main/site/theme/smaller-page.ts';

/** What it must do, said in the shortest way. */
function plainly(html: string): string {
  const parts = html.split(/(<(pre|textarea|script|style)\b[\s\S]*?<\/\2\s*>)/i);
  let smaller = '';
  for (let at = 0; at < parts.length; at += 3) {
    smaller += (parts[at] ?? '').replace(/[ \t]*\n[ \t\r\n]*/g, '\n') + (parts[at + 1] ?? '');
  }
  return smaller;
}

const pieces = ['\n', '\n', ' ', '\t', '\r', 'a', '<p>', '<pre>', '</pre>', '<STYLE media=x>', '</style >', '<prefix>'];

/** The same row of pages each time. */
function pages(count: number): readonly string[] {
  let state = 7;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: next(24) }, () => pieces[next(pieces.length)] ?? '').join(''),
  );
}

test('blank lines and spaces at line ends go, but for those in elements that keep their spaces', () => {
  for (const page of pages(4_000)) expect(smallerPage(page)).toBe(plainly(page));
});

test('a text in the page stays as it is', () => {
  expect(smallerPage('a \n\n b <i>\n\n</i> \n c', '<i>\n\n</i>')).toBe('a\nb <i>\n\n</i>\nc');
});

test('a page that keeps its blank lines would be found', () => {
  expect(pages(4_000).some((page) => page !== plainly(page))).toBe(true);
});
