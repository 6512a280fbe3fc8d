import type { MarkdownIt } from 'markdown-it';

/** Columns are aligned by the `align` attribute, as on GitHub: inline styles are not allowed in our pages. */
export function tableAlignment(markdown: MarkdownIt): void {
  markdown.core.ruler.push('table_alignment', (state) => {
    for (const token of state.tokens) {
      if (token.type !== 'th_open' && token.type !== 'td_open') continue;
      const alignment = /^text-align:(\w+)$/.exec(String(token.attrGet('style') ?? ''))?.[1];
      token.attrs = alignment === undefined ? null : [['align', alignment]];
    }
  });
}
