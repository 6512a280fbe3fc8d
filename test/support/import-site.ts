import { existsSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { ImportReport } from '../../common/import-report.ts';
import type { ImportOptions, ImportSource } from '../../main/import/import-options.ts';
import { adoptSettings } from '../../main/import/new-site-settings.ts';
import { createSite } from '../../main/library/open-library.ts';
import { openMedia } from '../../main/media/open-media.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A site that something was brought into. */
export interface ImportedSite {
  readonly report: ImportReport;
  readonly site: string;
  /** Posts that went to the trash. */
  readonly trashed: readonly string[];
}

/** Brings a source into the site below `folder` (default: a new temporary one), made when it is not there yet; real files and media. */
export async function takingIn(
  source: ImportSource,
  folder?: string,
  changes: Partial<ImportOptions> = {},
): Promise<ImportedSite> {
  const root = folder ?? (await realpath(await temporaryFolder()));
  const site = path.join(root, 'site');
  if (!existsSync(site)) {
    const created = await createSite({ folder: site, title: source.settings.title, now: Date.now });
    const adopted = await adoptSettings(site, source.settings);
    if (!created.ok || !adopted.ok) throw new Error('The site could not be made');
    await mkdir(path.join(root, 'data'));
  }
  const trashed: string[] = [];
  let pictureMs = 0;
  const log = { info: () => undefined, error: () => '' };
  const media = openMedia({ folder: site, siteDataFolder: path.join(root, 'data'), now: () => pictureMs, log });
  const report = await source.run({
    siteFolder: site,
    siteDataFolder: path.join(root, 'data'),
    permalink: source.settings.permalink,
    timeZone: source.settings.timeZone || 'UTC',
    mediaFolder: source.mediaFolder,
    fetchMedia: undefined,
    isDryRun: false,
    takeIn: async (name, content, dateMs) => {
      pictureMs = dateMs;
      const taken = await media.takeContent(name, content);
      return taken.ok ? taken.value.path : undefined;
    },
    trash: async (id) => trashed.push(id) > 0,
    now: () => Date.UTC(2026, 10, 23),
    ...changes,
  });
  await media.close();
  if (!report.ok) throw new Error(JSON.stringify(report.failure));
  return { report: report.value, site, trashed };
}
