import type { MarkdownIt, StateBlock, StateCore, StateInline, Token } from 'markdown-it';
import { factsOf, parseEnv, renderEnv } from '../environment.ts';

const definition = /^\[\^([^\]\s]+)\]:/;
/** Begins the label of a note written in one go; no author's label can hold a space. Such labels are known in their block only. */
export const inlineLabelStart = ' ';
const mark = /\[\^([^\]\s]+)\]/y;

/** `[^label]` in the text and `[^label]: the note` anywhere; `^[a note]` in one go. Numbers are given where the whole text is known. */
export function footnote(markdown: MarkdownIt): void {
  const definitionRule = (state: StateBlock, line: number, end: number, silent: boolean) =>
    readDefinition(state, line, end, silent);
  markdown.block.ruler.before('reference', 'footnote_definition', definitionRule, { alt: ['paragraph', 'reference'] });
  markdown.inline.ruler.before('link', 'footnote_ref', readMark);
  markdown.inline.ruler.before('link', 'footnote_inline', readInlineNote);
  markdown.core.ruler.after('inline', 'footnote_hoist', hoistInlineNotes);
  markdown.core.ruler.push('footnote', (state) => {
    const { found } = parseEnv(state.env);
    state.tokens = takeFootnotes(state.tokens, (label, tokens, line) => {
      found.footnotes.push({ label, tokens, uses: markLabels(tokens), line });
    });
    found.footnoteUses.push(...markLabels(state.tokens));
  });
  markdown.renderer.rules.footnote_ref = (tokens, index, _options, env) => {
    const token = tokens[index];
    const place = token ? factsOf(token).index : undefined;
    const given = place === undefined ? undefined : renderEnv(env).marks?.[place];
    if (!given || given.number === 0) return '';
    const id = `fnref-${given.number}${given.use > 1 ? `-${given.use}` : ''}`;
    return `<sup class="footnote-ref"><a href="#fn-${given.number}" id="${id}" role="doc-noteref">${given.number}</a></sup>`;
  };
}

function readDefinition(state: StateBlock, line: number, end: number, silent: boolean): boolean {
  const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const match = definition.exec(state.src.slice(from, state.eMarks[line]));
  if (!match || (state.sCount[line] ?? 0) - state.blkIndent >= 4) return false;
  if (silent) return true;
  const open = state.push('footnote_open', '', 1);
  open.map = [line, line + 1];
  factsOf(open).label = match[1] ?? '';
  const { parentType, blkIndent } = state;
  const saved = { tShift: state.tShift[line] ?? 0, sCount: state.sCount[line] ?? 0, bMarks: state.bMarks[line] ?? 0 };
  const contentFrom = state.skipSpaces(from + match[0].length);
  // The first line begins after the mark; the following ones belong to the note when indented by four, or lazily.
  state.bMarks[line] = contentFrom;
  state.tShift[line] = 0;
  state.sCount[line] = blkIndent + 4;
  state.blkIndent = blkIndent + 4;
  state.parentType = 'footnote';
  state.md.block.tokenize(state, line, end);
  Object.assign(state, { parentType, blkIndent });
  state.bMarks[line] = saved.bMarks;
  state.tShift[line] = saved.tShift;
  state.sCount[line] = saved.sCount;
  if (state.line <= line) state.line = line + 1;
  open.map = [line, state.line];
  state.push('footnote_close', '', -1);
  return true;
}

function readMark(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x5b || state.src.charCodeAt(state.pos + 1) !== 0x5e) return false;
  mark.lastIndex = state.pos;
  const match = mark.exec(state.src);
  const label = match?.[1];
  if (label === undefined || mark.lastIndex > state.posMax || !parseEnv(state.env).hasFootnote(label)) return false;
  if (!silent) factsOf(state.push('footnote_ref', '', 0)).label = label;
  state.pos = mark.lastIndex;
  return true;
}

function readInlineNote(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x5e || state.src.charCodeAt(state.pos + 1) !== 0x5b) return false;
  const end = state.md.helpers.parseLinkLabel(state, state.pos + 1);
  if (end < 0) return false;
  if (!silent) {
    const token = state.push('footnote_ref', '', 0);
    token.content = state.src.slice(state.pos + 2, end);
    const children: Token[] = [];
    state.md.inline.parse(token.content, state.md, state.env, children);
    token.children = children;
  }
  state.pos = end + 1;
  return true;
}

/** Answers the tokens without the footnotes' own, which are handed over. */
function takeFootnotes(tokens: Token[], take: (label: string, tokens: Token[], line: number) => void): Token[] {
  if (!tokens.some((token) => token.type === 'footnote_open')) return tokens;
  const flow: Token[] = [];
  const open: { label: string; tokens: Token[]; line: number }[] = [];
  for (const token of tokens) {
    if (token.type === 'footnote_open')
      open.push({ label: factsOf(token).label ?? '', tokens: [], line: token.map?.[0] ?? 0 });
    else if (token.type === 'footnote_close') {
      const note = open.pop();
      if (note) take(note.label, note.tokens, note.line);
    } else (open.at(-1)?.tokens ?? flow).push(token);
  }
  return flow;
}

/** Gives inline notes a place behind the block's own tokens, as if they had been defined there. */
function hoistInlineNotes(state: StateCore): void {
  let notes = 0;
  // The list grows while it is walked: notes may stand in notes.
  for (const token of state.tokens) {
    for (const child of token.children ?? []) {
      if (child.type !== 'footnote_ref' || !child.children) continue;
      const label = `${inlineLabelStart}${notes++}`;
      factsOf(child).label = label;
      const open = new state.Token('footnote_open', '', 1);
      factsOf(open).label = label;
      open.map = token.map;
      const inline = new state.Token('inline', '', 0);
      inline.children = child.children;
      inline.content = child.content;
      inline.map = token.map;
      inline.level = 1;
      child.children = null;
      state.tokens.push(open, inline, new state.Token('footnote_close', '', -1));
    }
  }
}

/** The labels of the marks in these tokens, in order; each mark learns its place. */
function markLabels(tokens: readonly Token[]): string[] {
  const labels: string[] = [];
  const visit = (list: readonly Token[]) => {
    for (const token of list) {
      if (token.type === 'footnote_ref') factsOf(token).index = labels.push(factsOf(token).label ?? '') - 1;
      else if (token.type !== 'image' && token.children) visit(token.children);
    }
  };
  visit(tokens);
  return labels;
}
