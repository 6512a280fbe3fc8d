import type { ImportKind, ImportNote } from '../../../common/import-report.ts';
import type { Redirects } from '../../../common/redirects.ts';
import type { SourceSettings } from '../import-options.ts';

/** One post or page on its way in, whatever program it was written for. */
export interface Arrival {
  /** Names it for good, so that importing again finds it: `hugo:content/posts/ferry.md`. */
  readonly key: string;
  readonly kind: 'post' | 'page';
  readonly title: string;
  /** As the source calls it; empty where it has no word for it. */
  readonly sourceStatus: string;
  readonly isDraft: boolean;
  /** Folder below `posts/` or `pages/`, without slashes around it; empty for the top. */
  readonly folder: string;
  /** Last part of its address, and the name wished for its file. */
  readonly slug: string;
  /** The path it had, `/2024/05/a/`; undefined when it had none of its own. */
  readonly address: string | undefined;
  /** Former addresses, as paths. */
  readonly aliases: readonly string[];
  /** As front matter writes it; undefined for none. */
  readonly date: string | undefined;
  readonly updated: string | undefined;
  /** Everything else of its front matter under Offprint's names, in order; unknown keys as they are. */
  readonly matter: Readonly<Record<string, unknown>>;
  readonly cover: ArrivalCover | undefined;
  /** Where its relative addresses begin: the path of its file in the source, forward slashes. */
  readonly sourcePath: string;
  readonly comments: readonly Readonly<Record<string, unknown>>[];
  /** Its text, asked for when its turn comes. */
  readonly read: () => Promise<ArrivalText>;
}

/** A picture that stands for the post; `src` as the source wrote it. */
export interface ArrivalCover {
  readonly src: string;
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
}

/** The text of an arrival, its own program's markup resolved as far as it can be. */
export interface ArrivalText {
  readonly form: 'markdown' | 'html';
  readonly text: string;
  readonly look: readonly ImportNote[];
}

/** A whole source: what arrives, and how its pictures are found. */
export interface ArrivalSource {
  readonly kind: ImportKind;
  /** Absolute path of the file or folder. */
  readonly source: string;
  readonly settings: SourceSettings;
  readonly arrivals: readonly Arrival[];
  readonly redirects: Redirects;
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
  /** A file on this machine for an address in an arrival's text. */
  readonly find: (address: string, from: Arrival) => Promise<FoundFile | undefined>;
  /** Path of an arrival's file that an address names by file rather than by address. */
  readonly fileOf?: (address: string, from: Arrival) => string | undefined;
  /** True for an address whose file should have come over: then its absence is reported. */
  readonly isOwnFile: (address: string) => boolean;
}

/** A picture or file of the source. */
export interface FoundFile {
  /** The same for every way to name it. */
  readonly key: string;
  readonly name: string;
  readonly content: () => Promise<Uint8Array>;
  /** UTC milliseconds; decides the month it is kept under. */
  readonly dateMs: number;
}
