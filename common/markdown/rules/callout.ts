import type { MarkdownIt, Token } from 'markdown-it';
import { factsOf, renderEnv } from '../environment.ts';
import { escapeHtml } from '../html/escape.ts';
import { phrases } from '../phrases.ts';
import { lineAttribute } from './source-lines.ts';

const kinds = ['note', 'tip', 'important', 'warning', 'caution'] as const;
/** The five kinds of callouts, as on GitHub. */
export type CalloutKind = (typeof kinds)[number];
const sameAs: Readonly<Record<string, CalloutKind>> = {
  info: 'note',
  hint: 'tip',
  danger: 'caution',
  attention: 'warning',
};
const alertMark = /^\[!([a-z]+)\][ \t]*([^\n]*)(?:\n|$)/i;

/** A box beside the text: a quote that begins with `[!NOTE]`, or what stands between `:::note` and `:::`. Words after the mark are its title. */
export function callout(markdown: MarkdownIt): void {
  markdown.core.ruler.before('inline', 'callout', (state) => {
    let isEmptied = false;
    state.tokens.forEach((token, at) => {
      if (token.type !== 'blockquote_open') return;
      const inline = state.tokens[at + 1]?.type === 'paragraph_open' ? state.tokens[at + 2] : undefined;
      const match = inline ? alertMark.exec(inline.content) : null;
      const kind = match ? calloutKind(match[1] ?? '') : undefined;
      if (!match || !inline || !kind) return;
      const closing = state.tokens.findIndex(
        (other, index) => index > at && other.type === 'blockquote_close' && other.level === token.level,
      );
      asCallout(token, kind, match[2] ?? '');
      const end = state.tokens[closing];
      if (end) end.type = 'callout_close';
      inline.content = inline.content.slice(match[0].length);
      if (inline.map) inline.map = [inline.map[0] + 1, inline.map[1]];
      if (inline.content.trim() === '') {
        for (const hidden of state.tokens.slice(at + 1, at + 4)) hidden.hidden = true;
        inline.content = '';
        isEmptied = true;
      }
    });
    if (isEmptied) state.tokens = state.tokens.filter((token) => !(token.hidden && token.type === 'inline'));
  });
  markdown.renderer.rules.callout_open = (tokens, index, _options, env) => {
    const token = tokens[index] as Token;
    const { kind = 'note', title } = factsOf(token);
    const { context } = renderEnv(env);
    const words = title || phrases(context.language)[kind as CalloutKind];
    const opening = `<aside class="callout callout-${kind}" role="note"${lineAttribute(token, renderEnv(env))}>`;
    return `${opening}\n<p class="callout-title">${escapeHtml(words)}</p>\n`;
  };
  markdown.renderer.rules.callout_close = () => '</aside>\n';
}

/** Makes a token the start of a callout. An empty title stands for the kind in the language of the post. */
export function asCallout(token: Token, kind: CalloutKind, title: string): void {
  token.type = 'callout_open';
  const facts = factsOf(token);
  facts.kind = kind;
  facts.title = title.trim();
}

/** The callout that a name means, `info` and the like included; undefined for other words. */
export function calloutKind(name: string): CalloutKind | undefined {
  const lower = name.toLowerCase();
  return kinds.find((kind) => kind === lower) ?? (Object.hasOwn(sameAs, lower) ? sameAs[lower] : undefined);
}
