import type { ProblemReason } from '../problem-reason.ts';
import type { Failure } from '../result.ts';
import type { NewComments, SiteSettings } from '../site-settings.ts';
import { either, flag, integer, list, nothing, oneOf, optional, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';

/** The site that is open. */
export interface OpenSite {
  /** Absolute path of the site folder. */
  readonly folder: string;
  readonly settings: SiteSettings;
  /** Set when another program holds the folder: everything can be read, nothing is written. */
  readonly readOnly?: Pick<ReadOnlySite, 'holder'>;
  /** The program whose folder this is; it opens as it is. */
  readonly layout: LayoutName;
  /** What the folder does not tell of itself; asked until the author has answered once. */
  readonly question?: LayoutQuestion;
}

/** The programs whose folders open as they are, and Offprint's own way. */
export const layoutNames = ['offprint', 'hugo', 'jekyll', 'hexo', 'eleventy', 'astro'] as const;

/** One of `layoutNames`. */
export type LayoutName = (typeof layoutNames)[number];

/** What a folder leaves open. */
export interface LayoutQuestion {
  /** The programs that it could be of, the one taken first; several when that is the question. */
  readonly programs: readonly LayoutName[];
  /** Folders with several texts that may be posts or pages, with forward slashes. */
  readonly folders: readonly { readonly folder: string; readonly texts: number }[];
}

/** A site opened before, for the first screen. */
export interface RecentSite {
  readonly folder: string;
  readonly title: string;
}

/** The folder holds nothing that looks like a blog, or holds Offprint's own data (`holds-data`), which must lie outside. */
export interface NotASite extends Failure {
  readonly kind: 'not-a-site';
  readonly folder: string;
  readonly reason: 'missing' | 'not-a-folder' | 'no-settings' | 'unreadable' | 'holds-data';
}

/** A new site needs a folder that is missing or empty. */
export interface FolderNotEmpty extends Failure {
  readonly kind: 'folder-not-empty';
  readonly folder: string;
}

/** The folder of a new blog cannot be made, or nothing can be made in it. `code` is the system's, `EACCES`. */
export interface FolderRefused extends Failure {
  readonly kind: 'folder-refused';
  readonly folder: string;
  readonly code: string;
}

/** `offprint.yml` cannot be understood. `line` counts from 1. */
export interface SettingsBroken extends Failure {
  readonly kind: 'settings-broken';
  readonly file: string;
  readonly reason: ProblemReason;
  readonly line?: number;
}

/** The call needs an open site and none is open. */
export interface NoSiteOpen extends Failure {
  readonly kind: 'no-site-open';
}

/** The disk refused. The last good file is untouched and the text is still in memory. `code` is the system's, `ENOSPC`. */
export interface WriteFailed extends Failure {
  readonly kind: 'write-failed';
  readonly file: string;
  readonly code: string;
}

/** Another Offprint holds this site folder, so nothing can be written. */
export interface ReadOnlySite extends Failure {
  readonly kind: 'read-only';
  /** The other's host, and behind a space the name of the system's user where that is another one. */
  readonly holder: string;
}

/** A theme that the site can take. */
export interface ThemeChoice {
  /** What `theme` in the settings says: the name of its folder. */
  readonly theme: string;
  /** As it calls itself. */
  readonly name: string;
  /** One sentence in the theme's own words; may be empty. */
  readonly description: string;
}

/** New values for settings; what is left out stays. */
export interface SettingsChanges {
  readonly title?: string | undefined;
  readonly tagline?: string | undefined;
  readonly author?: string | undefined;
  readonly url?: string | undefined;
  readonly language?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly permalink?: string | undefined;
  readonly theme?: string | undefined;
  readonly postsPerPage?: number | undefined;
  readonly newComments?: NewComments | { readonly kind: 'none' } | undefined;
}

/** Calls about the open site as a whole. */
export interface SiteCalls {
  /** The open site; undefined when none is open. */
  'site.current': Call<void, OpenSite | undefined>;
  /** Sites opened before on this machine, latest first, those still there only. */
  'site.recent': Call<void, readonly RecentSite[]>;
  /** A folder that is not there yet, for a new blog of this title. Nothing is made. */
  'site.suggestFolder': Call<{ readonly title: string }, string>;
  /**
   * Makes a new blog in a missing or empty folder and opens it; with `sample`, a copy of the sample blog. Without `title`
   * it is called like the folder, or keeps the sample's title.
   */
  'site.create': Call<
    { readonly folder: string; readonly title?: string | undefined; readonly sample?: boolean | undefined },
    OpenSite,
    FolderNotEmpty | FolderRefused | WriteFailed | NotASite | SettingsBroken | ReadOnlySite | NoSiteOpen
  >;
  /** Opens a folder that is a site. */
  'site.open': Call<{ readonly folder: string }, OpenSite, NotASite | SettingsBroken>;
  /** Copies the sample blog into the application's data folder (once) and opens it. */
  'site.openSample': Call<void, OpenSite, NotASite | FolderRefused | SettingsBroken>;
  /** Closes the open site after its last write. */
  'site.close': Call<void, void>;
  /** Answers the open site's question: kept in `offprint.yml`, and the site opens anew with it. */
  'site.answerLayout': Call<
    { readonly layout: LayoutName; readonly postFolders: readonly string[] },
    OpenSite,
    NoSiteOpen | WriteFailed | ReadOnlySite | SettingsBroken | NotASite
  >;
  /** Changes settings of the open site in `offprint.yml`, touching only the lines of the keys named. */
  'site.change': Call<SettingsChanges, SiteSettings, NoSiteOpen | WriteFailed | ReadOnlySite | SettingsBroken>;
  /** The themes to choose from, in the order of their names. */
  'site.themes': Call<void, readonly ThemeChoice[], NoSiteOpen>;
}

const newCommentsCheck = either(
  record({ kind: oneOf('none') }),
  either(
    record({ kind: oneOf('mail'), address: text({ minLength: 3, maxLength: 320 }) }),
    record({ kind: oneOf('embed'), html: text({ minLength: 1 }) }),
  ),
);

/** Argument checks of `SiteCalls`. */
export const siteChecks: Checks<SiteCalls> = {
  'site.current': nothing,
  'site.recent': nothing,
  'site.suggestFolder': record({ title: text({ maxLength: 300 }) }),
  'site.create': record({
    folder: text({ minLength: 1, maxLength: 4_000 }),
    title: optional(text({ minLength: 1, maxLength: 300 })),
    sample: optional(flag),
  }),
  'site.open': record({ folder: text({ minLength: 1, maxLength: 4_000 }) }),
  'site.openSample': nothing,
  'site.close': nothing,
  'site.answerLayout': record({
    layout: oneOf(...layoutNames),
    postFolders: list(text({ minLength: 1, maxLength: 1_000 }), 100),
  }),
  'site.change': record({
    title: optional(text({ minLength: 1, maxLength: 300 })),
    tagline: optional(text({ maxLength: 500 })),
    author: optional(text({ maxLength: 200 })),
    url: optional(text({ minLength: 1, maxLength: 2_000 })),
    language: optional(text({ minLength: 2, maxLength: 40 })),
    timeZone: optional(text({ minLength: 1, maxLength: 100 })),
    permalink: optional(text({ minLength: 1, maxLength: 300 })),
    theme: optional(text({ minLength: 1, maxLength: 200 })),
    postsPerPage: optional(integer(1, 9_999)),
    newComments: optional(newCommentsCheck),
  }),
  'site.themes': nothing,
};
