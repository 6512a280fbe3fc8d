import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

/** Classes for what the parser finds; their looks are in `style/markdown-source.css`. */
const classes = HighlightStyle.define([
  { tag: tags.heading1, class: 'md-heading md-heading1' },
  { tag: tags.heading2, class: 'md-heading md-heading2' },
  { tag: [tags.heading3, tags.heading4, tags.heading5, tags.heading6], class: 'md-heading md-heading3' },
  { tag: tags.strong, class: 'md-strong' },
  { tag: tags.emphasis, class: 'md-emphasis' },
  { tag: tags.strikethrough, class: 'md-strike' },
  { tag: tags.monospace, class: 'md-code' },
  { tag: tags.link, class: 'md-link' },
  { tag: tags.url, class: 'md-url' },
  { tag: tags.quote, class: 'md-quote' },
  { tag: tags.processingInstruction, class: 'md-sign' },
  { tag: tags.contentSeparator, class: 'md-sign' },
  { tag: tags.labelName, class: 'md-label' },
  { tag: [tags.comment, tags.meta], class: 'md-comment' },
  { tag: tags.escape, class: 'md-sign' },
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.tagName], class: 'code-keyword' },
  { tag: [tags.string, tags.special(tags.string), tags.attributeValue], class: 'code-string' },
  { tag: [tags.number, tags.bool, tags.atom, tags.null], class: 'code-number' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], class: 'code-function' },
  { tag: [tags.typeName, tags.className, tags.attributeName], class: 'code-type' },
]);

/** Quiet styling of Markdown in place: the source stays source, its signs step back. */
export const markdownStyle: Extension = syntaxHighlighting(classes);
