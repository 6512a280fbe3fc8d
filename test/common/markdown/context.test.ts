import { describe, expect, it } from 'vitest';
import type { MarkdownContext } from '../../../common/markdown/context.ts';
import { createLinkIndex, createLinkResolver } from '../../../common/markdown/link-resolver.ts';
import { localPathOf } from '../../../common/markdown/local-path.ts';
import { countWords } from '../../../common/markdown/plain-text.ts';
import { parseMarkdown, renderMarkdown } from '../../../common/markdown/render.ts';
import { plainContext } from './plain-context.ts';

const render = (text: string, changes: Partial<MarkdownContext> = {}) =>
  renderMarkdown(parseMarkdown(text), { ...plainContext, ...changes });

describe('reading a text', () => {
  it('lists pictures and links with their lines, raw HTML and captions included', () => {
    const parsed = parseMarkdown(
      'A [b](c.md)\nand [[D]]\n\n![e](f%20g.jpg "by [h](i)")\n\n<img src="j.png"><a href="k">l</a>\n',
    );
    expect(parsed.links).toEqual([
      { href: 'c.md', form: 'address', line: 0 },
      { href: 'D', form: 'title', line: 1 },
      { href: 'i', form: 'address', line: 3 },
      { href: 'k', form: 'address', line: 5 },
    ]);
    expect(parsed.images).toEqual([
      { src: 'f g.jpg', alt: 'e', line: 3 },
      { src: 'j.png', alt: '', line: 5 },
    ]);
  });

  it('counts words of every script, and no marks', () => {
    expect(countWords("Don't count - this-one twice. code")).toBe(5);
    expect(countWords('Über Straßen')).toBe(2);
    expect(countWords('日本語 text')).toBe(4);
    expect(countWords('– ¶ …')).toBe(0);
  });

  it('takes the excerpt before the mark, or the first paragraph', () => {
    expect(parseMarkdown('# Title\n\nFirst *words*.\n\nMore.\n').excerpt).toBe('First words.');
    expect(parseMarkdown('One.\n\nTwo.\n\n<!--more-->\n\nThree.').excerpt).toBe('One. Two.');
  });

  it('renders the excerpt so that it can stand in a list: no ids, no footnote marks, everything closed', () => {
    const { excerptHtml, html } = render('## A\n\n<div>\n\ntext[^1]\n\n<!-- more -->\n\n</div>\n\n[^1]: note\n');
    expect(excerptHtml).toBe('<h2>A</h2>\n<div>\n</div><p>text</p>\n');
    expect(html).toContain('<div>\n<p>text<sup');
    expect(render('no mark').excerptHtml).toBe(undefined);
  });

  it('never fails, whatever the text', () => {
    for (const text of [
      '\0',
      '\ud800',
      '>'.repeat(10_000),
      '['.repeat(10_000),
      '*a '.repeat(10_000),
      '<a '.repeat(10_000),
      '`'.repeat(9_999),
      '$'.repeat(9_999),
      ': \n'.repeat(3_000),
      '- '.repeat(5_000),
      '"\' '.repeat(10_000),
      ':::note\n'.repeat(2_000),
    ]) {
      expect(() => render(text)).not.toThrow();
    }
  });
});

