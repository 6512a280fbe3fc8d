import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState, TransactionSpec } from '@codemirror/state';

/** A heading of the post, with the section below it. */
export interface OutlineEntry {
  /** 1 to 6. */
  readonly level: number;
  /** Without its Markdown signs. */
  readonly text: string;
  /** Offsets of the section: from its heading up to the next one of the same or a higher level. */
  readonly from: number;
  readonly to: number;
}

/** How long reading ahead may take, in milliseconds; headings further on come with the next reading. */
const parseBudgetMs = 100;

/** Headings in order, read from the parsed text. */
export function outlineOf(state: EditorState): readonly OutlineEntry[] {
  const tree = ensureSyntaxTree(state, state.doc.length, parseBudgetMs) ?? syntaxTree(state);
  const found: { level: number; text: string; from: number }[] = [];
  tree.iterate({
    enter(node) {
      const level = Number(/^(?:ATX|Setext)Heading(\d)$/.exec(node.name)?.[1] ?? 0);
      if (level > 0)
        found.push({
          level,
          text: plainHeading(state.sliceDoc(node.from, node.to)),
          from: lineStart(state, node.from),
        });
      // Headings stand at the top; those in quotes and lists are part of something else.
      return node.type.isTop;
    },
  });
  return found.map((entry, index) => {
    const next = found.slice(index + 1).find(({ level }) => level <= entry.level);
    return { ...entry, to: next?.from ?? state.doc.length };
  });
}

/** Moves the section of one heading in front of another heading, or to the end; undefined when it would not move. */
export function moveSection(
  state: EditorState,
  section: OutlineEntry,
  before: OutlineEntry | undefined,
): TransactionSpec | undefined {
  const target = before?.from ?? state.doc.length;
  if (target >= section.from && target <= section.to) return undefined;
  const text = state.sliceDoc(section.from, section.to).replace(/\n*$/, '');
  const isAtEnd = target === state.doc.length;
  const remains = state.sliceDoc(state.doc.lineAt(state.doc.length).from).trim() === '' ? '' : '\n\n';
  const insert = isAtEnd ? `${remains}${text}\n` : `${text}\n\n`;
  const changes = state.changes([
    { from: section.from, to: section.to },
    { from: target, insert },
  ]);
  const anchor = changes.mapPos(target, -1) + (isAtEnd ? remains.length : 0);
  return { changes, selection: { anchor }, scrollIntoView: true, userEvent: 'move.section' };
}

function lineStart(state: EditorState, offset: number): number {
  return state.doc.lineAt(offset).from;
}

function plainHeading(source: string): string {
  const [line = ''] = source.split('\n');
  return line
    .replace(/^\s{0,3}#{1,6}\s*/, '')
    .replace(/\s+#+\s*$/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[\^[^\]]*\]/g, '')
    .replace(/\s*\{[#.][^}]*\}\s*$/, '')
    .replace(/[*_`~]/g, '')
    .trim();
}
