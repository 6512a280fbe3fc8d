import { type HtmlConversion, htmlToMarkdown } from '../html-to-markdown.ts';
import { makeParagraphs } from './paragraphs.ts';
import { replaceShortcodes, type ShortcodeContext } from './shortcodes.ts';

/** A post's text as Markdown, and what could not be made into it. */
export interface ConvertedContent {
  readonly markdown: string;
  /** Shortcodes left in the text as they were. */
  readonly unknownShortcodes: readonly string[];
}

/** Makes Markdown of a post's content, block markup and classic text alike. */
export function convertContent(content: string, context: ShortcodeContext & HtmlConversion): ConvertedContent {
  const isBlockMarkup = /<!--\s*wp:/.test(content);
  const { html, unknown } = replaceShortcodes(isBlockMarkup ? withoutBlockComments(content) : content, context);
  const paragraphs = isBlockMarkup ? html : makeParagraphs(html);
  return { markdown: htmlToMarkdown(paragraphs, context), unknownShortcodes: unknown };
}

/** Takes the comments of the block editor away and keeps what only they say: the language of code, the address of an embed. */
function withoutBlockComments(content: string): string {
  return content
    .replace(
      /<!--\s*wp:(?:core-)?embed[\w/-]*\s+(\{[\s\S]*?\})\s*-->[\s\S]*?<!--\s*\/wp:(?:core-)?embed[\w/-]*\s*-->/g,
      embedLink,
    )
    .replace(/<!--\s*wp:code\s+(\{[\s\S]*?\})\s*-->\s*<pre/g, (_found, json: string) => {
      const language = fieldOf(json, 'language');
      return language === undefined ? '<pre' : `<pre data-language="${language.replace(/[^\w#+-]/g, '')}"`;
    })
    .replace(/<!--\s*\/?wp:[\s\S]*?-->/g, '');
}

function embedLink(found: string, json: string): string {
  const url = fieldOf(json, 'url');
  if (url === undefined) return found;
  const caption = /<figcaption[^>]*>([\s\S]*?)<\/figcaption>/.exec(found)?.[1] ?? '';
  const name = fieldOf(json, 'providerNameSlug') ?? (URL.canParse(url) ? new URL(url).hostname : url);
  const title = caption.replace(/<[^>]+>/g, '').trim();
  return `<p><a href="${url.replaceAll('"', '%22')}">${title === '' ? name : title}</a></p>`;
}

function fieldOf(json: string, name: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    const field = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    return typeof field === 'string' ? field : undefined;
  } catch {
    return undefined;
  }
}
