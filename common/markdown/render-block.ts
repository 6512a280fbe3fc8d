import type { MarkdownIt, Token } from 'markdown-it';
import type { Block } from './block.ts';
import type { MarkdownContext } from './context.ts';
import { type FootnoteMark, factsOf, type RenderEnv } from './environment.ts';
import { escapeHtml } from './html/escape.ts';
import type { FootnoteLayout, NumberedNote, PairingLayout } from './layout.ts';
import type { MarkdownHeading, MarkdownWarning } from './parsed.ts';
import { phrases } from './phrases.ts';

/** Where everything of a text has its place; what a block's HTML depends on besides the block and the context. */
export interface Layout {
  /** Undefined for an excerpt: its headings get no ids. */
  readonly headingIds: ReadonlyMap<Block, readonly string[]> | undefined;
  /** Undefined for an excerpt: its marks are left out. */
  readonly footnotes: FootnoteLayout | undefined;
  readonly pairings: PairingLayout['pairings'];
  readonly contents: readonly MarkdownHeading[];
  /** The block with the picture that is seen first; undefined without one, and for an excerpt. */
  readonly lead: Block | undefined;
}

/** Hears of what an author should look at; `line` counts from the block's first line. */
export type OnWarning = (kind: MarkdownWarning['kind'], subject: string, line: number) => void;

/** The HTML of one block. `lineOffset`: lines between the first of its unit and its own; 0 outside of units. */
export function renderBlock(
  block: Block,
  layout: Layout,
  context: MarkdownContext,
  markdown: MarkdownIt,
  { lineOffset = 0, onWarning = () => {} }: { readonly lineOffset?: number; readonly onWarning?: OnWarning } = {},
): string {
  if (block.tokens.length === 0) return '';
  const headingIds = layout.headingIds?.get(block);
  const marks = layout.footnotes?.marks.get(block);
  return renderTokens(
    block.tokens,
    { headingIds, marks, layout, context, lineOffset, onWarning, isLeadAhead: layout.lead === block },
    markdown,
  );
}

/** The section of footnotes at the end of a text; empty without footnotes. */
export function renderFootnotes(
  layout: Layout,
  context: MarkdownContext,
  markdown: MarkdownIt,
  onWarning: OnWarning = () => {},
): string {
  const notes = layout.footnotes?.notes ?? [];
  if (notes.length === 0) return '';
  const label = escapeHtml(phrases(context.language).footnotes);
  const items = notes.map((entry, at) => noteHtml(entry, at + 1, layout, context, markdown, onWarning));
  return `<section class="footnotes" role="doc-endnotes" aria-label="${label}">\n<ol>\n${items.join('')}</ol>\n</section>\n`;
}

function noteHtml(
  { note, marks, uses }: NumberedNote,
  number: number,
  layout: Layout,
  context: MarkdownContext,
  markdown: MarkdownIt,
  onWarning: OnWarning,
): string {
  // Lines inside notes count from the block that defines them, which is elsewhere; the preview finds notes by number.
  const quiet = { ...context, withSourceLines: false };
  const body = renderTokens(
    note.tokens,
    { headingIds: undefined, marks, layout, context: quiet, lineOffset: 0, onWarning, isLeadAhead: false },
    markdown,
  );
  const label = escapeHtml(phrases(context.language).backToText);
  const back = Array.from({ length: uses }, (_, use) => {
    const target = `fnref-${number}${use > 0 ? `-${use + 1}` : ''}`;
    return ` <a href="#${target}" class="footnote-back" role="doc-backlink" aria-label="${label}">↩</a>`;
  }).join('');
  const end = body.lastIndexOf('</p>\n');
  const isParagraphLast = end >= 0 && end === body.length - '</p>\n'.length;
  const content = isParagraphLast ? `${body.slice(0, end)}${back}</p>\n` : `${body}${back}\n`;
  return `<li id="fn-${number}">${content}</li>\n`;
}

interface TokenSurroundings {
  readonly headingIds: readonly string[] | undefined;
  readonly marks: readonly FootnoteMark[] | undefined;
  readonly layout: Layout;
  readonly context: MarkdownContext;
  readonly lineOffset: number;
  readonly onWarning: OnWarning;
  readonly isLeadAhead: boolean;
}

function renderTokens(tokens: readonly Token[], surroundings: TokenSurroundings, markdown: MarkdownIt): string {
  const { layout, onWarning, headingIds, marks, context, lineOffset } = surroundings;
  const env: RenderEnv = {
    context,
    headingIds,
    marks,
    lineOffset,
    isLeadAhead: surroundings.isLeadAhead,
    pairings: layout.pairings,
    contents: layout.contents,
    warn: (kind, subject, token) => onWarning(kind, subject, token.map?.[0] ?? factsOf(token).line ?? 0),
  };
  // markdown-it asks for mutable arrays and an open record; it changes neither.
  return markdown.renderer.render(tokens as Token[], markdown.options, env as unknown as Record<string, unknown>);
}
