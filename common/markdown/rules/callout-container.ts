import type { MarkdownIt, StateBlock } from 'markdown-it';
import { asCallout, calloutKind } from './callout.ts';

const opening = /^(:{3,})[ \t]*([a-z]+)(?:[ \t]+(.*))?$/i;
const closing = /^(:{3,})[ \t]*$/;

/** `:::note Title` up to `:::`: a callout that may hold any blocks. Boxes nest; one that is not closed ends with what holds it. */
export function calloutContainer(markdown: MarkdownIt): void {
  const rule = (state: StateBlock, line: number, end: number, silent: boolean): boolean => {
    const match = opening.exec(lineText(state, line));
    const kind = match ? calloutKind(match[2] ?? '') : undefined;
    if (!match || !kind || (state.sCount[line] ?? 0) - state.blkIndent >= 4) return false;
    if (silent) return true;
    const closingLine = findClosing(state, line, end);
    const { parentType, lineMax } = state;
    state.parentType = 'container';
    state.lineMax = closingLine;
    const open = state.push('callout_open', 'aside', 1);
    open.block = true;
    open.map = [line, closingLine];
    asCallout(open, kind, match[3] ?? '');
    state.md.block.tokenize(state, line + 1, closingLine);
    state.push('callout_close', 'aside', -1).block = true;
    state.parentType = parentType;
    state.lineMax = lineMax;
    state.line = closingLine + (closingLine < end && closing.test(lineText(state, closingLine)) ? 1 : 0);
    return true;
  };
  markdown.block.ruler.before('fence', 'callout_container', rule, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}

/** The line of the closing mark, or the first that is no part of the box any more. Marks in code fences are code. */
function findClosing(state: StateBlock, from: number, end: number): number {
  let depth = 1;
  let fence: string | undefined;
  for (let line = from + 1; line < end; line++) {
    const text = lineText(state, line);
    if (text !== '' && (state.sCount[line] ?? 0) < state.blkIndent) return line;
    const mark = /^(`{3,}|~{3,})/.exec(text)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
    } else if (mark !== undefined) {
      fence = mark;
    } else if (closing.test(text)) {
      depth--;
      if (depth === 0) return line;
    } else if (calloutKind(opening.exec(text)?.[2] ?? '')) {
      depth++;
    }
  }
  return end;
}

function lineText(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}
