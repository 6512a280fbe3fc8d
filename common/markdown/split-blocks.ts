import type { Env, MarkdownIt, StateBlock, Token } from 'markdown-it';

/** A top-level block straight from the block rules: its inline content is not read yet. */
export interface RawBlock {
  /** The block's lines and the blank lines after it, with their line ends. */
  readonly source: string;
  /** Line ends in `source`, and one more when it does not end with one. */
  readonly lineCount: number;
  /** Block tokens; their `map` counts from the block's own first line. */
  readonly tokens: Token[];
  /** Where the block rules left the definitions they found. */
  readonly env: Env;
}

/**
 * Cuts a text into its top-level blocks. The blocks' sources together are the text. What a block is depends on nothing
 * before it, which is what makes reading a text anew from any block's first line sound. `\n` line ends only.
 */
export function splitBlocks(text: string, markdown: MarkdownIt): RawBlock[] {
  const state = new markdown.block.State(text, markdown, {}, []);
  const end = state.lineMax;
  const first = state.skipEmptyLines(0);
  const blocks: RawBlock[] = [];
  if (first > 0 || end === 0) blocks.push(blank(text.slice(0, lineStart(text, state.bMarks, first, end))));
  addBlocks(blocks, state, first);
  return blocks.filter((block) => block.source !== '');
}

/** Reads blocks from a line to the end of the text. */
function addBlocks(blocks: RawBlock[], state: StateBlock, first: number): void {
  const { src, bMarks, lineMax: end } = state;
  const rules = state.md.block.ruler.getRules('');
  for (let line = first; line < end; ) {
    state.line = line;
    state.env = {};
    state.tokens = [];
    for (const rule of rules) if (rule(state, line, end, false)) break;
    const next = Math.max(state.skipEmptyLines(state.line), line + 1);
    blocks.push({
      source: src.slice(lineStart(src, bMarks, line, end), lineStart(src, bMarks, next, end)),
      lineCount: next - line,
      tokens: countLinesFrom(line, state.tokens),
      env: state.env,
    });
    line = next;
  }
}

function blank(source: string): RawBlock {
  return { source, lineCount: source.split('\n').length - (source.endsWith('\n') ? 1 : 0), tokens: [], env: {} };
}

function lineStart(text: string, starts: readonly number[], line: number, end: number): number {
  return line >= end ? text.length : (starts[line] ?? text.length);
}

function countLinesFrom(first: number, tokens: Token[]): Token[] {
  if (first === 0) return tokens;
  for (const token of tokens) if (token.map) token.map = [token.map[0] - first, token.map[1] - first];
  return tokens;
}
