/** Block markup as plain HTML, and the blocks that held no text of their own. */
export interface PlainBlocks {
  readonly html: string;
  readonly emptyBlocks: readonly string[];
}

/** Blocks without content that say nothing a reader would miss. */
const silentBlocks = new Set(['more', 'nextpage', 'spacer', 'separator', 'footnotes', 'paragraph', 'group', 'column']);

/** Takes the comments of the block editor away and keeps what only they say: the language of code, the address of an embed. */
export function withoutBlockComments(content: string): PlainBlocks {
  const emptyBlocks = new Set<string>();
  const html = content
    .replace(
      /<!--\s*wp:(?:core-)?embed[\w/-]*\s+(\{(?:[^-]|-(?!->))*\})\s*-->(?:[^<]|<(?!!--))*<!--\s*\/wp:(?:core-)?embed[\w/-]*\s*-->/g,
      embedLink,
    )
    .replace(/<!--\s*wp:code\s+(\{[\s\S]*?\})\s*-->\s*<pre/g, (_found, json: string) => {
      const language = fieldOf(json, 'language');
      return language === undefined ? '<pre' : `<pre data-language="${language.replace(/[^\w#+-]/g, '')}"`;
    })
    .replace(/<!--\s*wp:([\w/-]+)(?:\s+\{[\s\S]*?\})?\s*\/-->/g, (_found, name: string) => {
      if (!silentBlocks.has(name)) emptyBlocks.add(name);
      return '';
    })
    .replace(/<!--\s*\/?wp:[\s\S]*?-->/g, '');
  return { html, emptyBlocks: [...emptyBlocks] };
}

function embedLink(found: string, json: string): string {
  const url = fieldOf(json, 'url');
  if (url === undefined) return found;
  const caption = /<figcaption[^>]*>([\s\S]*?)<\/figcaption>/.exec(found)?.[1] ?? '';
  const title = caption.replace(/<[^>]+>/g, '').trim();
  const shown = url.replace(/^https?:\/\/(?:www\.)?/, '');
  return `<p><a href="${url.replaceAll('"', '%22')}">${title === '' ? shown : title}</a></p>`;
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
