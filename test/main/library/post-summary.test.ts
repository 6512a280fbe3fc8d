import { describe, expect, it } from 'vitest';
import { excerptOf, slugOfFile } from '../../../main/library/post-summary.ts';

describe('a row of the list', () => {
  it('shows the first words of the text, without marks, pictures and headings', () => {
    const body = '# Heading\n\n![a](b.jpg)\n\n> quote\n\nThe **first** [words](x) `here`.\nSecond line.\n\nMore';
    expect(excerptOf(body)).toBe('The first words here. Second line.');
    expect(excerptOf('word '.repeat(100))).toMatch(/^(?:word ){20,40}word…$/);
  });

  it('names a post for its file, or for the folder of its bundle', () => {
    expect(slugOfFile('posts/on-the-train.md')).toBe('on-the-train');
    expect(slugOfFile('_posts/2020-02-03-on-the-train.markdown')).toBe('on-the-train');
    expect(slugOfFile('content/posts/trip/index.md')).toBe('trip');
  });
});
