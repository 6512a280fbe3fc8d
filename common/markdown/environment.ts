import type { Env, Token } from 'markdown-it';
import type { MarkdownContext } from './context.ts';
import type { HtmlPiece } from './html/pieces.ts';
import type { MarkdownHeading, MarkdownImage, MarkdownLink, MarkdownWarning } from './parsed.ts';

/** What the inline rules of one block can look up, and what the core rules note down about it. */
export interface ParseEnv {
  /** Link reference definitions of the whole text; each look-up is noted in `consulted`. */
  readonly references: Record<string, { readonly title: string; readonly href: string }>;
  /** Whether the text defines this footnote; each look-up is noted in `consulted`. */
  readonly hasFootnote: (label: string) => boolean;
  readonly abbreviations: Abbreviations | undefined;
  readonly found: Found;
}

/** All abbreviations of a text, ready to be looked for. */
export interface Abbreviations {
  readonly pattern: RegExp;
  readonly titles: ReadonlyMap<string, string>;
}

/** What a block holds. Lines count from the block's first line. */
export interface Found {
  readonly headings: (Omit<MarkdownHeading, 'id'> & {
    readonly slug: string;
    readonly explicitId: string | undefined;
  })[];
  readonly images: MarkdownImage[];
  readonly links: MarkdownLink[];
  readonly warnings: MarkdownWarning[];
  /** Labels of the footnotes that the text refers to, in order; those inside footnotes are theirs. */
  readonly footnoteUses: string[];
  readonly footnotes: Footnote[];
  /** Raw tags at the block's outer level whose partners are not in the block. */
  readonly unpaired: HtmlPiece[];
  hasContents: boolean;
  isMore: boolean;
}

/** A footnote's text, taken out of the flow. */
export interface Footnote {
  readonly label: string;
  readonly tokens: Token[];
  readonly uses: string[];
  readonly line: number;
}

/** What rendering a block needs besides its tokens. */
export interface RenderEnv {
  readonly context: MarkdownContext;
  /** Ids of the block's headings, in order; absent where ids would be repeated (an excerpt in a list). */
  readonly headingIds: readonly string[] | undefined;
  /** Number and use of each footnote mark in the block, in order; undefined leaves the marks out. */
  readonly marks: readonly FootnoteMark[] | undefined;
  /** What became of unpaired raw tags. */
  readonly pairings: ReadonlyMap<HtmlPiece, Pairing>;
  /** The text's headings, for tables of contents. */
  readonly contents: readonly MarkdownHeading[];
  /** Whether the next picture is the one a reader sees first; the first that is written takes it. */
  isLeadAhead: boolean;
  /** Lines between the start of the rendered unit and the block's own first line. */
  readonly lineOffset: number;
  readonly warn: (kind: MarkdownWarning['kind'], subject: string, token: Token) => void;
}

/** `number` counts footnotes from 1; `use` counts the marks that lead to the same footnote from 1. */
export interface FootnoteMark {
  readonly number: number;
  readonly use: number;
}

/** A raw tag that spans blocks, or one that must be closed at the end of its own block. Others are left out. */
export type Pairing = 'paired' | 'closed-here';

/** Facts that our rules leave on tokens. */
export interface TokenFacts {
  /** Line of an inline token, counted from the block's first line. */
  line?: number;
  /** Place of a heading or of a footnote mark among the block's. */
  index?: number;
  /** Quotation marks of a text: position and role. */
  quotes?: { readonly at: number; readonly role: QuoteRole }[];
  /** Text that is shown as it is: an address that was made a link. */
  verbatim?: boolean;
  pieces?: HtmlPiece[];
  label?: string;
  caption?: Token[];
  credit?: Token[];
  kind?: string;
  isDone?: boolean;
  title?: string;
}

/** What a straight quotation mark stands for. */
export type QuoteRole = 'open-double' | 'close-double' | 'open-single' | 'close-single' | 'apostrophe';

/** The facts on a token, to read and to add to. */
export function factsOf(token: Token): TokenFacts {
  token.meta ??= {};
  return token.meta; // markdown-it types it as any record; only our rules and ours alone write these names.
}

/** The environment of a parse; markdown-it hands it through as an open record. */
export function parseEnv(env: Env): ParseEnv {
  return env as unknown as ParseEnv;
}

/** The environment of a rendering; markdown-it hands it through as an open record. */
export function renderEnv(env: Env | undefined): RenderEnv {
  return env as unknown as RenderEnv;
}
