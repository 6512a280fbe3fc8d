import type { MarkdownIt, Token } from 'markdown-it';
import { factsOf, parseEnv, renderEnv } from '../environment.ts';
import { escapeHtml } from '../html/escape.ts';
import { phrases } from '../phrases.ts';
import { anchorSlug, plainText } from '../plain-text.ts';
import { lineAttribute } from './source-lines.ts';
import { typeset } from './typography.ts';

/** Headings get an id made from their words, or the author's own (`{#id}`), and an empty link to themselves for the theme to show. */
export function heading(markdown: MarkdownIt): void {
  markdown.core.ruler.push('heading', (state) => {
    const { found } = parseEnv(state.env);
    state.tokens.forEach((token, at) => {
      if (token.type !== 'heading_open') return;
      const text = plainText(state.tokens[at + 1]?.children ?? []).trim();
      factsOf(token).index = found.headings.length;
      const explicitId = token.attrGet('id');
      found.headings.push({
        level: Number(token.tag.slice(1)),
        text,
        slug: anchorSlug(text),
        explicitId: explicitId === null ? undefined : String(explicitId),
        line: token.map?.[0] ?? 0,
      });
      const closing = state.tokens[at + 2];
      if (closing) factsOf(closing).index = factsOf(token).index as number;
      if (closing) factsOf(closing).label = text;
    });
  });
  markdown.renderer.rules.heading_open = (tokens, index, _options, env, renderer) => {
    const token = tokens[index] as Token;
    const id = idOf(token, renderEnv(env).headingIds);
    const others = (token.attrs ?? []).filter(([name]) => name !== 'id');
    return `<${token.tag}${id === undefined ? '' : ` id="${escapeHtml(id)}"`}${renderer.renderAttrs({ attrs: others })}${lineAttribute(token, renderEnv(env))}>`;
  };
  markdown.renderer.rules.heading_close = (tokens, index, _options, env) => {
    const token = tokens[index] as Token;
    const { headingIds, context } = renderEnv(env);
    const id = idOf(token, headingIds);
    if (id === undefined) return `</${token.tag}>\n`;
    const label = escapeHtml(phrases(context.language).linkTo(typeset(factsOf(token).label ?? '', context)));
    return `<a class="heading-anchor" href="#${escapeHtml(encodeURIComponent(id))}" aria-label="${label}"></a></${token.tag}>\n`;
  };
}

function idOf(token: Token, ids: readonly string[] | undefined): string | undefined {
  const place = factsOf(token).index;
  return place === undefined ? undefined : ids?.[place];
}
