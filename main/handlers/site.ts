import { cp, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FolderNotEmpty, FolderRefused, OpenSite, SiteCalls } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { createSite } from '../library/open-library.ts';
import { isInside } from '../node/inside.ts';
import { makeFolder } from '../node/make-folder.ts';
import { listThemes } from '../site/theme/list-themes.ts';
import { openSession, type SiteSession } from '../site-session.ts';
import type { HandlerContext } from './create-handlers.ts';
import { freeFolder } from './free-folder.ts';
import type { HandlersOf } from './handlers.ts';

/** Most sites remembered for the first screen. */
const maxRecentSites = 12;

/** Calls about the open site as a whole. */
export function siteHandlers({ ports, current, tell }: HandlerContext): HandlersOf<SiteCalls> {
  const open = async (folder: string) => {
    const opened = await current.replace(folder, () => openSession(ports, folder, tell));
    tell('site.changed', {});
    if (!opened.ok) return opened;
    const site = describe(opened.value);
    remember(site);
    return ok(site);
  };
  const remember = ({ folder, settings }: OpenSite) => {
    const others = ports.settings.readRecentSites().filter((recent) => recent.folder !== folder);
    ports.settings.writeRecentSites([{ folder, title: settings.title }, ...others].slice(0, maxRecentSites));
  };

  const rename = async (title: string) => {
    const session = current.session();
    return session.ok ? session.value.library.changeSettings({ title }) : session;
  };

  return {
    'site.current': async () => {
      const session = current.session();
      return ok(session.ok ? describe(session.value) : undefined);
    },
    'site.recent': async () => {
      const recent = ports.settings.readRecentSites();
      const isThere = await Promise.all(recent.map(({ folder }) => exists(path.join(folder))));
      return ok(recent.filter((_, index) => isThere[index]));
    },
    'site.suggestFolder': async ({ title }) => ok(await freeFolder(title)),
    'site.create': async ({ folder, title, sample }) => {
      const place = path.resolve(folder);
      if (isInside(place, path.resolve(ports.dataFolder)))
        return fail({ kind: 'not-a-site', folder: place, reason: 'holds-data' });
      const created =
        sample === true
          ? await createSample(path.join(ports.shippedFolder, 'sample'), place)
          : await createSite({ folder: place, title: title ?? path.basename(place), now: ports.now });
      if (!created.ok) return created;
      const opened = await open(place);
      if (!opened.ok || sample !== true || title === undefined) return opened;
      const renamed = await rename(title);
      return renamed.ok ? ok({ ...opened.value, settings: renamed.value }) : renamed;
    },
    'site.open': async ({ folder }) => open(folder),
    'site.openSample': async () => {
      const folder = path.join(ports.dataFolder, 'sample');
      const copied = await copySample(path.join(ports.shippedFolder, 'sample'), folder);
      return copied === undefined ? open(folder) : fail({ kind: 'folder-refused', folder, code: copied });
    },
    'site.answerLayout': async ({ layout, postFolders }) => {
      const session = current.session();
      if (!session.ok) return session;
      const { library } = session.value;
      const kept = await library.answerLayout(layout, postFolders);
      return kept.ok ? open(library.folder) : kept;
    },
    'site.close': async () => {
      await current.close();
      tell('site.changed', {});
      return ok(undefined);
    },
    'site.change': async (changes) => {
      const session = current.session();
      if (!session.ok) return session;
      const changed = await session.value.library.changeSettings(changes);
      if (changed.ok) tell('site.changed', {});
      return changed;
    },
    'site.themes': async () => {
      const session = current.session();
      if (!session.ok) return session;
      const shippedThemesFolder = path.join(ports.shippedFolder, 'themes');
      return ok(await listThemes({ shippedThemesFolder, siteFolder: session.value.library.folder }));
    },
  };
}

function describe({ library }: SiteSession): OpenSite {
  return {
    folder: library.folder,
    settings: library.settings(),
    layout: library.layout,
    ...(library.question === undefined ? {} : { question: library.question }),
    ...(library.readOnly === undefined ? {} : { readOnly: library.readOnly }),
  };
}

/** Makes a copy of the sample blog that is the author's own, in a missing or empty folder. */
async function createSample(shipped: string, folder: string): Promise<Result<void, FolderNotEmpty | FolderRefused>> {
  const files = await readdir(folder).catch(() => []);
  if (files.length > 0) return fail({ kind: 'folder-not-empty', folder });
  const copied = await copySample(shipped, folder);
  return copied === undefined ? ok(undefined) : fail({ kind: 'folder-refused', folder, code: copied });
}

/** Copies the sample blog unless it is there already; answers the system's error code when that fails. */
async function copySample(shipped: string, folder: string): Promise<string | undefined> {
  if (await exists(path.join(folder, 'offprint.yml'))) return undefined;
  try {
    await makeFolder(path.dirname(folder));
    await cp(shipped, folder, { recursive: true, force: false, errorOnExist: false });
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
