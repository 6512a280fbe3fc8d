import type { MarkdownIt, Token } from 'markdown-it';
import type { Block } from './block.ts';
import type { MarkdownContext } from './context.ts';
import { type FootnoteMark, factsOf, type RenderEnv } from './environment.ts';
import type { FootnoteLayout, PairingLayout } from './layout.ts';
import type { MarkdownHeading, MarkdownWarning } from './parsed.ts';

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

/** What a run of tokens is rendered with. */
export interface TokenSurroundings {
  readonly headingIds: readonly string[] | undefined;
  readonly marks: readonly FootnoteMark[] | undefined;
  readonly layout: Layout;
  readonly context: MarkdownContext;
  readonly lineOffset: number;
  readonly onWarning: OnWarning;
  readonly isLeadAhead: boolean;
}

/** The HTML of tokens of one block. */
export function renderTokens(tokens: readonly Token[], surroundings: TokenSurroundings, markdown: MarkdownIt): string {
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
