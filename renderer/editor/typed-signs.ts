import { isolateHistory } from '@codemirror/commands';
import { syntaxTree } from '@codemirror/language';
import { EditorSelection, type EditorState, type Extension, Prec, type TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { glyphsFor } from '../../common/markdown/quotation-marks.ts';

/** How quotes are typed: undefined for straight ones, else the BCP 47 tag whose quotation marks are put in. */
export type QuoteLanguage = () => string | undefined;

/**
 * What typing a sign means besides itself: around a selection `*`, `_`, `~` and `=` stand on both sides; quotes become those
 * of the post's language where the author wants that. One undo brings the straight quote back.
 */
export function typedSigns(quoteLanguage: QuoteLanguage): Extension {
  return Prec.high(
    EditorView.inputHandler.of((view, from, to, typed) => {
      if (view.composing || view.state.readOnly) return false;
      const { main } = view.state.selection;
      if (from !== main.from || to !== main.to) return false;
      const around = wrapped(view.state, typed);
      if (around !== undefined) {
        view.dispatch(around);
        return true;
      }
      const language = quoteLanguage();
      const quote = language === undefined || !main.empty ? undefined : quoteFor(view.state, from, typed, language);
      if (quote === undefined) return false;
      view.dispatch({ ...insertion(from, from, typed), userEvent: 'input.type' });
      view.dispatch({
        ...insertion(from, from + typed.length, quote),
        userEvent: 'input.type.quote',
        annotations: isolateHistory.of('full'),
      });
      return true;
    }),
  );
}

/** The selected text between two signs; undefined when the sign makes no pair here. */
export function wrapped(state: EditorState, sign: string): TransactionSpec | undefined {
  if (!/^[*_~=]$/.test(sign) || state.selection.ranges.some(({ empty }) => empty) || isInCode(state)) return undefined;
  const selected = state.selection.ranges.map(({ from, to }) => state.sliceDoc(from, to));
  if (selected.some((text) => text.includes('\n') || text.trim() === '')) return undefined;
  return {
    ...state.changeByRange((range) => ({
      changes: [
        { from: range.from, insert: sign },
        { from: range.to, insert: sign },
      ],
      range: EditorSelection.range(range.from + 1, range.to + 1),
    })),
    userEvent: 'input.type',
  };
}

/** The sign to put in for a straight quote; undefined where it stays as it is: in code, HTML, addresses, after a backslash. */
export function quoteFor(state: EditorState, at: number, typed: string, language: string): string | undefined {
  if ((typed !== '"' && typed !== "'") || isLiteral(state, at)) return undefined;
  const line = state.doc.lineAt(at);
  const before = line.text.slice(0, at - line.from);
  const isOpenCode = (before.match(/`/g)?.length ?? 0) % 2 === 1;
  if (isOpenCode || /<[a-z/!][^<>]*$/i.test(before) || before.endsWith('\\')) return undefined;
  // A link's or picture's title, and attributes, are written between straight quotes.
  if (/\]\([^()]*$|\{[^{}]*$|^\[[^\]]+\]:\s/.test(before)) return undefined;
  const glyphs = glyphsFor(language);
  const isOpening = before === '' || /[\s([{\u2013\u2014\-/*_~=>|\u201c\u201e\u00ab\u2018\u201a]$/.test(before);
  if (typed === '"') return isOpening ? glyphs['open-double'] : glyphs['close-double'];
  if (isOpening) return glyphs['open-single'];
  const hasOpen = before.lastIndexOf(glyphs['open-single']) > before.lastIndexOf(glyphs['close-single']);
  return hasOpen && !/[\p{L}\p{N}]$/u.test(before) ? glyphs['close-single'] : glyphs.apostrophe;
}

function insertion(from: number, to: number, insert: string): TransactionSpec {
  return {
    changes: { from, to, insert },
    selection: EditorSelection.cursor(from + insert.length),
    scrollIntoView: true,
  };
}

const literal = /^(?:FencedCode|CodeBlock|InlineCode|HTMLBlock|HTMLTag|CommentBlock|Comment|URL|Autolink)$/;

function isLiteral(state: EditorState, at: number): boolean {
  return isInside(state, at, literal);
}

function isInCode(state: EditorState): boolean {
  return isInside(state, state.selection.main.from, /^(?:FencedCode|CodeBlock|InlineCode)$/);
}

function isInside(state: EditorState, at: number, names: RegExp): boolean {
  for (let node = syntaxTree(state).resolveInner(at, -1); ; ) {
    if (names.test(node.name)) return true;
    if (node.parent === null) return false;
    node = node.parent;
  }
}
