import { activeElementsIn, type HtmlConversion, htmlToMarkdown } from '../html/html-to-markdown.ts';
import { withoutBlockComments } from './blocks.ts';
import { makeParagraphs } from './paragraphs.ts';
import { replaceShortcodes, type ShortcodeContext } from './shortcodes.ts';

/** A post's text as Markdown, and what could not be made into it. */
export interface ConvertedContent {
  readonly markdown: string;
  /** Shortcodes left in the text as they were. */
  readonly unknownShortcodes: readonly string[];
  /** Blocks that WordPress fills only when it shows them, such as a list of the latest posts; nothing of them is in the text. */
  readonly emptyBlocks: readonly string[];
  /** Scripts and styles that were left out. */
  readonly activeElements: readonly string[];
}

/** What converting a text needs to know of the rest of the export. */
export interface ContentContext extends ShortcodeContext, HtmlConversion {
  /** Footnotes of the post, by their own names. */
  readonly footnotes?: ReadonlyMap<string, string>;
}

/** Makes Markdown of a post's content, block markup and classic text alike. */
export function convertContent(content: string, context: ContentContext): ConvertedContent {
  const isBlockMarkup = /<!--\s*wp:/.test(content);
  const { html: text, emptyBlocks } = isBlockMarkup
    ? withoutBlockComments(content)
    : { html: content, emptyBlocks: [] };
  const { html, unknown } = replaceShortcodes(text, context);
  const paragraphs = withAddressesAsLinks(isBlockMarkup ? html : makeParagraphs(html));
  const noted = withFootnotes(paragraphs, context.footnotes ?? new Map());
  const body = htmlToMarkdown(noted.html, context);
  const notes = noted.notes.map(
    ([name, note]) => `[^${name}]: ${htmlToMarkdown(note, context).trim().replace(/\n/g, '\n    ')}\n`,
  );
  return {
    markdown: notes.length === 0 ? body : `${body}\n${notes.join('\n')}`,
    unknownShortcodes: unknown,
    emptyBlocks,
    activeElements: activeElementsIn(content),
  };
}

/** Puts the content of blocks that several posts share in their place, by number, to a depth that no honest blog reaches. */
export function withSharedBlocks(content: string, sharedBlock: (id: number) => string | undefined, depth = 0): string {
  if (depth > 5) return content;
  return content.replace(/<!--\s*wp:block\s+\{[^}]*"ref":\s*(\d+)[^}]*\}\s*\/-->/g, (found, id: string) => {
    const inside = sharedBlock(Number(id));
    return inside === undefined ? found : withSharedBlocks(inside, sharedBlock, depth + 1);
  });
}

/** An address alone on its line is what WordPress shows as a player or card: here it is a link. */
function withAddressesAsLinks(html: string): string {
  return html.replace(/<p>\s*(https?:\/\/[^\s<>"]+)\s*<\/p>/g, (_found, url: string) => {
    const shown = url.replace(/^https?:\/\/(?:www\.)?/, '');
    return `<p><a href="${url}">${shown}</a></p>`;
  });
}

/** Footnotes of the block editor: the marks in the text by number, and the notes in that order. */
function withFootnotes(html: string, notes: ReadonlyMap<string, string>): { html: string; notes: [string, string][] } {
  const found: [string, string][] = [];
  const marked = html.replace(/<sup[^>]*data-fn="([^"]+)"[^>]*>[\s\S]*?<\/sup>/g, (mark, id: string) => {
    const note = notes.get(id);
    if (note === undefined) return mark;
    found.push([String(found.length + 1), note]);
    return `<offprint-note name="${found.length}">&#8203;</offprint-note>`;
  });
  return { html: marked, notes: found };
}
