import type { PreviewPage } from '../../common/contract/preview.ts';
import type { PostId, TextChange } from '../../common/post.ts';

/** What the live preview needs from the page around it. */
export interface PreviewOptions {
  /** The frame to show the post in; the preview sets `sandbox`, `src` and listens inside. */
  readonly frame: HTMLIFrameElement;
  /** `HostDescription.resourceBase`. */
  readonly resourceBase: string;
  /** Asks the host for the page around the post again, because a picture or link appeared that `context` does not know. */
  readonly onPageNeeded: () => void;
  /** The reader clicked a link to another post of the site. */
  readonly onOpenPost: (id: PostId, anchor: string | undefined) => void;
  /** The reader clicked a link that leads out of the site; http, https and mailto only. */
  readonly onOpenAddress: (url: string) => void;
  /** The reader clicked into the text at this source line, counted from 0. */
  readonly onGoToLine: (line: number) => void;
  /** The preview was scrolled by hand: this source line (with a fraction) is now at its top. */
  readonly onScrolled: (line: number) => void;
}

/** The preview of one post at a time. */
export interface Preview {
  /**
   * Shows a post: loads the frame's page when its address changed, then renders the text. Resolves when the text is
   * shown. Call it again when `preview.page` answered anew: an unchanged page is not loaded again.
   */
  show(page: PreviewPage, text: string): Promise<void>;
  /** Follows an edit: offsets in the text before it, several changes in ascending order, none overlapping. */
  applyEdit(changes: readonly TextChange[]): void;
  /** Brings this source line (with a fraction, counted from 0) to the top. */
  scrollToLine(line: number): void;
  /** Marks the block under the editor's cursor and, when asked, brings it into view. */
  markLine(line: number, options?: { readonly reveal?: boolean }): void;
  /** Stops listening and empties the frame. */
  close(): void;
}
