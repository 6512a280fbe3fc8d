import path from 'node:path';
import type { NotASite, SettingsBroken } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { type FileSystem, nodeFileSystem } from '../node/file-system.ts';
import { isInside } from '../node/inside.ts';
import type { Log } from '../node/log.ts';
import { Drafts, journalFolderOf } from './drafts.ts';
import { followDisk } from './follow-disk.ts';
import { offprintLayout } from './layout.ts';
import type { Library, LibraryEvent } from './library.ts';
import { ListCache } from './list-cache.ts';
import { PostIndex } from './post-index.ts';
import { PostShelf } from './post-shelf.ts';
import { recogniseLayout } from './recognise-layout.ts';
import { Revisions } from './revisions.ts';
import { defaultSettings, settingsFileName } from './settings-file.ts';
import { SiteLibrary } from './site-library.ts';
import { realFolder, siteDataFolder } from './site-place.ts';
import { SiteSearch } from './site-search.ts';
import { SettingsFile } from './site-settings-file.ts';
import { layoutKeys, readStatedLayout } from './stated-layout.ts';
import { Trash } from './trash.ts';
import { WriterLock } from './writer-lock.ts';

export { createSite } from './create-site.ts';

/** What a library needs from its surroundings. */
export interface OpenLibraryOptions {
  /** The site folder. */
  readonly folder: string;
  /** The application's data folder; the site gets a sub-folder of its own in it. */
  readonly dataFolder: string;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly log: Log;
  /** What another program is told while this one holds the folder: `Offprint in a window`. */
  readonly holder: string;
  /** Hears what happens in the library. Must not throw. */
  readonly emit: (event: LibraryEvent) => void;
  /** Quiet time after which a draft is written to its file, in milliseconds; default 2,000. */
  readonly autosaveMs?: number;
  /** Default: the operating system's. */
  readonly fileSystem?: FileSystem;
}

/** Opens a site folder: settings, posts, and what a crash left in the journals. Writes nothing into the folder. */
export async function openLibrary(options: OpenLibraryOptions): Promise<Result<Library, NotASite | SettingsBroken>> {
  const { now, emit, log, fileSystem = nodeFileSystem } = options;
  const real = await realFolder(fileSystem, options.folder);
  if (!real.ok) return real;
  const folder = real.value;
  const names = new Set((await fileSystem.list(folder)).map((entry) => entry.name));
  const hasSettings = names.has(settingsFileName);
  const stated = hasSettings
    ? readStatedLayout(await readText(fileSystem, path.join(folder, settingsFileName)))
    : undefined;
  // A blog of Offprint's own may well lie beside another program's settings.
  const isOwn = stated === undefined && hasSettings && names.has('posts');
  const recognised = isOwn ? undefined : await recogniseLayout(fileSystem, folder, stated);
  if (recognised === undefined && !hasSettings) {
    return fail({ kind: 'not-a-site', folder: options.folder, reason: 'no-settings' });
  }
  const layout = recognised?.layout ?? offprintLayout;
  const question = recognised?.question;
  const unnamed = hasSettings ? {} : { title: path.basename(folder) };
  const isForeign = layout.name !== 'offprint' && question === undefined;
  const opened = await SettingsFile.open(
    fileSystem,
    folder,
    { ...defaultSettings, ...unnamed, ...recognised?.settings },
    // With settings of its own the folder could be taken for another program's the next time.
    isForeign ? layoutKeys({ name: layout.name, postFolders: [] }) : new Map(),
  );
  if (!opened.ok) return opened;
  const data = path.resolve(options.dataFolder);
  // Its journals, versions and builds would be watched, synchronised and perhaps published with the blog.
  if (isInside(folder, data) || isInside(folder, await fileSystem.realpath(data).catch(() => data))) {
    return fail({ kind: 'not-a-site', folder: options.folder, reason: 'holds-data' });
  }
  const settings = opened.value;
  const dataFolder = siteDataFolder(options.dataFolder, folder);
  const lock = await WriterLock.take(folder, dataFolder, options.holder);
  const isWriter = lock.refusal() === undefined;
  const revisions = new Revisions(fileSystem, path.join(dataFolder, 'revisions'), now);
  const cache = isWriter ? new ListCache(fileSystem, dataFolder, now) : undefined;
  const index = new PostIndex(fileSystem, folder, layout, cache);
  index.begin();
  const shelf = new PostShelf({ folder, fileSystem, layout, settings, index, now });
  const drafts = new Drafts(
    {
      fileSystem,
      folder,
      journalFolder: journalFolderOf(dataFolder),
      revisions,
      autosaveMs: options.autosaveMs ?? 2_000,
      emit,
      wrote: async (id) => void (await index.look(id)),
      refusal: () => lock.refusal(),
    },
    (id) => shelf.fileOf(id),
  );
  const recover = async (): Promise<void> => {
    const recovered = await drafts.recover();
    if (recovered.length > 0) log.info('Brought back unsaved text', { posts: recovered.length });
  };
  const trash = new Trash(fileSystem, path.join(dataFolder, 'trash'), now);
  lock.whenTaken(async () => {
    await recover();
    emit({ kind: 'became-writer' });
  });
  if (isWriter) {
    await recover();
    await trash.prune();
  }
  const failed = (error: unknown): void => void log.error('Following the disk failed', error);
  const watch = followDisk(shelf, drafts, emit, failed);
  const search = new SiteSearch(shelf, isWriter ? dataFolder : ':memory:');
  const stopFollowing = isWriter ? undefined : lock.follow(failed);
  const stop = (): void => {
    stopFollowing?.();
    watch.close();
  };
  return ok(
    new SiteLibrary({ dataFolder, question, shelf, drafts, revisions, trash, search, lock, emit, failed, stop }),
  );
}

async function readText(fileSystem: FileSystem, file: string): Promise<string> {
  return Buffer.from(await fileSystem.readFile(file)).toString('utf8');
}
