import type { MarkdownIt } from 'markdown-it';
import type { MarkdownContext } from '../context.ts';
import { parseEnv, renderEnv } from '../environment.ts';
import { escapeHtml } from '../html/escape.ts';
import type { MarkdownHeading } from '../parsed.ts';
import { phrases } from '../phrases.ts';
import { lineAttribute } from './source-lines.ts';
import { typeset } from './typography.ts';

const mark = /^\[\[toc\]\]\s*$/i;

/** `[[toc]]` on a line of its own: a table of contents. */
export function contents(markdown: MarkdownIt): void {
  const rule = (state: InstanceType<typeof markdown.block.State>, line: number, _end: number, silent: boolean) => {
    const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
    if (state.src.charCodeAt(from) !== 0x5b || (state.sCount[line] ?? 0) - state.blkIndent >= 4) return false;
    if (!mark.test(state.src.slice(from, state.eMarks[line]))) return false;
    if (silent) return true;
    const token = state.push('contents', 'nav', 0);
    token.map = [line, line + 1];
    state.line = line + 1;
    return true;
  };
  markdown.block.ruler.before('reference', 'contents', rule, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
  markdown.core.ruler.push('contents', (state) => {
    if (state.tokens.some((token) => token.type === 'contents')) parseEnv(state.env).found.hasContents = true;
  });
  markdown.renderer.rules.contents = (tokens, index, _options, env) => {
    const { context, contents: headings } = renderEnv(env);
    const token = tokens[index];
    if (!token || headings.length === 0) return '';
    const label = escapeHtml(phrases(context.language).contents);
    return `<nav class="contents" aria-label="${label}"${lineAttribute(token, renderEnv(env))}>\n${listHtml(headings, context)}</nav>\n`;
  };
}

/** Nested lists by level; a skipped level does not nest twice. */
function listHtml(headings: readonly MarkdownHeading[], context: MarkdownContext): string {
  const open: number[] = [];
  let html = '';
  for (const heading of headings) {
    while (open.length > 1 && heading.level <= (open.at(-2) ?? 0)) {
      html += '</li>\n</ul>\n';
      open.pop();
    }
    if (open.length === 0 || heading.level > (open.at(-1) ?? 0)) {
      html += open.length === 0 ? '<ul>\n' : '\n<ul>\n';
      open.push(heading.level);
    } else {
      html += '</li>\n';
      open[open.length - 1] = heading.level;
    }
    html += `<li><a href="#${escapeHtml(encodeURIComponent(heading.id))}">${escapeHtml(typeset(heading.text, context))}</a>`;
  }
  return html + '</li>\n</ul>\n'.repeat(open.length);
}
