import MarkdownIt from 'markdown-it';
import { expect, it } from 'vitest';
import { checkSafety } from './safe-output.ts';

it('writes only allowed elements, well nested, whatever is thrown at it', () => {
  expect(checkSafety(500, 11)).toEqual({ failed: false, counterexample: null, error: null });
});

it('is checked by something that notices raw HTML', () => {
  const naive = new MarkdownIt({ html: true });
  expect(checkSafety(500, 11, (text) => naive.render(text)).failed).toBe(true);
});
