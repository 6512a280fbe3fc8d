import sanitizeHtml from 'sanitize-html';

/** The only elements a comment may keep. */
const commentTags: readonly string[] = [
  'a', 'abbr', 'acronym', 'b', 'blockquote', 'cite', 'code', 'del', 'em', 'i', 'q', 's', 'strike', 'strong',
]; // biome-ignore format: a list of words

/**
 * A reader's comment as HTML that is safe in a page: paragraphs from its blank lines, the elements of `commentTags`, links to
 * http, https and mailto only, marked so that search engines give them no weight. Everything else is shown as nothing,
 * its text kept; scripts and styles go with their text.
 */
export function cleanComment(text: string): string {
  const paragraphs = text
    .replaceAll('\r\n', '\n')
    .replaceAll(lineBreak, '\n')
    .replace(/<\/?p\b[^>]*>/gi, '\n\n')
    // A line of the file is no line of the comment: files are wrapped by hand.
    .replace(/<br\b[^>]*>\n?/gi, lineBreak)
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  return paragraphs.map((paragraph) => asParagraph(sanitize(paragraph))).join('\n');
}

/** Stands for a new line while the text is cleaned; no text holds it. */
const lineBreak = '\u2028';

function asParagraph(html: string): string {
  // A block quotation cannot stand in a paragraph; its lines stay one block.
  if (html.includes('<blockquote')) return `<div>${html.replaceAll(lineBreak, ' ')}</div>`;
  return `<p>${html.replaceAll(lineBreak, '<br>\n')}</p>`;
}

function sanitize(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [...commentTags],
    allowedAttributes: { a: ['href', 'title', 'rel'], abbr: ['title'], acronym: ['title'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    nestingLimit: 20,
    transformTags: {
      a: (tagName, { href, title }) => ({
        tagName,
        attribs: { ...(href ? { href } : {}), ...(title ? { title } : {}), rel: 'nofollow ugc' },
      }),
      // These two are obsolete in HTML; their meaning is kept.
      acronym: 'abbr',
      strike: 's',
    },
  });
}
