import type { Token } from 'markdown-it';
import type { Block } from './block.ts';
import type { MarkdownContext } from './context.ts';
import { layOutPairings } from './layout.ts';
import type { MarkdownHeading, MarkdownImage, MarkdownLink, MarkdownWarning } from './parsed.ts';
import { plainText } from './plain-text.ts';
import { layOut, normalizeText, readText, theDialect } from './read-text.ts';
import { type Layout, renderBlock } from './render-block.ts';
import { renderFootnotes } from './render-footnotes.ts';

/** A text, read once: what it holds and needs, before anything is looked up. Feed it to `renderMarkdown`. */
export interface ParsedMarkdown {
  /** Every picture, sound and film of the text, in order, raw HTML's too. The caller may resolve them in the meantime. */
  readonly images: readonly MarkdownImage[];
  /** Every link of the text, in order. */
  readonly links: readonly MarkdownLink[];
  readonly headings: readonly MarkdownHeading[];
  /** Plain text of what stands before `<!--more-->`, else of the first paragraph. Empty for an empty text. */
  readonly excerpt: string;
  /** The renderer's own. */
  readonly blocks: readonly Block[];
}

/** A finished text. */
export interface RenderedMarkdown {
  /** Safe by construction: no script, no event handler, no frame, form or object, whatever the author wrote. */
  readonly html: string;
  /** What stands before `<!--more-->`, without ids and footnote marks so that it can stand in a list; undefined without the mark. */
  readonly excerptHtml: string | undefined;
  /** The same HTML by top-level block; `html` is their concatenation. Blocks without output (definitions) have empty HTML. */
  readonly blocks: readonly RenderedBlock[];
  readonly headings: readonly MarkdownHeading[];
  readonly warnings: readonly MarkdownWarning[];
}

/** A top-level block: lines `[fromLine, toLine)` of the text, counted from 0. The footnotes at the end have no lines. */
export interface RenderedBlock {
  readonly html: string;
  readonly fromLine: number;
  readonly toLine: number;
}

/** Reads a text. Pure; never throws. Line ends may be of any kind. */
export function parseMarkdown(source: string): ParsedMarkdown {
  return new ReadMarkdown(readText(normalizeText(source)).blocks);
}

/**
 * Who reads a text to render it asks for none of these. A class, not an object with getters: each of those has a hidden class
 * of its own, which kept every token of a text from being freed soon.
 */
class ReadMarkdown implements ParsedMarkdown {
  readonly blocks: readonly Block[];

  constructor(blocks: readonly Block[]) {
    this.blocks = blocks;
  }

  get images(): readonly MarkdownImage[] {
    return withLines(this.blocks, (block) => block.images);
  }
  get links(): readonly MarkdownLink[] {
    return withLines(this.blocks, (block) => block.links);
  }
  get headings(): readonly MarkdownHeading[] {
    return layOut(this.blocks).contents;
  }
  get excerpt(): string {
    return excerptText(this.blocks);
  }
}

/** Renders a text that was read before. Pure; never throws unless the context does. */
export function renderMarkdown(parsed: ParsedMarkdown, context: MarkdownContext): RenderedMarkdown {
  const markdown = theDialect();
  const { blocks } = parsed;
  const layout = layOut(blocks);
  const warnings: MarkdownWarning[] = withLines(blocks, (block) => block.warnings);
  const rendered: RenderedBlock[] = [];
  let fromLine = 0;
  let span = 0;
  let spanLine = 0;
  blocks.forEach((block, at) => {
    while ((layout.spans[span]?.to ?? Number.POSITIVE_INFINITY) <= at) span++;
    const { from, to } = layout.spans[span] ?? { from: at, to: at };
    const isInSpan = from <= at && at < to;
    if (!isInSpan || from === at) spanLine = fromLine;
    const firstLine = fromLine;
    const onWarning = (kind: MarkdownWarning['kind'], subject: string, line: number) => {
      warnings.push({ kind, subject, line: firstLine + line });
    };
    const html = renderBlock(block, layout, context, markdown, { lineOffset: fromLine - spanLine, onWarning });
    const head = rendered[from];
    fromLine += block.lineCount;
    if (isInSpan && head && from < at) rendered[from] = { ...head, html: head.html + html };
    rendered.push({ html: isInSpan && from < at ? '' : html, fromLine: firstLine, toLine: fromLine });
  });
  const onWarning = (kind: MarkdownWarning['kind'], subject: string) => {
    warnings.push({ kind, subject, line: fromLine });
  };
  const notes = renderFootnotes(layout, context, markdown, { onWarning });
  if (notes.html !== '') rendered.push({ html: notes.html, fromLine, toLine: fromLine });
  warnings.sort((one, other) => one.line - other.line);
  const html = rendered.map((block) => block.html).join('');
  return { html, excerptHtml: excerptHtml(blocks, context), blocks: rendered, headings: layout.contents, warnings };
}

function withLines<Item extends { readonly line: number }>(
  blocks: readonly Block[],
  of: (block: Block) => readonly Item[],
): Item[] {
  const items: Item[] = [];
  let firstLine = 0;
  for (const block of blocks) {
    for (const item of of(block)) items.push({ ...item, line: item.line + firstLine });
    firstLine += block.lineCount;
  }
  return items;
}

function excerptHtml(blocks: readonly Block[], context: MarkdownContext): string | undefined {
  const end = blocks.findIndex((block) => block.isMore);
  if (end < 0) return undefined;
  const shown = blocks.slice(0, end);
  const layout: Layout = {
    headingIds: undefined,
    footnotes: undefined,
    pairings: layOutPairings(shown).pairings,
    contents: [],
    lead: undefined,
  };
  return shown
    .map((block) => renderBlock(block, layout, { ...context, withSourceLines: false }, theDialect()))
    .join('');
}

function excerptText(blocks: readonly Block[]): string {
  const end = blocks.findIndex((block) => block.isMore);
  const first = blocks.find((block) => block.tokens[0]?.type === 'paragraph_open');
  const shown = end >= 0 ? blocks.slice(0, end) : first ? [first] : [];
  return shown
    .flatMap((block) => block.tokens.map(inlineText))
    .filter(Boolean)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function inlineText(token: Token): string {
  return token.type === 'inline' ? plainText(token.children ?? []) : '';
}

export type { MarkdownHeading, MarkdownImage, MarkdownLink, MarkdownWarning } from './parsed.ts';
