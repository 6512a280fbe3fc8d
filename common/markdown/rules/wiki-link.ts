import type { MarkdownIt } from 'markdown-it';
import { renderEnv } from '../environment.ts';
import { escapeHtml } from '../html/escape.ts';
import { hrefAttributes } from './link.ts';

const pattern = /\[\[([^[\]|\n]+)(?:\|([^[\]\n]+))?\]\]/y;

/** `[[Title]]`, `[[slug#heading]]`, `[[file.md|words]]`: a link to another post of the same site. */
export function wikiLink(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('link', 'wiki_link', (state, silent) => {
    if (state.src.charCodeAt(state.pos) !== 0x5b || state.src.charCodeAt(state.pos + 1) !== 0x5b || state.linkLevel > 0)
      return false;
    pattern.lastIndex = state.pos;
    const match = pattern.exec(state.src);
    const target = match?.[1]?.trim();
    if (!match || !target || pattern.lastIndex > state.posMax) return false;
    if (!silent) {
      const token = state.push('wiki_link', 'a', 0);
      token.content = target;
      token.info = match[2]?.trim() ?? '';
    }
    state.pos = pattern.lastIndex;
    return true;
  });
  markdown.renderer.rules.wiki_link = (tokens, index, _options, env) => {
    const token = tokens[index];
    if (!token) return '';
    const { context } = renderEnv(env);
    const words = token.info || context.resolveLink(token.content, 'title').title || token.content;
    return `<a${hrefAttributes(token.content, 'title', token, renderEnv(env))}>${escapeHtml(words)}</a>`;
  };
}
