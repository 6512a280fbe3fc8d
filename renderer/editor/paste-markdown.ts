import type TurndownService from 'turndown';
import { parseInert } from './inert-document.ts';
import { cleanPasted } from './paste-clean.ts';
import { formatTable, isDelimiterLine, parseTable } from './table-text.ts';

/**
 * Markdown for pasted HTML; undefined when it says no more than its plain text does. `addressOf` gives a picture that
 * comes inside the HTML (`data:`) an address in the site, or undefined to leave it out.
 */
export async function markdownFromHtml(
  html: string,
  addressOf: (data: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const document = parseInert(html);
  if (isFromCodeEditor(document)) return undefined;
  cleanPasted(document);
  for (const image of document.querySelectorAll('img[src^="data:"]')) {
    const address = await addressOf(image.getAttribute('src') ?? '');
    if (address === undefined) image.remove();
    else image.setAttribute('src', address);
  }
  const hasMeaning = document.body.querySelector(
    'h1, h2, h3, h4, h5, h6, strong, b, em, i, del, s, a, ul, ol, table, blockquote, pre, code, img, hr',
  );
  if (hasMeaning === null) return undefined;
  return withAlignedTables((await converter()).turndown(document.body).trim());
}

/** Sets the bars of tables below each other, as the table commands do; code is left alone. */
export function withAlignedTables(markdown: string): string {
  const lines = markdown.split('\n');
  const aligned: string[] = [];
  let fence: string | undefined;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence)))
      fence = fence === undefined ? mark : undefined;
    let end = at + 1;
    if (fence === undefined && line.startsWith('|') && isDelimiterLine(lines[at + 1] ?? '')) {
      while (lines[end]?.startsWith('|') === true) end += 1;
      aligned.push(...formatTable(parseTable(lines.slice(at, end))));
    } else aligned.push(line);
    at = end;
  }
  return aligned.join('\n');
}

/** A table for plain text from a spreadsheet: at least two lines, each with the same number of tabs. */
export function tableFromTabs(text: string): string | undefined {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const columns = (lines[0] ?? '').split('\t').length;
  if (lines.length < 2 || columns < 2 || lines.some((line) => line.split('\t').length !== columns)) return undefined;
  const rows = lines.map(
    (line) =>
      `|${line
        .split('\t')
        .map((cell) => cell.trim().replaceAll('|', '\\|'))
        .join('|')}|`,
  );
  const delimiter = `|${Array.from({ length: columns }, () => '---').join('|')}|`;
  return formatTable(parseTable([rows[0] ?? '', delimiter, ...rows.slice(1)])).join('\n');
}

/** What code editors copy is coloured text in a fixed-width font; its plain text is the truth. */
function isFromCodeEditor(document: Document): boolean {
  const first = document.body.firstElementChild;
  if (!(first instanceof HTMLElement)) return false;
  const style = first.getAttribute('style') ?? '';
  return /white-space:\s*pre/i.test(style) && /monospace|consolas|menlo|courier/i.test(style);
}

/** Loaded when it is first needed: most sessions never paste rich text. */
async function converter(): Promise<TurndownService> {
  const [{ default: Service }, { gfm }] = await Promise.all([import('turndown'), import('turndown-plugin-gfm')]);
  const service = new Service({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
    strongDelimiter: '**',
  });
  service.use(gfm);
  // Turndown writes `-   item`; one space is what the rest of this editor writes.
  service.addRule('item', {
    filter: 'li',
    replacement(content, node) {
      const parent = node.parentElement;
      const isNumbered = parent?.tagName === 'OL';
      const index = parent === null ? 0 : [...parent.children].indexOf(node);
      const start = Number(parent?.getAttribute('start') ?? 1);
      const sign = isNumbered ? `${start + index}. ` : '- ';
      const inside = content.trim().replace(/\n{2,}(?=\s*(?:[-*]|\d+[.)])\s)/g, '\n');
      return `${sign}${inside.replaceAll('\n', `\n${' '.repeat(sign.length)}`)}${node.nextElementSibling === null ? '' : '\n'}`;
    },
  });
  service.addRule('strike', { filter: ['del', 's'], replacement: (content) => `~~${content}~~` });
  service.addRule('figure', {
    filter: 'figure',
    replacement: (content, node) => {
      const image = node.querySelector('img');
      const caption = node.querySelector('figcaption')?.textContent.trim().replace(/\s+/g, ' ') ?? '';
      if (image === null) return content;
      const title = caption === '' ? '' : ` "${caption.replaceAll('"', '\\"')}"`;
      return `\n\n![${image.alt}](${image.getAttribute('src') ?? ''}${title})\n\n`;
    },
  });
  return service;
}
