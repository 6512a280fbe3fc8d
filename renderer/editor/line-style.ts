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
      const attributes = hang === undefined ? {} : { style: `--hang: ${hang}ch` };
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

/** Characters that a list item's sign takes, so that wrapped lines start below its text; undefined for other lines. */
function hangingIndent(text: string): number | undefined {
  const match = listMark.exec(text);
  return match === null ? undefined : match[0].length;
}
