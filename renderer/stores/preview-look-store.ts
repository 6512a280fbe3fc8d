import { type ReadonlySignal, signal } from '@preact/signals';
import type { PostId } from '../../common/post.ts';

/** What the preview shows of a post: where it is read, and what is seen of it elsewhere. */
export const previewLooks = ['page', 'print', 'feed', 'search', 'card'] as const;
/** Names a look. */
export type PreviewLook = (typeof previewLooks)[number];

/** Widths that the page can be looked at in. */
export const previewWidths = ['full', 'desktop', 'tablet', 'phone'] as const;
/** Names a width. */
export type PreviewWidth = (typeof previewWidths)[number];

/** How the preview looks now. */
export interface PreviewLookStore {
  readonly look: ReadonlySignal<PreviewLook>;
  readonly width: ReadonlySignal<PreviewWidth>;
  /** The colours that readers have chosen; undefined: as the system, which is what the author sees everywhere else. */
  readonly scheme: ReadonlySignal<'light' | 'dark' | undefined>;
  /** The posts whose pictures from other sites the author asked to see, until the window closes. */
  readonly withFarPictures: ReadonlySignal<ReadonlySet<PostId>>;
  show(look: PreviewLook): void;
  setWidth(width: PreviewWidth): void;
  toggleDark(): void;
  showFarPictures(id: PostId): void;
}

/** Starts with the page, as wide as its pane. */
export function createPreviewLookStore(): PreviewLookStore {
  const look = signal<PreviewLook>('page');
  const width = signal<PreviewWidth>('full');
  const scheme = signal<'light' | 'dark' | undefined>(undefined);
  const withFarPictures = signal<ReadonlySet<PostId>>(new Set());
  return {
    look,
    width,
    scheme,
    withFarPictures,
    show(next) {
      look.value = next;
    },
    setWidth(next) {
      width.value = next;
    },
    toggleDark() {
      scheme.value = isDark(scheme.value) ? 'light' : 'dark';
    },
    showFarPictures(id) {
      withFarPictures.value = new Set([...withFarPictures.value, id]);
    },
  };
}

/** Whether readers' colours are dark ones now. */
export function isDark(scheme: 'light' | 'dark' | undefined): boolean {
  return scheme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : scheme === 'dark';
}
