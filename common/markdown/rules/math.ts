import katex from 'katex';
import type { MarkdownIt, StateBlock, StateInline, Token } from 'markdown-it';
import { type RenderEnv, renderEnv } from '../environment.ts';
import { escapeHtml } from '../html/escape.ts';
import { lineAttribute } from './source-lines.ts';

/** KaTeX's wrapping: the source repeated inside the formula, and a span. Only the formula itself is kept. */
const wrapping = /^<span class="katex">|<\/?semantics>|<annotation [^>]*>[^<]*<\/annotation>|<\/span>$/g;

/** `$x$` among words and `$$` … `$$` as a block, in TeX, shown as MathML. A sum of dollars stays one: no space inside the marks, no digit after. */
export function math(markdown: MarkdownIt): void {
  markdown.inline.ruler.after('escape', 'math_inline', readInline);
  markdown.block.ruler.before('fence', 'math_block', readBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  markdown.renderer.rules.math_inline = (tokens, index, _options, env) => {
    const token = tokens[index] as Token;
    return mathHtml(token, token.markup === '$$', renderEnv(env));
  };
  markdown.renderer.rules.math_block = (tokens, index, _options, env) => {
    const token = tokens[index] as Token;
    return `<div class="math-block"${lineAttribute(token, renderEnv(env))}>${mathHtml(token, true, renderEnv(env))}</div>\n`;
  };
}

function readInline(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src.charCodeAt(pos) !== 0x24) return false;
  const marks = src.charCodeAt(pos + 1) === 0x24 ? '$$' : '$';
  const from = pos + marks.length;
  if (from >= state.posMax || /[\s$]/.test(src[from] ?? ' ')) return false;
  const end = findEnd(src, from, state.posMax, marks);
  if (end === undefined) return false;
  if (!silent) {
    const token = state.push('math_inline', 'math', 0);
    token.content = src.slice(from, end);
    token.markup = marks;
  }
  state.pos = end + marks.length;
  return true;
}

function findEnd(src: string, from: number, max: number, marks: string): number | undefined {
  for (let at = src.indexOf(marks, from + 1); at >= 0 && at + marks.length <= max; at = src.indexOf(marks, at + 1)) {
    let slashes = 0;
    while (src[at - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 1) continue;
    const after = at + marks.length < max ? (src[at + marks.length] ?? '') : '';
    // A dollar after a space, or before a digit, is money: the first such one ends the search.
    return /\s/.test(src[at - 1] ?? ' ') || (marks === '$' && /[\d$]/.test(after)) ? undefined : at;
  }
  return undefined;
}

function readBlock(state: StateBlock, line: number, end: number, silent: boolean): boolean {
  const first = lineText(state, line);
  if (!first.startsWith('$$') || (state.sCount[line] ?? 0) - state.blkIndent >= 4) return false;
  const inOneLine = /^\$\$(.+)\$\$\s*$/.exec(first)?.[1];
  if (inOneLine === undefined && first.trimEnd() !== '$$') return false;
  if (silent) return true;
  let last = line;
  if (inOneLine === undefined) {
    for (last = line + 1; last < end; last++) {
      const text = lineText(state, last);
      if (text.trimEnd() === '$$' || (text !== '' && (state.sCount[last] ?? 0) < state.blkIndent)) break;
    }
  }
  const isClosed = inOneLine !== undefined || (last < end && lineText(state, last).trimEnd() === '$$');
  const token = state.push('math_block', 'math', 0);
  token.content = inOneLine ?? state.getLines(line + 1, last, state.sCount[line] ?? 0, false);
  state.line = isClosed ? last + 1 : last;
  token.map = [line, state.line];
  return true;
}

function mathHtml(token: Token, displayMode: boolean, env: RenderEnv): string {
  try {
    const html = katex.renderToString(token.content.trim(), {
      displayMode,
      output: 'mathml',
      trust: false,
      strict: false,
      maxExpand: 500,
      maxSize: 50,
    });
    return html.replace(wrapping, '');
  } catch {
    env.warn('bad-math', token.content.trim(), token);
    return `<code class="bad-math">${escapeHtml(token.content.trim())}</code>`;
  }
}

function lineText(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}
