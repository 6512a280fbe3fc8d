import type { ManifestFile } from '../../common/manifest.ts';

/**
 * A place that keeps files one by one: a folder, a server over SFTP, a bucket. Paths are relative with forward slashes.
 * Failures reject with the system's own error; the target's border classes them.
 */
export interface FileStore {
  /** Names are a tree: a file cannot lie under another file. Buckets have no such rule. */
  readonly hasFolders: boolean;
  /** How many files may be on their way at once. */
  readonly lanes: number;
  /** Every file there with what is known of it without reading it. */
  list(signal?: AbortSignal): Promise<ReadonlyMap<string, StoredFacts>>;
  /** What is known of these files without reading them; those that are missing are left out. */
  facts(paths: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, StoredFacts>>;
  /** The bytes, or undefined when there is no such file. `size` is what is expected, where that saves a question. */
  read(path: string, signal?: AbortSignal, size?: number): Promise<Uint8Array | undefined>;
  /** Puts a file there whole or not at all: a reader meets the old one or the new one, never a part. */
  write(file: StoredFile, content: Uint8Array, signal?: AbortSignal): Promise<void>;
  /** Takes a file away, and folders it leaves empty. Does nothing when it is not there. */
  remove(path: string, signal?: AbortSignal): Promise<void>;
  /** The target record's bytes and the name of this state; `version` is empty when there is none. */
  readRecord(signal?: AbortSignal): Promise<{ readonly version: string; readonly content?: Uint8Array }>;
  /** Replaces the record, but only when it still is the version seen; answers the new version. Rejects with `moved`. */
  writeRecord(content: Uint8Array, seen: string, signal?: AbortSignal): Promise<string>;
  /** Says whether every byte arrived was checked on the way, so that assets need no reading back. */
  readonly isChecked: boolean;
  /**
   * Which of these files, written through this store, the place is known to hold to the byte without reading each once more.
   * Absent where there is no way but reading.
   */
  proven?(files: readonly ManifestFile[], siteFiles: number, signal?: AbortSignal): Promise<ReadonlySet<string>>;
}

/** What a store must know of a file to keep and serve it right. */
export type StoredFile = Pick<ManifestFile, 'path' | 'role' | 'sha256'>;

/** What a listing tells of a file. */
export interface StoredFacts {
  readonly size: number;
  /** MD5 of the content in lower-case hexadecimal, where the store knows it. */
  readonly md5?: string;
}
