import { syntaxTree } from '@codemirror/language';
import { type EditorState, type Extension, RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

/** Classes of whole lines, by the kind of block that the line belongs to. */
const lineClasses: Readonly<Record<string, string>> = {
  ATXHeading1: 'md-line-heading1',
  SetextHeading1: 'md-line-heading1',
  ATXHeading2: 'md-line-heading2',
  SetextHeading2: 'md-line-heading2',
  ATXHeading3: 'md-line-heading3',
  ATXHeading4: 'md-line-heading3',
  ATXHeading5: 'md-line-heading3',
  ATXHeading6: 'md-line-heading3',
  Blockquote: 'md-line-quote',
  FencedCode: 'md-line-code',
  CodeBlock: 'md-line-code',
  Table: 'md-line-table',
  HTMLBlock: 'md-line-html',
  CommentBlock: 'md-line-html',
};

const listMark = /^(\s*(?:>\s?)*)((?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)/;

/**
 * Styles whole lines by their block, and lets the second line of a list item start under its text. Only what is seen is
 * looked at, so that the length of a post does not matter.
 */
export const lineStyle: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = styledLines(view);
    }
    update(update: ViewUpdate): void {
      const isParsedFurther = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || isParsedFurther) this.decorations = styledLines(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function styledLines(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let done = -1;
  for (const { from, to } of view.visibleRanges) {
    const classesAt = blockClasses(view.state, from, to);
    for (let position = from; position <= to; ) {
      const line = view.state.doc.lineAt(position);
      position = line.to + 1;
      if (line.from <= done) continue;
      done = line.from;
      const found = classesAt.get(line.from);
      const hang = found?.includes('md-line-code') === true ? undefined : hangingIndent(line.text);
      if (found === undefined && hang === undefined) continue;
      const attributes = hang === undefined ? {} : { style: `--hang: ${signWidth(view, hang)}px` };
      const classes = [found, hang === undefined ? undefined : 'md-line-hang'].filter((name) => name !== undefined);
      builder.add(line.from, line.from, Decoration.line({ class: classes.join(' '), attributes }));
    }
  }
  return builder.finish();
}

function blockClasses(state: EditorState, from: number, to: number): ReadonlyMap<number, string> {
  const classes = new Map<number, string>();
  syntaxTree(state).iterate({
    from,
    to,
    enter(node) {
      const name = lineClasses[node.name];
      if (name === undefined) return node.type.isTop || ['BulletList', 'OrderedList', 'ListItem'].includes(node.name);
      for (let position = Math.max(node.from, from); position <= Math.min(node.to, to); ) {
        const line = state.doc.lineAt(position);
        classes.set(line.from, `${classes.get(line.from) ?? ''} ${name}`.trim());
        position = line.to + 1;
      }
      return name === 'md-line-quote';
    },
  });
  return classes;
}

/** The sign of a list item with what stands before it; undefined for other lines. */
function hangingIndent(text: string): string | undefined {
  return listMark.exec(text)?.[0];
}

const measured = new WeakMap<EditorView, { readonly font: string; readonly widths: Map<string, number> }>();

/** Width of a sign in the writing font, in CSS pixels, measured once for each. */
function signWidth(view: EditorView, sign: string): number {
  const { font } = getComputedStyle(view.contentDOM);
  let known = measured.get(view);
  if (known === undefined || known.font !== font) {
    known = { font, widths: new Map() };
    measured.set(view, known);
  }
  const before = known.widths.get(sign);
  if (before !== undefined) return before;
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return 0;
  context.font = font;
  const width = Math.round(context.measureText(sign.replaceAll('\t', '    ')).width * 10) / 10;
  known.widths.set(sign, width);
  return width;
}