describe('rendering a text', () => {
  it('gives the same HTML block by block, with the lines of each', () => {
    const { html, blocks } = render('# A\n\ntext\nmore\n\n- b\n');
    expect(blocks.map((block) => block.html).join('')).toBe(html);
    expect(blocks.map(({ fromLine, toLine }) => [fromLine, toLine])).toEqual([
      [0, 2],
      [2, 5],
      [5, 6],
    ]);
  });

  it('says what an author should look at, and where', () => {
    const text = 'a\n\n[b](gone.md)\n\n![c](gone.jpg)\n\n$\\x{$\n\n<object></object>\n';
    const { warnings } = render(text, {
      resolveLink: (href) => ({ href, isBroken: true }),
      resolvePicture: () => undefined,
    });
    expect(warnings).toEqual([
      { kind: 'broken-link', subject: 'gone.md', line: 2 },
      { kind: 'missing-picture', subject: 'gone.jpg', line: 4 },
      { kind: 'bad-math', subject: '\\x{', line: 6 },
      { kind: 'removed-html', subject: 'object', line: 8 },
    ]);
  });

  it('sets quotes and words in the language of the post', () => {
    const text = '"Ja," sagt sie.\n\n> [!NOTE]\n> x\n';
    expect(render(text, { language: 'de-DE' }).html).toContain('„Ja,“ sagt sie.');
    expect(render(text, { language: 'de' }).html).toContain('>Hinweis<');
    expect(render('"Oui" ; non !', { language: 'fr' }).html).toBe('<p>«\u202fOui\u202f»\u202f; non\u202f!</p>\n');
    expect(render('"x" -- y', { smartTypography: false }).html).toBe('<p>&quot;x&quot; -- y</p>\n');
  });

  it('numbers source lines inside a block from its first line, when asked', () => {
    expect(render('text\n\n- a\n- b\n\n  c\n', { withSourceLines: true }).html).toContain(
      '<li data-line="1">\n<p data-line="1">b</p>\n<p data-line="3">c</p>',
    );
    expect(render('- a\n').html).not.toContain('data-line');
  });

  it('leaves out what a resolver answers when it is not safe', () => {
    const evil = {
      resolveLink: () => ({ href: 'javascript:alert(1)' }),
      resolvePicture: () => ({ src: 'javascript:alert(1)' }),
    };
    expect(render('[a](b) ![c](d) <a href="e">f</a> <img src="g">', evil).html).not.toContain('javascript');
  });
});

describe('resolving links', () => {
  const index = createLinkIndex([
    { id: 'posts/a b.md', title: 'On the  Train', slug: 'train', address: '/train/' },
    { id: 'pages/about.md', title: 'About', slug: 'about', address: '/about/' },
  ]);
  const resolve = createLinkResolver(index, {
    postId: 'posts/here.md',
    fileAddress: (path) => (path === 'media/s.pdf' ? '/m/s.pdf' : undefined),
    fromTop: (address) => `/blog${address}`,
  });

  it.each([
    ['On the train', 'title', { href: '/train/', title: 'On the  Train' }],
    ['TRAIN#Last part', 'title', { href: '/train/#last-part', title: 'On the  Train' }],
    ['a b.md', 'title', { href: '/train/', title: 'On the  Train' }],
    ['#Here', 'title', { href: '#here', title: 'Here' }],
    ['nothing', 'title', { href: '', isBroken: true }],
    ['a%20b.md#x', 'address', { href: '/train/#x', title: 'On the  Train' }],
    ['../pages/about.md', 'address', { href: '/about/', title: 'About' }],
    ['media/s.pdf', 'address', { href: '/m/s.pdf' }],
    ['/tags/x/', 'address', { href: '/blog/tags/x/' }],
    ['#x', 'address', { href: '#x' }],
    ['https://example.org/', 'address', { href: 'https://example.org/' }],
    ['gone.md', 'address', { href: 'gone.md', isBroken: true }],
  ] as const)('%s (%s)', (href, form, expected) => {
    expect(resolve(href, form)).toEqual(expected);
  });

  it('finds files of the site and nothing outside it', () => {
    expect(localPathOf('../media/a%20b.jpg?x#y', 'posts/2026/c.md')).toBe('posts/media/a b.jpg');
    expect(localPathOf('/media/a.jpg', 'posts/c.md')).toBe('media/a.jpg');
    for (const out of ['../../etc/passwd', 'https://a.b/c', '//a.b/c', 'data:x', '#a', '..\\x'])
      expect(localPathOf(out, 'posts/c.md')).toBe(undefined);
  });
});
