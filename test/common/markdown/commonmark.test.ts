import commonmark from 'commonmark-spec';
import MarkdownIt from 'markdown-it';
import { expect, it } from 'vitest';
import { createBlockReader, definesOf } from '../../../common/markdown/block.ts';
import { collectDefinitions } from '../../../common/markdown/definitions.ts';
import { parseMarkdown, renderMarkdown } from '../../../common/markdown/render.ts';
import { splitBlocks } from '../../../common/markdown/split-blocks.ts';
import { differences } from './commonmark-differences.ts';
import { plainContext } from './plain-context.ts';

interface Example {
  readonly markdown: string;
  readonly html: string;
  readonly section: string;
  readonly number: number;
}

const examples: readonly Example[] = commonmark.tests.map((example: Example) => ({
  ...example,
  markdown: example.markdown.replaceAll('→', '\t'),
  html: example.html.replaceAll('→', '\t'),
}));

/** The suite's own dialect, read by our block splitter and definitions, rendered as it comes. */
function renderBase(text: string): string {
  const markdown = new MarkdownIt('commonmark', { xhtmlOut: true });
  markdown.core.ruler.disable(['normalize', 'block']);
  const raw = splitBlocks(text, markdown).map((block) => ({ block, defines: definesOf(block) }));
  const definitions = collectDefinitions(raw.map(({ defines }) => defines));
  const read = createBlockReader(definitions, markdown);
  const blocks = raw.map(({ block, defines }) => read(block, defines));
  return emptyQuotes(blocks.map(({ tokens }) => markdown.renderer.render([...tokens], markdown.options, {})).join(''));
}

/** The whole dialect's HTML without what it adds to every heading, picture and code block. */
function renderDialect(text: string): string {
  const { html } = renderMarkdown(parseMarkdown(text), { ...plainContext, smartTypography: false });
  return plain(html)
    .replace(/<a class="heading-anchor"[^>]*><\/a>/g, '')
    .replace(/<(h[1-6]) id="[^"]*"/g, '<$1')
    .replace(/ (?:loading="lazy"|fetchpriority="high"|decoding="async")/g, '')
    .replace(/(<pre|<table) tabindex="0"/g, '$1')
    .replace(/ class="hljs language-/g, ' class="language-')
    .replace(/<span class="hljs-[^"]*">|<\/span>/g, '');
}

function plain(html: string): string {
  return emptyQuotes(html).replace(/ \/>/g, '>').trim();
}

/** The suite's own runner does not count white space between blocks either. */
function emptyQuotes(html: string): string {
  return html.replaceAll('<blockquote></blockquote>', '<blockquote>\n</blockquote>');
}

it('has all 652 examples of CommonMark 0.31.2', () => {
  expect(examples.length).toBe(652);
});

it.each(examples)('reads example $number ($section) as CommonMark does', ({ markdown, html }) => {
  expect(renderBase(markdown)).toBe(html);
});

it('reads every example alike with all rules on, but for named differences, each with its reason', () => {
  const different = examples
    .filter(({ markdown, html }) => renderDialect(markdown) !== plain(html))
    .map(({ number }) => number);
  const named = Object.values(differences).flatMap(({ examples: numbers }) => numbers);
  expect(different.filter((number) => !named.includes(number))).toEqual([]);
  expect(named.filter((number) => !different.includes(number))).toEqual([]);
});
