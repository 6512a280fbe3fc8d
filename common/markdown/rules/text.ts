import type { MarkdownIt } from 'markdown-it';

/** What plain text ends before: every character that a rule may begin with, as in markdown-it's own rule of this name. */
const mark = /[\n!#$%&*+\-:<=>@[\\\]^_`{}~]/g;

/** Plain text up to the next mark. markdown-it compares each letter with each mark, which took a tenth of the time of reading. */
export function text(markdown: MarkdownIt): void {
  markdown.inline.ruler.at('text', (state, silent) => {
    const { src, pos, posMax } = state;
    mark.lastIndex = pos;
    const next = mark.test(src) ? mark.lastIndex - 1 : posMax;
    const end = Math.min(next, posMax);
    if (end === pos) return false;
    if (!silent) state.pending += src.slice(pos, end);
    state.pos = end;
    return true;
  });
}
