import path from 'node:path';
import type { FolderNotEmpty, FolderRefused, NotASite, WriteFailed } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { makeFolderDurably, writeDurably } from '../node/durable-file.ts';
import { errorCode, type FileSystem, nodeFileSystem } from '../node/file-system.ts';
import { settingsFileName } from './settings-file.ts';
import { newSettingsText } from './site-settings-file.ts';

/** What a new blog needs. */
export interface CreateSiteOptions {
  /** Missing, or empty but for hidden files such as `.git`. */
  readonly folder: string;
  readonly title: string;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** IANA name; default: this machine's zone. */
  readonly timeZone?: string;
  /** Default: the operating system's. */
  readonly fileSystem?: FileSystem;
}

/** Makes an empty blog: `offprint.yml` and the folders for posts, pages and media. The settings come last: they make it a site. */
export async function createSite(
  options: CreateSiteOptions,
): Promise<Result<void, FolderNotEmpty | FolderRefused | WriteFailed | NotASite>> {
  const { title, fileSystem = nodeFileSystem } = options;
  const folder = path.resolve(options.folder);
  const zone = options.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    const entries = await fileSystem.list(folder).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    });
    if (entries.some((entry) => !entry.name.startsWith('.'))) return fail({ kind: 'folder-not-empty', folder });
    for (const name of ['posts', 'pages', 'media']) await makeFolderDurably(fileSystem, path.join(folder, name));
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return fail({ kind: 'not-a-site', folder, reason: 'not-a-folder' });
    return fail({ kind: 'folder-refused', folder, code: errorCode(error) });
  }
  const text = newSettingsText(title, zone, options.now());
  const written = await writeDurably(path.join(folder, settingsFileName), Buffer.from(text, 'utf8'), { fileSystem });
  return written.ok ? ok(undefined) : written;
}
