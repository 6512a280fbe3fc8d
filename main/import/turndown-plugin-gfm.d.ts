declare module 'turndown-plugin-gfm' {
  import type TurndownService from 'turndown';

  /** Code in the element that GitHub puts around it, with its language. */
  export const highlightedCodeBlock: TurndownService.Plugin;
  /** Task lists of GitHub's Markdown. */
  export const taskListItems: TurndownService.Plugin;
}
