import type { PostId } from '../post.ts';
import type { Failure } from '../result.ts';
import { flag, nothing, oneOf, optional, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';

/** What the program's surroundings can do. The page asks this instead of asking which host it has. */
export interface HostDescription {
  readonly host: 'electron' | 'loopback' | 'cli' | 'test';
  readonly version: string;
  readonly platform: 'linux' | 'darwin' | 'win32' | 'other';
  readonly capabilities: {
    /** `host.pickFolder` opens the system's folder dialog; without it the page asks for a path. */
    readonly nativeDialogs: boolean;
    /** Secrets survive a restart in the system's keychain. */
    readonly keychain: boolean;
    /** `host.reveal` shows a file in the system's file manager. */
    readonly revealInFolder: boolean;
    /** The menu bar is the system's, so the page shows none of its own. */
    readonly nativeMenu: boolean;
  };
  /** Prefix of addresses of previews and media, to be resolved against the page's own address; ends in `/`. */
  readonly resourceBase: string;
}

/** The author's choices for the program itself, kept by the host, not by a site. */
export interface Preferences {
  readonly appearance: 'system' | 'light' | 'dark';
  readonly writingFont: 'literata' | 'source-sans' | 'duospace' | 'mono';
  readonly writingSize: 'small' | 'medium' | 'large';
  /** How long the lines of the writing text are; `medium` is 66 to 72 characters. */
  readonly writingWidth: 'narrow' | 'medium' | 'wide';
  /** Typing a straight quote puts in the quotation mark of the post's language. */
  readonly typographicQuotes: boolean;
}

/** A host that lacks the means answers this; `capability` is the name in `HostDescription.capabilities`. */
export interface NotSupported extends Failure {
  readonly kind: 'not-supported';
  readonly capability: string;
}

/** The address is no http, https or mailto address, so it does not leave the program. */
export interface AddressRefused extends Failure {
  readonly kind: 'address-refused';
  readonly url: string;
}

/** Calls about the program's surroundings. */
export interface HostCalls {
  /** What this host can do. Never fails. */
  'host.describe': Call<void, HostDescription>;
  /** Opens the system's folder dialog; value undefined when the author cancels. */
  'host.pickFolder': Call<{ readonly title: string }, string | undefined, NotSupported>;
  /** Opens an address in the system's browser or mail program. Only http, https and mailto leave. */
  'host.openExternal': Call<{ readonly url: string }, void, AddressRefused>;
  /** Shows a file of the open site in the system's file manager. `path` is relative to the site folder. */
  'host.reveal': Call<{ readonly path: string }, void, NotSupported>;
  /** The program's own settings, defaults filled in. */
  'preferences.read': Call<void, Preferences>;
  /** Changes the settings named and answers all of them. */
  'preferences.change': Call<Partial<Preferences>, Preferences>;
}

/** Events about the page's connection. */
export interface HostEvents {
  /**
   * The page lost the program, or has it back, told by the page's side of a transport. `lost`: it is being looked for.
   * `connected`: it is back and events may have been missed; the transport sends `site.changed` and `posts.changed` at
   * once after this, so that what is shown is asked for again. `ended`: the program has ended and will not come back to
   * this window. Calls made in between answer `host-gone`.
   */
  'host.connectionChanged': { readonly state: 'connected' | 'lost' | 'ended' };
  /**
   * The window is about to close. A listener may answer a promise, and the host waits for it: the page sends what it has
   * not sent yet and saves what is open.
   */
  'host.closing': Record<string, never>;
  /**
   * The author asked the system to open this post: a double click on its file, or a second start. The host has opened the
   * site in `folder`; the page may hear of that later than of this.
   */
  'host.postRequested': { readonly folder: string; readonly id: PostId };
}

/** Argument checks of `HostCalls`. */
export const hostChecks: Checks<HostCalls> = {
  'host.describe': nothing,
  'host.pickFolder': record({ title: text({ maxLength: 200 }) }),
  'host.openExternal': record({ url: text({ maxLength: 8_000 }) }),
  'host.reveal': record({ path: text({ maxLength: 4_000 }) }),
  'preferences.read': nothing,
  'preferences.change': record({
    appearance: optional(oneOf('system', 'light', 'dark')),
    writingFont: optional(oneOf('literata', 'source-sans', 'duospace', 'mono')),
    writingSize: optional(oneOf('small', 'medium', 'large')),
    writingWidth: optional(oneOf('narrow', 'medium', 'wide')),
    typographicQuotes: optional(flag),
  }),
};
