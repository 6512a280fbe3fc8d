import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { indentUnit } from '@codemirror/language';
import { languages } from '@codemirror/language-data';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, dropCursor, EditorView, keymap, type ViewUpdate } from '@codemirror/view';
import type { Text } from '../../common/text/en.ts';
import { lineStyle } from './line-style.ts';
import { markdownKeys } from './markdown-keys.ts';
import { markdownStyle } from './markdown-style.ts';
import { wordCount } from './text-facts.ts';

/** Everything the editor is made of, in the order in which the parts answer to keys. */
export function editorExtensions(parts: {
  readonly text: Text;
  /** Called after each update of the view. */
  readonly onUpdate: (update: ViewUpdate) => void;
  /** Answers pasted, dropped and picked files. */
  readonly media: Extension;
}): Extension {
  return [
    // Undo: typing within half a second is one step.
    history(),
    // Selection drawn by the editor, so that it looks the same on every system; several cursors.
    drawSelection(),
    dropCursor(),
    EditorState.allowMultipleSelections.of(true),
    // The source language: GitHub's Markdown, code blocks in their own languages, which load when they are met.
    markdown({ base: markdownLanguage, codeLanguages: languages, completeHTMLTags: false }),
    indentUnit.of('    '),
    // Tab and Enter in tables, lists and code.
    markdownKeys,
    // Looks: quiet styling of the signs, larger headings, lines of quotes and code.
    markdownStyle,
    lineStyle,
    EditorView.lineWrapping,
    // Brackets and quotes in pairs.
    closeBrackets(),
    // Find and replace in the post.
    search({ top: true }),
    highlightSelectionMatches({ minSelectionLength: 3, maxMatches: 200 }),
    // Counting, line by line.
    wordCount,
    // Pictures and files.
    parts.media,
    // For screen readers, spell-check and touch keyboards.
    EditorView.contentAttributes.of({
      'aria-label': parts.text.editor.body,
      tabindex: '0',
      spellcheck: 'true',
      autocorrect: 'on',
      autocapitalize: 'sentences',
    }),
    EditorState.phrases.of(parts.text.editor.phrases),
    keymap.of([...closeBracketsKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.updateListener.of(parts.onUpdate),
  ];
}
