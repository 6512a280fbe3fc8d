/** The messages between a test and the stand-in's process, over Node's own process channel. */

/** Answers of the system's boxes that a test prepares, in the order they will be asked. */
export interface DialogAnswer {
  readonly method: 'showOpenDialog' | 'showMessageBox';
  /** What Electron would answer; `hold` keeps the box open until the program takes it away. */
  readonly answer: Readonly<Record<string, unknown>> | 'hold';
}

/** What a test can make happen, or ask. Each is answered by a `Done` with the same id. */
export type ControlRequest =
  | { readonly kind: 'answer-dialog'; readonly dialog: DialogAnswer }
  | { readonly kind: 'click-menu'; readonly id: string }
  | { readonly kind: 'close-window' }
  | { readonly kind: 'quit' }
  | { readonly kind: 'open-file'; readonly path: string }
  | { readonly kind: 'crash-page' }
  /** A message on an IPC channel as if it came from a frame with this address, inside the page or as the page. */
  | {
      readonly kind: 'foreign-call';
      readonly url: string;
      readonly isMainFrame: boolean;
      readonly given: readonly unknown[];
    }
  | { readonly kind: 'read-state' };

/** Answer to a request. */
export interface Done {
  readonly done: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** What happened in the program's surroundings, in order. */
export type LogEntry =
  | { readonly kind: 'dialog'; readonly method: string; readonly options: Readonly<Record<string, unknown>> }
  | { readonly kind: 'unexpected-dialog'; readonly method: string; readonly options: unknown }
  | { readonly kind: 'error-box'; readonly title: string; readonly content: string }
  | { readonly kind: 'open-external'; readonly url: string }
  | { readonly kind: 'show-item'; readonly path: string }
  | { readonly kind: 'window-open'; readonly url: string; readonly action: string }
  | { readonly kind: 'navigation'; readonly url: string; readonly isMainFrame: boolean; readonly prevented: boolean }
  | { readonly kind: 'download'; readonly url: string; readonly prevented: boolean }
  /** The page asked for an address outside the program; it got no answer. */
  | { readonly kind: 'network'; readonly url: string }
  | { readonly kind: 'console'; readonly level: string; readonly text: string }
  | { readonly kind: 'page-error'; readonly text: string }
  | { readonly kind: 'page-crashed' }
  | { readonly kind: 'loaded'; readonly url: string; readonly targetId: string }
  | { readonly kind: 'stand-in-fault'; readonly text: string };

/** The desktop as a person would see it. */
export interface DesktopState {
  readonly windows: readonly {
    readonly title: string;
    readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
    readonly isMaximised: boolean;
    readonly isVisible: boolean;
    readonly isFocused: boolean;
    readonly isDocumentEdited: boolean;
    readonly representedFilename: string;
  }[];
  readonly menu: readonly MenuState[];
  readonly themeSource: string;
  readonly recentDocuments: readonly string[];
  readonly isSandboxed: boolean;
}

/** One item of the menu bar. */
export interface MenuState {
  readonly id?: string;
  readonly label: string;
  readonly sublabel?: string;
  readonly role?: string;
  readonly accelerator?: string;
  readonly isEnabled: boolean;
  readonly items?: readonly MenuState[];
}
