import { type ElementTools, first, type HtmlNode, rewriteAttributes } from './html-node.ts';

/** A table as Markdown where Markdown can say it: one line a row, no joined cells, nothing but words in a cell. Else as HTML. */
export function table(node: HtmlNode, tools: ElementTools): string {
  const rows = Array.from(node.querySelectorAll('tr'), cellsOf).filter((cells) => cells.length > 0);
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const isPlain =
    first(
      node,
      '[colspan], [rowspan], td p + p, th p + p, td ul, td ol, td pre, td table, td blockquote, td h1, td h2, td h3, td h4',
    ) === undefined;
  if (width === 0) return '';
  if (!isPlain) return `\n\n${rewriteAttributes(node.outerHTML, tools.rewriteUrl)}\n\n`;
  const caption = first(node, 'caption');
  const [top = [], ...others] = rows;
  const hasHead =
    top.every(({ nodeName }) => nodeName === 'TH') || top[0]?.parentNode?.parentNode?.nodeName === 'THEAD';
  const head = hasHead ? top : [];
  const lines = [
    line(
      head.map((cell) => cellText(cell, tools)),
      width,
    ),
    line(
      Array.from({ length: width }, (_, at) => rule((head[at] ?? top[at])?.getAttribute('style'), head[at] ?? top[at])),
      width,
    ),
    ...(hasHead ? others : rows).map((cells) =>
      line(
        cells.map((cell) => cellText(cell, tools)),
        width,
      ),
    ),
  ];
  const words = caption === undefined ? '' : `\n\n${tools.inline(caption.innerHTML)}`;
  return `\n\n${lines.join('\n')}${words}\n\n`;
}

function cellsOf(row: HtmlNode): HtmlNode[] {
  return Array.from(row.childNodes).filter(({ nodeName }) => nodeName === 'TD' || nodeName === 'TH');
}

function cellText(cell: HtmlNode, { inline }: ElementTools): string {
  return inline(cell.innerHTML.replace(/<br\s*\/?>/gi, '&#8288;br&#8288;'))
    .replaceAll('\u2060br\u2060', '<br>')
    .replace(/(?<!\\)\|/g, '\\|');
}

function rule(style: string | null | undefined, cell: HtmlNode | undefined): string {
  const align =
    /text-align:\s*(left|center|right)/.exec(style ?? '')?.[1] ?? cell?.getAttribute('align')?.toLowerCase() ?? '';
  return { left: ':--', center: ':-:', right: '--:' }[align] ?? '---';
}

function line(cells: readonly string[], width: number): string {
  const all = Array.from({ length: width }, (_, at) => cells[at] ?? '');
  return `| ${all.join(' | ')} |`;
}
