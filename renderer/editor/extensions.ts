import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { indentUnit } from '@codemirror/language';
import { languages } from '@codemirror/language-data';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, dropCursor, EditorView, keymap, type ViewUpdate } from '@codemirror/view';
import type { Text } from '../../common/text/en.ts';
import { altHint } from './alt-hint.ts';
import { type CompletionSources, markdownCompletion } from './completion.ts';
import { lineStyle } from './line-style.ts';
import { markdownKeys } from './markdown-keys.ts';
import { markdownStyle } from './markdown-style.ts';
import { type MediaIntakeParts, mediaIntake, type TakeFile } from './media-intake.ts';
import { ownWords } from './own-words.ts';
import { plainPaste, richPaste } from './rich-paste.ts';
import { type CheckParts, textChecks } from './text-checks.ts';
import { wordCount } from './text-facts.ts';
import { type QuoteLanguage, typedSigns } from './typed-signs.ts';
import { currentParagraph, typewriter } from './writing-modes.ts';

/** Everything the editor is made of, in the order in which the parts answer to keys. */
export function editorExtensions(parts: {
  readonly text: Text;
  /** Called after each update of the view. */
  readonly onUpdate: (update: ViewUpdate) => void;
  /** How pasted, dropped and picked files come into the text. */
  readonly media: Omit<MediaIntakeParts, 'text'>;
  /** Takes a file into the site that rich text brought. */
  readonly takeFile: TakeFile;
  readonly completion: CompletionSources;
  readonly checks: CheckParts;
  /** Which quotation marks are typed. */
  readonly quoteLanguage: QuoteLanguage;
  /** Words that are right in this blog. */
  readonly ownWords: () => ReadonlySet<string>;
  /** Whether the line that is being written stays in the middle. */
  readonly isTypewriter: () => boolean;
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
    // Emphasis around a selection, quotes of the post's language; then brackets and quotes in pairs.
    typedSigns(parts.quoteLanguage),
    closeBrackets(),
    // Find and replace in the post.
    search({ top: true }),
    highlightSelectionMatches({ minSelectionLength: 3, maxMatches: 200 }),
    // Counting, line by line.
    wordCount,
    // Pictures and files; then rich text, which comes with pictures of itself at times.
    mediaIntake({ ...parts.media, text: parts.text }),
    plainPaste(),
    richPaste(parts.takeFile),
    altHint(parts.text.editor.altHint),
    // Own posts, pictures, tags, code languages, emoji.
    markdownCompletion(parts.completion, parts.text),
    // What the author would want to know before readers do.
    textChecks(parts.checks, parts.text),
    // The platform checks spelling; the blog's own words are left out.
    ownWords(parts.ownWords),
    // Focus mode and typewriter mode.
    currentParagraph,
    typewriter(parts.isTypewriter),
    // For screen readers, spell-check and touch keyboards.
    EditorView.contentAttributes.of({
      'aria-label': parts.text.editor.body,
      tabindex: '0',
      spellcheck: 'true',
      autocorrect: 'on',
      autocapitalize: 'sentences',
    }),
    EditorState.phrases.of(parts.text.editor.phrases),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.updateListener.of(parts.onUpdate),
  ];
}
