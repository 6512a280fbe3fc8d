import type { MarkdownIt, Token } from 'markdown-it';
import { type RenderEnv, renderEnv } from '../environment.ts';

const plainBlocks = [
  'paragraph',
  'list_item',
  'blockquote',
  'bullet_list',
  'ordered_list',
  'table',
  'tr',
  'dl',
  'dt',
  'dd',
];

/** For the preview: `data-line` on block elements, the line counted from the first of their top-level block. */
export function sourceLines(markdown: MarkdownIt): void {
  for (const name of plainBlocks) {
    markdown.renderer.rules[`${name}_open`] = (tokens, index, options, env, renderer) => {
      const html = renderer.renderToken(tokens, index, options);
      const token = tokens[index];
      const attribute = token && html !== '' ? lineAttribute(token, renderEnv(env)) : '';
      return attribute === '' ? html : html.replace(/^(\s*<[a-z0-9]+)/, `$1${attribute}`);
    };
  }
}

/** ` data-line="…"` for a block token, when the context asks for it. */
export function lineAttribute(token: Token, env: RenderEnv): string {
  return env.context.withSourceLines && token.map ? ` data-line="${token.map[0] + env.lineOffset}"` : '';
}
