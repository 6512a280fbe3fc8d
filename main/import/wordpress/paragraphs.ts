/** Elements that stand on their own and are never put into a paragraph. */
const blockNames =
  'address|article|aside|blockquote|details|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|main|nav|object|ol|p|pre|script|section|style|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio|offprint-more';
const block = new RegExp(`</?(?:${blockNames})(?=[\\s/>])[^>]*>`, 'i');
const startsWithBlock = new RegExp(`^\\s*${block.source}`, 'i');
const preserved = /<(pre|script|style|textarea)\b[^>]*>[\s\S]*?<\/\1>/gi;

/**
 * Makes the paragraphs that WordPress shows for text of the classic editor: an empty line parts paragraphs, a single line
 * end is a line break, and elements that stand on their own stay outside. White space in `pre` is kept.
 */
export function makeParagraphs(html: string): string {
  const kept: string[] = [];
  const shielded = html
    .replace(/\r\n?/g, '\n')
    .replace(preserved, (found) => `\n\n<offprint-kept-${kept.push(found) - 1}/>\n\n`)
    .replace(new RegExp(`(${block.source})`, 'gi'), (tag) => (tag.startsWith('</') ? `${tag}\n\n` : `\n\n${tag}`));
  const parts = shielded.split(/\n\s*\n/).map((part) => part.trim());
  const paragraphs = parts.filter((part) => part !== '').map(paragraph);
  return paragraphs.join('\n').replace(/<offprint-kept-(\d+)\/>/g, (_found, index) => kept[Number(index)] ?? '');
}

function paragraph(part: string): string {
  if (/^<offprint-kept-\d+\/>$/.test(part) || /^<!--[\s\S]*-->$/.test(part)) return part;
  if (!startsWithBlock.test(part)) return `<p>${lineBreaks(part)}</p>`;
  // Text after an opening block tag on the same part: its single line ends still are breaks.
  return part.replace(
    /^((?:\s*<[^>]+>)+)([\s\S]*)$/,
    (_found, tags: string, rest: string) => tags + lineBreaks(rest.trim()),
  );
}

function lineBreaks(text: string): string {
  return text.replace(/(?<!<br\s*\/?>)\n/gi, '<br>\n');
}
