import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import {
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type SelectionRange,
  type StateCommand,
} from '@codemirror/state';

type SyntaxNode = ReturnType<typeof syntaxTree>['topNode'];

/** How long a command may parse ahead, in milliseconds; text further on is treated as plain. */
const parseBudgetMs = 50;

/** Signs at the start of a line that are no part of its text. */
const lineStart = /^\s*(?:>\s?)*\s*(?:#{1,6}\s+|(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)?/;

/**
 * Puts a pair of signs around the selection, or the word at the cursor, or takes it away again where the text already has
 * it. Without a word: an empty pair with the cursor inside. At the end inside a pair: steps out of it.
 */
export function togglePair(nodeName: string, sign: string): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    ensureSyntaxTree(state, state.selection.main.to, parseBudgetMs);
    const transaction = state.changeByRange((range) => toggled(state, range, nodeName, sign));
    dispatch(state.update(transaction, { userEvent: 'input.format', scrollIntoView: true }));
    return true;
  };
}

function toggled(state: EditorState, range: SelectionRange, nodeName: string, sign: string) {
  if (state.doc.lineAt(range.from).number !== state.doc.lineAt(range.to).number) return everyLine(state, range, sign);
  const around = state.sliceDoc(range.from - sign.length, range.to + sign.length);
  if (range.empty && around === sign + sign) {
    const changes = { from: range.from - sign.length, to: range.to + sign.length };
    return { changes, range: EditorSelection.cursor(changes.from) };
  }
  const node = enclosing(state, range, nodeName);
  if (node !== undefined) return unwrapped(state, range, node);
  const text = range.empty ? state.wordAt(range.head) : trimmed(state, range);
  if (text === null) {
    const cursor = EditorSelection.cursor(range.from + sign.length);
    return { changes: { from: range.from, insert: sign + sign }, range: cursor };
  }
  const changes = [
    { from: text.from, insert: sign },
    { from: text.to, insert: sign },
  ];
  const moved = range.empty
    ? EditorSelection.cursor(range.head + sign.length)
    : EditorSelection.range(text.from + sign.length, text.to + sign.length);
  return { changes, range: moved };
}

function unwrapped(state: EditorState, range: SelectionRange, node: SyntaxNode) {
  const opening = node.firstChild;
  const closing = node.lastChild;
  if (opening === null || closing === null) return { range };
  if (range.empty && range.head === closing.from) return { range: EditorSelection.cursor(closing.to) };
  const changes = state.changes([
    { from: opening.from, to: opening.to },
    { from: closing.from, to: closing.to },
  ]);
  return { changes, range: range.map(changes) };
}

function enclosing(state: EditorState, range: SelectionRange, name: string): SyntaxNode | undefined {
  for (const side of [1, -1] as const) {
    let node: SyntaxNode | null = syntaxTree(state).resolveInner(range.from, side);
    for (; node !== null; node = node.parent) {
      const isInside = range.empty
        ? node.from < range.from && range.to < node.to
        : node.from <= range.from && range.to <= node.to;
      if (node.name === name && isInside) return node;
    }
  }
  return undefined;
}

/** Emphasis cannot cross paragraphs, so each line of a longer selection gets its own pair. */
function everyLine(state: EditorState, range: SelectionRange, sign: string) {
  const parts: { from: number; to: number }[] = [];
  for (let position = range.from; position <= range.to; ) {
    const line = state.doc.lineAt(position);
    position = line.to + 1;
    const start = line.from + (lineStart.exec(line.text)?.[0].length ?? 0);
    const part = trimmed(
      state,
      EditorSelection.range(Math.max(start, range.from), Math.max(start, Math.min(line.to, range.to))),
    );
    if (part !== null) parts.push(part);
  }
  const isWrapped = (part: { from: number; to: number }) => {
    const text = state.sliceDoc(part.from, part.to);
    return text.length > 2 * sign.length && text.startsWith(sign) && text.endsWith(sign);
  };
  const areAllWrapped = parts.every(isWrapped);
  const specs = parts.flatMap((part): ChangeSpec[] => {
    if (areAllWrapped) {
      return [
        { from: part.from, to: part.from + sign.length },
        { from: part.to - sign.length, to: part.to },
      ];
    }
    if (isWrapped(part)) return [];
    return [
      { from: part.from, insert: sign },
      { from: part.to, insert: sign },
    ];
  });
  const changes = state.changes(specs);
  return { changes, range: EditorSelection.range(changes.mapPos(range.from, -1), changes.mapPos(range.to, 1)) };
}

/** The range without white space at its ends; null when nothing else is in it. */
function trimmed(state: EditorState, range: { from: number; to: number }): { from: number; to: number } | null {
  const text = state.sliceDoc(range.from, range.to);
  const from = range.from + (text.length - text.trimStart().length);
  const to = range.to - (text.length - text.trimEnd().length);
  return from < to ? { from, to } : null;
}

/** An address that may stand in a link as it is. */
export const webAddress = /^(?:https?:\/\/|mailto:)\S+$/i;

/**
 * Makes a link: the selection becomes its text, with the cursor where the address goes; a selected address becomes the
 * address, with the cursor where the text goes. Inside a link: selects its address.
 */
export const insertLink: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const transaction = state.changeByRange((range) => {
    const url = enclosing(state, range, 'Link')?.getChild('URL');
    if (url != null) return { range: EditorSelection.range(url.from, url.to) };
    const text = state.sliceDoc(range.from, range.to);
    const isAddress = webAddress.test(text.trim());
    const insert = isAddress ? `[](${text.trim()})` : `[${text}]()`;
    const cursor = isAddress || text === '' ? range.from + 1 : range.from + insert.length - 1;
    return { changes: { from: range.from, to: range.to, insert }, range: EditorSelection.cursor(cursor) };
  });
  dispatch(state.update(transaction, { userEvent: 'input.format', scrollIntoView: true }));
  return true;
};
