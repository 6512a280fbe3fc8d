import { readdir, readFile, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { FolderListing, ImportCalls, ImportRefused } from '../../common/contract/import.ts';
import type { ImportReport } from '../../common/import-report.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { createFetchMedia } from '../import/fetch/create-fetch-media.ts';
import type { ImportOptions, ImportSource } from '../import/import-options.ts';
import { adoptSettings } from '../import/new-site-settings.ts';
import { openSource } from '../import/open-source.ts';
import { createSite } from '../library/open-library.ts';
import { openMedia } from '../media/open-media.ts';
import { writeDurably } from '../node/durable-file.ts';
import { isInside } from '../node/inside.ts';
import { pictureStarter } from '../picture-starter.ts';
import { openSession, type SiteSession } from '../site-session.ts';
import type { HandlerContext } from './create-handlers.ts';
import { freeFolder } from './free-folder.ts';
import type { HandlersOf } from './handlers.ts';

const reportName = 'import-report.json';

/** Calls about moving in. */
export function importHandlers({ ports, current, tell }: HandlerContext): HandlersOf<ImportCalls> {
  let running: { isStopped: boolean } | undefined;

  const shared = (run: { readonly isStopped: boolean }) => {
    let toldMs = 0;
    return {
      now: ports.now,
      isStopped: () => run.isStopped,
      onProgress: (stage: 'reading' | 'fetching' | 'writing', done: number, total: number) => {
        // Ten times a second is as much as anybody sees.
        const nowMs = performance.now();
        if (done < total && nowMs - toldMs < 100) return;
        toldMs = nowMs;
        tell('import.progressed', { stage, done, total });
      },
    };
  };

  /** What an import would do to a folder that is no site yet. */
  const rehearse = (
    source: ImportSource,
    folder: string,
    mediaFolder: string | undefined,
    run: { isStopped: boolean },
  ) =>
    source.run({
      ...shared(run),
      siteFolder: folder,
      siteDataFolder: path.join(folder, '.offprint-rehearsal'),
      permalink: source.settings.permalink,
      timeZone: source.settings.timeZone || 'UTC',
      mediaFolder,
      fetchMedia: undefined,
      isDryRun: true,
      takeIn: async (name) => `media/${name}`,
      trash: async () => true,
    });

  const bringIn = async (
    source: ImportSource,
    { library }: SiteSession,
    given: Pick<ImportOptions, 'mediaFolder' | 'fetchMedia' | 'isDryRun'>,
    run: { isStopped: boolean },
  ) => {
    const { permalink, timeZone } = library.settings();
    let pictureMs = ports.now();
    // Pictures go to the month they were uploaded in, not to the month of the import.
    const media = openMedia({
      folder: library.folder,
      siteDataFolder: library.dataFolder,
      now: () => pictureMs,
      log: ports.log,
      ...pictureStarter(ports),
    });
    try {
      const report = await source.run({
        ...shared(run),
        ...given,
        siteFolder: library.folder,
        siteDataFolder: library.dataFolder,
        permalink,
        timeZone,
        takeIn: async (name, content, dateMs) => {
          if (given.isDryRun) return `media/${name}`;
          pictureMs = dateMs;
          const taken = await media.takeContent(name, content);
          return taken.ok ? taken.value.path : undefined;
        },
        trash: async (id) => (await library.trash(id)).ok,
      });
      if (report.ok && !given.isDryRun) await keepReport(library.dataFolder, report.value);
      return report;
    } finally {
      await media.close();
      if (!given.isDryRun) tell('posts.changed', {});
    }
  };

  return {
    'import.browse': async ({ folder }) => browse(path.resolve(folder ?? homedir())),
    'import.look': async ({ source }) => {
      const opened = await openSource(path.resolve(source));
      if (!opened.ok) return opened;
      const { kind, settings, posts, pages, comments, media, mediaFolder } = opened.value;
      return ok({
        ...{
          kind,
          source: opened.value.source,
          title: settings.title,
          url: settings.url,
          posts,
          pages,
          comments,
          media,
        },
        ...(mediaFolder === undefined ? {} : { mediaFolder }),
        suggestedFolder: await freeFolder(settings.title),
      });
    },
    'import.run': async ({ source, folder, mediaFolder, fetchMedia = false, isDryRun = false }) => {
      const opened = await openSource(path.resolve(source));
      if (!opened.ok) return opened;
      const place = path.resolve(folder);
      if (isInside(opened.value.source, place)) {
        return fail({ kind: 'import-refused', file: place, reason: 'inside' });
      }
      const named = mediaFolder ?? opened.value.mediaFolder;
      const pictures = named === undefined ? undefined : await realpath(named).catch(() => undefined);
      const run = { isStopped: false };
      running = run;
      const isNew = await isEmpty(place);
      if (isNew && isDryRun) return rehearse(opened.value, place, pictures, run);
      if (isNew) {
        const { settings } = opened.value;
        const created = await createSite({ folder: place, title: settings.title, now: ports.now });
        if (!created.ok) return created;
        const adopted = await adoptSettings(place, settings);
        if (!adopted.ok) return adopted;
      }
      const session = await current.replace(place, () => openSession(ports, place, tell));
      tell('site.changed', {});
      if (!session.ok) return session;
      const { readOnly } = session.value.library;
      if (readOnly !== undefined && !isDryRun) {
        return { ok: false, failure: { kind: 'read-only', holder: readOnly.holder } };
      }
      const given = { mediaFolder: pictures, fetchMedia: fetchMedia ? createFetchMedia() : undefined, isDryRun };
      return bringIn(opened.value, session.value, given, run);
    },
    'import.stop': async () => {
      if (running !== undefined) running.isStopped = true;
      return ok(undefined);
    },
    'import.report': async () => {
      const session = current.session();
      return session.ok ? ok(await readReport(session.value.library.dataFolder)) : session;
    },
  };
}

const maxEntries = 2_000;

async function browse(folder: string): Promise<Result<FolderListing, ImportRefused>> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return fail({ kind: 'import-refused', file: folder, reason: 'unreadable' });
  const shown = entries.flatMap((entry): FolderListing['entries'] => {
    if (entry.name.startsWith('.')) return [];
    if (entry.isDirectory()) return [{ name: entry.name, kind: 'folder' }];
    return entry.isFile() && /\.(?:xml|xml\.gz|json|zip|x?html?|mht|mhtml)$/i.test(entry.name)
      ? [{ name: entry.name, kind: 'file' }]
      : [];
  });
  const sorted = shown.toSorted((one, other) =>
    one.kind === other.kind ? one.name.localeCompare(other.name) : one.kind === 'folder' ? -1 : 1,
  );
  const parent = path.dirname(folder);
  return ok({ folder, ...(parent === folder ? {} : { parent }), entries: sorted.slice(0, maxEntries) });
}

async function keepReport(dataFolder: string, report: ImportReport): Promise<void> {
  await writeDurably(path.join(dataFolder, reportName), Buffer.from(JSON.stringify(report)));
}

async function readReport(dataFolder: string): Promise<ImportReport | undefined> {
  try {
    // Written by `keepReport` alone, in the program's own folder; a report of another version is shown as far as it goes.
    return JSON.parse(await readFile(path.join(dataFolder, reportName), 'utf8')) as ImportReport;
  } catch {
    return undefined;
  }
}

async function isEmpty(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.every((name) => name.startsWith('.'));
}
