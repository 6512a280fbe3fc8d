import type { MarkdownIt, StateBlock, Token } from 'markdown-it';
import { type Abbreviations, factsOf, parseEnv } from '../environment.ts';

const definition = /^\*\[([^\]\n]+)\]:[ \t]*(.*?)[ \t]*$/;

/** `*[HTML]: Hyper Text Markup Language` anywhere explains the word wherever it stands by itself. */
export function abbreviation(markdown: MarkdownIt): void {
  const rule = (state: StateBlock, line: number, _end: number, silent: boolean): boolean => {
    const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
    const match = definition.exec(state.src.slice(from, state.eMarks[line]));
    if (!match?.[1]?.trim() || !match[2] || (state.sCount[line] ?? 0) - state.blkIndent >= 4) return false;
    if (silent) return true;
    const token = state.push('abbreviation_definition', '', 0);
    token.hidden = true;
    token.map = [line, line + 1];
    Object.assign(factsOf(token), { label: match[1].trim(), title: match[2] });
    state.line = line + 1;
    return true;
  };
  markdown.block.ruler.before('reference', 'abbreviation_definition', rule, { alt: ['paragraph', 'reference'] });
  markdown.core.ruler.after('text_join', 'abbreviation', (state) => {
    const { abbreviations } = parseEnv(state.env);
    if (!abbreviations) return;
    for (const token of state.tokens) {
      if (token.children)
        token.children = token.children.flatMap((child) => explain(child, abbreviations, state.Token));
    }
  });
  markdown.renderer.rules.abbreviation_definition = () => '';
}

/** Makes what `ParseEnv.abbreviations` needs; undefined when there are none. Longer ones win over those they hold. */
export function readyAbbreviations(titles: ReadonlyMap<string, string>): Abbreviations | undefined {
  if (titles.size === 0) return undefined;
  const labels = [...titles.keys()].sort((one, other) => other.length - one.length);
  const escaped = labels.map((label) => label.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return { titles, pattern: new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_])`, 'gu') };
}

type TokenClass = new (type: string, tag: string, nesting: -1 | 0 | 1) => Token;

function explain(token: Token, { pattern, titles }: Abbreviations, Kind: TokenClass): Token[] {
  if (token.type !== 'text') return [token];
  const result: Token[] = [];
  let end = 0;
  const text = (content: string) => {
    if (content === '') return;
    const part = new Kind('text', '', 0);
    part.content = content;
    part.level = token.level;
    result.push(part);
  };
  for (const match of token.content.matchAll(pattern)) {
    text(token.content.slice(end, match.index));
    const open = new Kind('abbr_open', 'abbr', 1);
    open.attrSet('title', titles.get(match[0]) ?? '');
    result.push(open);
    text(match[0]);
    result.push(new Kind('abbr_close', 'abbr', -1));
    end = match.index + match[0].length;
  }
  if (end === 0) return [token];
  text(token.content.slice(end));
  return result;
}
