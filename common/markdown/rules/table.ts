import type { MarkdownIt } from 'markdown-it';

/**
 * Columns are aligned by the classes `align-left`, `align-center` and `align-right`, which the theme draws: inline styles are
 * not allowed in our pages, and the attribute of that name is obsolete. A table can be wider than the page; it takes the
 * focus so that arrow keys can scroll it.
 */
export function tables(markdown: MarkdownIt): void {
  markdown.core.ruler.push('table_attributes', (state) => {
    for (const token of state.tokens) {
      if (token.type === 'table_open') token.attrSet('tabindex', '0');
      if (token.type !== 'th_open' && token.type !== 'td_open') continue;
      const alignment = /^text-align:(\w+)$/.exec(String(token.attrGet('style') ?? ''))?.[1];
      token.attrs = alignment === undefined ? null : [['class', `align-${alignment}`]];
    }
  });
}
