import MarkdownIt from 'markdown-it';

const { unescapeAll } = new MarkdownIt('zero').utils;
const special: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML, for elements' content and for attribute values between double quotes. */
export function escapeHtml(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (character) => special[character] ?? character) : text;
}

/** The characters that HTML's references (`&amp;`, `&#8230;`, `&hellip;`) in a text stand for; other text is kept. */
export function decodeReferences(html: string): string {
  return html.includes('&') ? unescapeAll(html.replaceAll('\\', '\\\\')) : html;
}
