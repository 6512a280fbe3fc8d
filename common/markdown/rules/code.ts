import type { MarkdownIt, Token } from 'markdown-it';
import { renderEnv } from '../environment.ts';
import { highlight, languageOf } from '../highlight.ts';
import { escapeHtml } from '../html/escape.ts';
import { lineAttribute } from './source-lines.ts';

/**
 * Code fences and indented code. A fence's first word names the language; known ones are coloured by class names. Long lines
 * scroll, so a block takes the focus for the arrow keys.
 */
export function code(markdown: MarkdownIt): void {
  markdown.renderer.rules.fence = (tokens, index, _options, env) => {
    const token = tokens[index] as Token;
    const named =
      markdown.utils
        .unescapeAll(token.info)
        .trim()
        .split(/[\s{,]/)[0] ?? '';
    const language = languageOf(named);
    const classes = named === '' ? '' : ` class="${language ? 'hljs ' : ''}language-${escapeHtml(language ?? named)}"`;
    const inner = language ? highlight(token.content, language) : escapeHtml(token.content);
    return `<pre${lineAttribute(token, renderEnv(env))} tabindex="0"><code${classes}>${inner}</code></pre>\n`;
  };
  markdown.renderer.rules.code_block = (tokens, index, _options, env) => {
    const token = tokens[index] as Token;
    return `<pre${lineAttribute(token, renderEnv(env))} tabindex="0"><code>${escapeHtml(token.content)}</code></pre>\n`;
  };
  markdown.renderer.rules.hr = (tokens, index, _options, env) =>
    `<hr${lineAttribute(tokens[index] as Token, renderEnv(env))}>\n`;
}
