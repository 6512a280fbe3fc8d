import type { MarkdownIt } from 'markdown-it';
import type { MarkdownContext } from './context.ts';
import { escapeHtml } from './html/escape.ts';
import type { NumberedNote } from './layout.ts';
import { phrases } from './phrases.ts';
import { type Layout, type OnWarning, renderTokens } from './render-block.ts';

/** The footnotes at the end of a text. */
export interface RenderedNotes {
  /** The whole section; empty without footnotes. */
  readonly html: string;
  /** The list items in it, by number. */
  readonly items: readonly string[];
  /** What they were made from. */
  readonly entries: readonly NumberedNote[];
  readonly context: MarkdownContext;
}

/** Renders the footnotes; those that are as they were in `known` are taken over from it. */
export function renderFootnotes(
  layout: Layout,
  context: MarkdownContext,
  markdown: MarkdownIt,
  { known, onWarning = () => {} }: { readonly known?: RenderedNotes; readonly onWarning?: OnWarning } = {},
): RenderedNotes {
  const entries = layout.footnotes?.notes ?? [];
  if (entries.length === 0) return { html: '', items: [], entries, context };
  const items = entries.map((entry, at) => {
    const item = known?.context === context && isSame(known.entries[at], entry) ? known.items[at] : undefined;
    return item ?? noteHtml(entry, at + 1, layout, context, markdown, onWarning);
  });
  const label = escapeHtml(phrases(context.language).footnotes);
  const start = `<section class="footnotes" role="doc-endnotes" aria-label="${label}">`;
  return { html: `${start}\n<ol>\n${items.join('')}</ol>\n</section>\n`, items, entries, context };
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

function isSame(one: NumberedNote | undefined, other: NumberedNote): boolean {
  if (one?.note !== other.note || one.uses !== other.uses || one.marks.length !== other.marks.length) return false;
  return one.marks.every((mark, at) => mark.number === other.marks[at]?.number && mark.use === other.marks[at]?.use);
}
