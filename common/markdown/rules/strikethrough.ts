import type { MarkdownIt } from 'markdown-it';

/** `~~deleted~~` as on GitHub: the words are deleted, not merely struck out. */
export function strikethrough(markdown: MarkdownIt): void {
  markdown.renderer.rules.s_open = () => '<del>';
  markdown.renderer.rules.s_close = () => '</del>';
}
