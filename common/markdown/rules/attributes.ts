import type { MarkdownIt, StateInline, Token } from 'markdown-it';

const allowed: ReadonlySet<string> = new Set([
  ...['id', 'class', 'title', 'lang', 'dir', 'width', 'height', 'loading', 'caption', 'credit', 'target', 'translate'],
]);
const item = /\s*(?:([.#])([\p{L}\p{N}_][\p{L}\p{N}_:-]*)|([a-zA-Z][\w-]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s"{}]+)))/uy;
const braces = /\{(?:[^{}"\n]|"(?:[^"\\\n]|\\.)*")*\}/y;
const trailing = /(?:^|[ \t\n]+)(\{(?:[^{}"\n]|"(?:[^"\\\n]|\\.)*")*\})[ \t]*$/;
const followable: ReadonlySet<string> = new Set(['image', 'code_inline', 'math_inline', 'wiki_link', 'link_close']);

/**
 * `{#id .class key="value"}` right after a picture, link, code or formula, or at the end of a heading or paragraph. Braces
 * that hold anything else stay text; names outside the allowlist are read and left out.
 */
export function attributes(markdown: MarkdownIt): void {
  markdown.core.ruler.before('inline', 'block_attributes', (state) => {
    state.tokens.forEach((token, at) => {
      const block = state.tokens[at - 1];
      if (token.type !== 'inline' || !token.content.trimEnd().endsWith('}')) return;
      if (block?.type !== 'heading_open' && block?.type !== 'paragraph_open') return;
      const match = trailing.exec(token.content);
      const found = match?.[1] ? readAttributes(match[1]) : undefined;
      if (!match || !found) return;
      apply(found, block);
      token.content = token.content.slice(0, match.index);
    });
  });
  markdown.inline.ruler.before('text', 'attributes', readAfterInline);
}

function readAfterInline(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x7b || state.pending !== '' || silent) return false;
  const before = state.tokens.at(-1);
  if (!before || !followable.has(before.type) || (before.type === 'link_close' && before.info === 'auto')) return false;
  braces.lastIndex = state.pos;
  const match = braces.exec(state.src);
  const found = match && braces.lastIndex <= state.posMax ? readAttributes(match[0]) : undefined;
  const target =
    before.nesting < 0
      ? state.tokens.findLast((token) => token.type === 'link_open' && token.level === before.level)
      : before;
  if (!match || !found || !target) return false;
  apply(found, target);
  state.pos = braces.lastIndex;
  return true;
}

/** The attributes between braces; undefined when there is anything else. */
function readAttributes(text: string): [string, string][] | undefined {
  const inner = text.slice(1, -1);
  const found: [string, string][] = [];
  item.lastIndex = 0;
  let end = 0;
  for (let match = item.exec(inner); match; match = item.exec(inner)) {
    end = item.lastIndex;
    if (match[1]) found.push([match[1] === '.' ? 'class' : 'id', match[2] ?? '']);
    else found.push([(match[3] ?? '').toLowerCase(), match[4]?.replace(/\\(.)/g, '$1') ?? match[5] ?? '']);
  }
  return found.length > 0 && inner.slice(end).trim() === '' ? found : undefined;
}

function apply(found: readonly (readonly [string, string])[], token: Token): void {
  for (const [name, value] of found) {
    if (!allowed.has(name) || (name === 'target' && value !== '_blank')) continue;
    if (name === 'class') token.attrJoin('class', value);
    else token.attrSet(name, value);
  }
}
