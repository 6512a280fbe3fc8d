import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';

/** The three panes, from left to right. */
export const paneNames = ['list', 'editor', 'preview'] as const;
/** Names a pane. */
export type PaneName = (typeof paneNames)[number];

/** Width of the window below which one pane is shown at a time, in CSS pixels. */
export const narrowWidth = 900;

/** Limits of the list's width and of the preview's share of the rest. */
export const listWidths = { least: 200, usual: 272, most: 480 } as const;
/** The preview's share of the room that the list leaves, in per cent. */
export const previewShares = { least: 25, usual: 46, most: 70 } as const;

/** `focus` dims all but the paragraph being written; `typewriter` keeps its line in the middle. */
export type WritingMode = 'focus' | 'typewriter';

/** Where the preview stands when the text is seen as well. */
export type Placement = 'beside' | 'below';

/** Ways to look at a post: both panes beside or below each other, or one of them alone. */
export type Arrangement = Placement | 'preview' | 'editor';

/** What is where in the window. */
export interface LayoutStore {
  readonly placement: ReadonlySignal<Placement>;
  /** Shows the panes so; `preview` and `editor` fold everything else away. */
  arrange(arrangement: Arrangement): void;
  /** Whether nothing but this pane is seen. */
  isAlone(pane: PaneName): boolean;
  readonly listWidth: ReadonlySignal<number>;
  readonly previewShare: ReadonlySignal<number>;
  readonly isNarrow: ReadonlySignal<boolean>;
  /** The panes to draw now. In a narrow window exactly one. */
  readonly visible: ReadonlySignal<ReadonlySet<PaneName>>;
  resizeList(width: number): void;
  resizePreview(share: number): void;
  /** Folds a pane away or brings it back; in a narrow window goes there, or back to the editor. */
  toggle(pane: 'list' | 'preview'): void;
  /** Makes sure that a pane is seen. */
  reveal(pane: PaneName): void;
  /** Ways of writing that the author has switched on. */
  readonly modes: ReadonlySignal<readonly WritingMode[]>;
  toggleMode(mode: WritingMode): void;
  /** The pane that comes `steps` after the one named, among those that can be shown. */
  neighbour(pane: PaneName, steps: 1 | -1): PaneName;
}

interface Kept {
  readonly listWidth: number;
  readonly previewShare: number;
  readonly folded: readonly PaneName[];
  readonly placement: Placement;
  readonly modes: readonly WritingMode[];
}

/**
 * Starts with what was kept the last time, which may be anything, and hands on what to keep with each change; `media` tells
 * when the window is narrow.
 */
export function createLayoutStore(
  before: unknown,
  keep: (layout: unknown) => void,
  media: MediaQueryList,
): LayoutStore {
  const kept = readKept(before);
  const listWidth = signal(kept.listWidth);
  const previewShare = signal(kept.previewShare);
  const folded = signal<readonly PaneName[]>(kept.folded);
  const placement = signal<Placement>(kept.placement);
  const modes = signal<readonly WritingMode[]>(kept.modes);
  const single = signal<PaneName>('list');
  const isNarrow = signal(media.matches);
  media.addEventListener('change', () => {
    isNarrow.value = media.matches;
  });
  effect(() => {
    keep({
      listWidth: listWidth.value,
      previewShare: previewShare.value,
      folded: folded.value,
      placement: placement.value,
      modes: modes.value,
    } satisfies Kept);
  });

  const visible = computed<ReadonlySet<PaneName>>(() =>
    isNarrow.value ? new Set([single.value]) : new Set(paneNames.filter((pane) => !folded.value.includes(pane))),
  );
  let listBefore: readonly PaneName[] = [];
  const isOneAlone = () => folded.value.includes('list') && folded.value.length === 2;
  function reveal(pane: PaneName): void {
    single.value = pane;
    if (folded.value.includes(pane)) folded.value = folded.value.filter((other) => other !== pane);
  }
  return {
    placement,
    arrange(arrangement) {
      if (arrangement === 'beside' || arrangement === 'below') {
        placement.value = arrangement;
        // What was folded away for one pane alone comes back with the other.
        folded.value = isOneAlone() ? listBefore : folded.value.filter((pane) => pane === 'list');
        single.value = 'editor';
      } else {
        if (!isOneAlone()) listBefore = folded.value.filter((pane) => pane === 'list');
        folded.value = paneNames.filter((pane) => pane !== arrangement);
        single.value = arrangement;
      }
    },
    isAlone: (pane) => visible.value.size === 1 && visible.value.has(pane),
    listWidth,
    previewShare,
    isNarrow,
    visible,
    modes,
    toggleMode(mode) {
      modes.value = modes.value.includes(mode) ? modes.value.filter((other) => other !== mode) : [...modes.value, mode];
    },
    resizeList(width) {
      listWidth.value = within(width, listWidths.least, listWidths.most);
    },
    resizePreview(share) {
      previewShare.value = within(share, previewShares.least, previewShares.most);
    },
    toggle(pane) {
      if (isNarrow.value) single.value = single.value === pane ? 'editor' : pane;
      else if (folded.value.includes(pane)) reveal(pane);
      // Something is always seen: without the preview it is the text.
      else folded.value = [...folded.value.filter((other) => pane !== 'preview' || other !== 'editor'), pane];
    },
    reveal,
    neighbour(pane, steps) {
      const reachable = isNarrow.value ? paneNames : paneNames.filter((name) => visible.value.has(name));
      const index = reachable.indexOf(pane) + steps + reachable.length;
      return reachable[index % reachable.length] ?? 'editor';
    },
  };
}

function readKept(value: unknown): Kept {
  const kept = typeof value === 'object' && value !== null ? value : {};
  const number = (key: string, usual: number): number => {
    const found: unknown = Reflect.get(kept, key);
    return typeof found === 'number' && Number.isFinite(found) ? found : usual;
  };
  const folded: unknown = Reflect.get(kept, 'folded');
  const modes: unknown = Reflect.get(kept, 'modes');
  return {
    listWidth: within(number('listWidth', listWidths.usual), listWidths.least, listWidths.most),
    previewShare: within(number('previewShare', previewShares.usual), previewShares.least, previewShares.most),
    folded: isAllFolded(folded) ? [] : paneNames.filter((pane) => Array.isArray(folded) && folded.includes(pane)),
    placement: Reflect.get(kept, 'placement') === 'below' ? 'below' : 'beside',
    modes: (['focus', 'typewriter'] as const).filter((mode) => Array.isArray(modes) && modes.includes(mode)),
  };
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function isAllFolded(folded: unknown): boolean {
  return Array.isArray(folded) && folded.includes('editor') && folded.includes('preview');
}
