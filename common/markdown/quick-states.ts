import type { Env, MarkdownIt, Token } from 'markdown-it';

/**
 * Gives a parser its own tokens and states, which say and do what markdown-it's do: the ones in its package set each field by a
 * call of its own, which took a tenth of the time of reading a text. Their methods stay markdown-it's, but for those that make tokens.
 */
export function useQuickStates(markdown: MarkdownIt): void {
  const { Token: slowToken } = new markdown.core.State('', markdown, {});
  Object.setPrototypeOf(QuickToken.prototype, slowToken.prototype);
  Object.setPrototypeOf(BlockState.prototype, markdown.block.State.prototype);
  Object.setPrototypeOf(InlineState.prototype, markdown.inline.State.prototype);
  // Each has every field and, through its prototype, every method of the class whose place it takes.
  markdown.block.State = BlockState as unknown as typeof markdown.block.State;
  markdown.inline.State = InlineState as unknown as typeof markdown.inline.State;
}

type Nesting = 1 | 0 | -1;

class QuickToken {
  type: string;
  tag: string;
  attrs: [string, string][] | null = null;
  map: [number, number] | null = null;
  nesting: Nesting;
  level = 0;
  children: Token[] | null = null;
  content = '';
  markup = '';
  info = '';
  meta: Record<string, unknown> | null = null;
  block = false;
  hidden = false;

  constructor(type: string, tag: string, nesting: Nesting) {
    this.type = type;
    this.tag = tag;
    this.nesting = nesting;
  }
}

function newToken(type: string, tag: string, nesting: Nesting): Token {
  return new QuickToken(type, tag, nesting) as unknown as Token;
}

class BlockState {
  /** Where lines begin and end, their indents in characters and in columns, one more entry than lines. */
  readonly bMarks: number[] = [];
  readonly eMarks: number[] = [];
  readonly tShift: number[] = [];
  readonly sCount: number[] = [];
  readonly bsCount: number[] = [];
  blkIndent = 0;
  line = 0;
  lineMax = 0;
  tight = false;
  listIndent = -1;
  parentType = 'root';
  level = 0;
  readonly Token = QuickToken;
  readonly src: string;
  readonly md: MarkdownIt;
  env: Env;
  tokens: Token[];

  constructor(src: string, md: MarkdownIt, env: Env, tokens: Token[]) {
    this.src = src;
    this.md = md;
    this.env = env;
    this.tokens = tokens;
    const { length } = src;
    for (let start = 0; start < length; ) {
      const newline = src.indexOf('\n', start);
      const end = newline < 0 ? length : newline;
      let columns = 0;
      let at = start;
      for (; at < end; at++) {
        const code = src.charCodeAt(at);
        if (code === 9) columns += 4 - (columns % 4);
        else if (code === 32) columns++;
        else break;
      }
      // Spaces behind the last line end are no line.
      if (at === length) break;
      addLine(this, start, end, at - start, columns);
      start = end + 1;
    }
    addLine(this, length, length, 0, 0);
    this.lineMax = this.bMarks.length - 1;
  }

  push(type: string, tag: string, nesting: Nesting): Token {
    const token = newToken(type, tag, nesting);
    token.block = true;
    if (nesting < 0) this.level--;
    token.level = this.level;
    if (nesting > 0) this.level++;
    this.tokens.push(token);
    return token;
  }
}

function addLine(state: BlockState, start: number, end: number, indent: number, columns: number): void {
  state.bMarks.push(start);
  state.eMarks.push(end);
  state.tShift.push(indent);
  state.sCount.push(columns);
  state.bsCount.push(0);
}

class InlineState {
  pos = 0;
  level = 0;
  pending = '';
  pendingLevel = 0;
  readonly cache: Record<number, number> = {};
  readonly backticks: Record<number, number> = {};
  backticksScanned = false;
  skipHtmlSpecial = false;
  linkLevel = 0;
  delimiters: unknown[] = [];
  readonly _prev_delimiters: unknown[][] = [];
  readonly Token = QuickToken;
  readonly src: string;
  readonly env: Env;
  readonly md: MarkdownIt;
  readonly tokens: Token[];
  readonly tokens_meta: ({ readonly delimiters: unknown[] } | undefined)[];
  readonly posMax: number;

  constructor(src: string, md: MarkdownIt, env: Env, tokens: Token[]) {
    this.src = src;
    this.env = env;
    this.md = md;
    this.tokens = tokens;
    this.tokens_meta = Array(tokens.length);
    this.posMax = src.length;
  }

  pushPending(): Token {
    const token = newToken('text', '', 0);
    token.content = this.pending;
    token.level = this.pendingLevel;
    this.tokens.push(token);
    this.pending = '';
    return token;
  }

  push(type: string, tag: string, nesting: Nesting): Token {
    if (this.pending !== '') this.pushPending();
    const token = newToken(type, tag, nesting);
    let meta: { readonly delimiters: unknown[] } | undefined;
    if (nesting < 0) {
      this.level--;
      this.delimiters = this._prev_delimiters.pop() ?? [];
    }
    token.level = this.level;
    if (nesting > 0) {
      this.level++;
      this._prev_delimiters.push(this.delimiters);
      this.delimiters = [];
      meta = { delimiters: this.delimiters };
    }
    this.pendingLevel = this.level;
    this.tokens.push(token);
    this.tokens_meta.push(meta);
    return token;
  }
}
