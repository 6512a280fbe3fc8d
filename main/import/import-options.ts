import type { ImportRefused, ImportStopped } from '../../common/contract/import.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { ImportKind, ImportReport } from '../../common/import-report.ts';
import type { Result } from '../../common/result.ts';
import type { MenuItem } from '../../common/site-settings.ts';
import type { FetchMedia } from './fetch/fetch-media.ts';

/** Something that can be brought into a site, recognised and looked through once. */
export interface ImportSource {
  readonly kind: ImportKind;
  /** Absolute path of the file or folder. */
  readonly source: string;
  readonly settings: SourceSettings;
  readonly posts: number;
  readonly pages: number;
  readonly comments: number;
  readonly media: number;
  /** Folder with the old blog's pictures, when it lies beside. */
  readonly mediaFolder?: string;
  /** Brings it into a site, one post at a time, and says exactly what it did. */
  run(options: ImportOptions): Promise<Result<ImportReport, ImportRefused | ImportStopped | WriteFailed>>;
}

/** Settings of the old blog, as far as the source tells them. */
export interface SourceSettings {
  readonly title: string;
  readonly tagline: string;
  readonly author?: string;
  readonly language: string;
  /** Public address ending in `/`; empty when it is not told. */
  readonly url: string;
  readonly permalink: string;
  /** Empty when it is not told: then the new site's own holds. */
  readonly timeZone: string;
  readonly menu: readonly MenuItem[];
  /** Menus besides the first, by name: kept in the settings for themes. */
  /** Former addresses that only their query tells apart. */
  readonly hasQueries?: boolean;
  readonly otherMenus?: Readonly<Record<string, readonly MenuItem[]>>;
}

/** Where a source goes, and what lends it hands. */
export interface ImportOptions {
  /** Absolute, links resolved. */
  readonly siteFolder: string;
  readonly siteDataFolder: string;
  /** The site's pattern for posts. */
  readonly permalink: string;
  /** IANA zone of the site, in which dates become addresses. */
  readonly timeZone: string;
  /** Folder with the old blog's pictures on this machine, if the author has it. */
  readonly mediaFolder: string | undefined;
  /** Fetches what is missing from the old blog; undefined: nothing leaves this machine. */
  readonly fetchMedia: FetchMedia | undefined;
  /** Decides and reports everything, writes nothing. */
  readonly isDryRun: boolean;
  readonly takeIn: TakeIn;
  /** Moves an imported post to the trash; false when that failed. */
  readonly trash: (id: string) => Promise<boolean>;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly onProgress?: (stage: 'reading' | 'fetching' | 'writing', done: number, total: number) => void;
  /** Asked after each post. */
  readonly isStopped?: () => boolean;
}

/** Takes content into the site's media; answers its path there, or undefined when it was refused. */
export type TakeIn = (name: string, content: Uint8Array, dateMs: number) => Promise<string | undefined>;
