import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { ImportCalls } from '../../common/contract/import.ts';
import { ok } from '../../common/result.ts';
import { importWordPress } from '../import/wordpress/import-wordpress.ts';
import { adoptSettings } from '../import/wordpress/new-site-settings.ts';
import { type ExportSurvey, surveyExport } from '../import/wordpress/survey-export.ts';
import { createSite } from '../library/open-library.ts';
import { openMedia } from '../media/open-media.ts';
import { openSession, type SiteSession } from '../site-session.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';

/** Calls about moving in. */
export function importHandlers({ ports, current, tell }: HandlerContext): HandlersOf<ImportCalls> {
  const onProgress = (done: number, total: number) => tell('import.progressed', { done, total });

  /** What an import would do to a folder that is no site yet. */
  const rehearse = (survey: ExportSurvey, folder: string, uploadsFolder: string | undefined) =>
    importWordPress(survey, {
      siteFolder: folder,
      siteDataFolder: path.join(folder, '.offprint-rehearsal'),
      permalink: survey.settings.permalink,
      timeZone: survey.settings.timeZone,
      uploadsFolder,
      isDryRun: true,
      takeIn: async (name) => `media/${name}`,
      trash: async () => true,
      now: ports.now,
      onProgress,
    });

  const bringIn = async (
    survey: ExportSurvey,
    session: SiteSession,
    uploadsFolder: string | undefined,
    isDryRun: boolean,
  ) => {
    const { library } = session;
    const { permalink, timeZone } = library.settings();
    let pictureMs = ports.now();
    // Pictures go to the month they were uploaded in, not to the month of the import.
    const media = openMedia({
      folder: library.folder,
      siteDataFolder: library.dataFolder,
      now: () => pictureMs,
      log: ports.log,
    });
    const report = await importWordPress(survey, {
      siteFolder: library.folder,
      siteDataFolder: library.dataFolder,
      permalink,
      timeZone,
      uploadsFolder,
      isDryRun,
      takeIn: async (name, content, dateMs) => {
        if (isDryRun) return `media/${name}`;
        pictureMs = dateMs;
        const taken = await media.take(name, content);
        return taken.ok ? taken.value.path : undefined;
      },
      trash: async (id) => (await library.trash(id)).ok,
      now: ports.now,
      onProgress,
    });
    await media.close();
    if (!isDryRun) tell('posts.changed', {});
    return report;
  };

  return {
    'import.wordpress': async ({ file, folder, uploadsFolder, isDryRun = false }) => {
      const survey = await surveyExport(path.resolve(file));
      if (!survey.ok) return survey;
      const place = path.resolve(folder);
      const uploads = uploadsFolder === undefined ? undefined : await realpath(uploadsFolder).catch(() => undefined);
      const isNew = await isEmpty(place);
      if (isNew && isDryRun) return rehearse(survey.value, place, uploads);
      if (isNew) {
        const created = await createSite({ folder: place, title: survey.value.settings.title, now: ports.now });
        if (!created.ok) return created;
        const adopted = await adoptSettings(place, survey.value.settings);
        if (!adopted.ok) return adopted;
      }
      const opened = await current.replace(place, () => openSession(ports, place, tell));
      tell('site.changed', {});
      if (!opened.ok) return opened;
      const { readOnly } = opened.value.library;
      if (readOnly !== undefined && !isDryRun) {
        return { ok: false, failure: { kind: 'read-only', holder: readOnly.holder } };
      }
      const report = await bringIn(survey.value, opened.value, uploads, isDryRun);
      return report.ok ? ok(report.value) : report;
    },
  };
}

async function isEmpty(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.every((name) => name.startsWith('.'));
}
