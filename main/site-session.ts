import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { NotASite, SettingsBroken } from '../common/contract/site.ts';
import { ok, type Result } from '../common/result.ts';
import { en } from '../common/text/en.ts';
import type { EventListener } from './app.ts';
import type { Library, LibraryEvent } from './library/library.ts';
import { openLibrary } from './library/open-library.ts';
import type { Media } from './media/media.ts';
import { createMediaLibrary, type MediaLibrary } from './media/media-library.ts';
import { openMedia } from './media/open-media.ts';
import { pictureStarter } from './picture-starter.ts';
import type { Ports } from './ports.ts';
import { openPublisher } from './publish/open-publisher.ts';
import type { Publisher } from './publish/publisher.ts';
import { openSite } from './site/open-site.ts';
import type { Site } from './site/site.ts';
import { siteThread } from './site-thread.ts';

/** One open site with all its parts. Close it before the program ends, or before another one opens. */
export interface SiteSession {
  readonly library: Library;
  readonly media: Media;
  readonly mediaLibrary: MediaLibrary;
  readonly site: Site;
  readonly publisher: Publisher;
  close(): Promise<void>;
}

/** Opens a site folder: library first, then what builds on it. `tell` hears the library's events as the contract's. */
export async function openSession(
  ports: Ports,
  folder: string,
  tell: EventListener,
): Promise<Result<SiteSession, NotASite | SettingsBroken>> {
  const { log, now } = ports;
  let sendWhatWaits = (): void => {};
  const opened = await openLibrary({
    folder: path.resolve(folder),
    dataFolder: ports.dataFolder,
    now,
    log,
    holder: ports.description.host,
    emit: (event) => {
      if (event.kind === 'became-writer') sendWhatWaits();
      tellLibraryEvent(event, tell);
    },
  });
  if (!opened.ok) return opened;
  const library = opened.value;
  const media = openMedia({
    folder: library.folder,
    siteDataFolder: library.dataFolder,
    layout: library.layout,
    ...pictureStarter(ports),
    cardFontsFolder: path.join(ports.shippedFolder, 'themes', 'fonts'),
    readOnly: () => library.readOnly,
    now,
    log,
  });
  const mediaLibrary = createMediaLibrary(library, media, (id, { sequence, matter }, body) =>
    tell('drafts.changedOutside', { id, body, matter, sequence }),
  );
  const thread = siteThread(ports);
  const site = openSite({
    library,
    media,
    dataFolder: library.dataFolder,
    shippedThemesFolder: path.join(ports.shippedFolder, 'themes'),
    programVersion: ports.description.version,
    ...(existsSync(thread.file) ? { threadScript: { ...thread, early: ports.earlyThread } } : {}),
    now,
    log,
  });
  const publisher = openPublisher({
    siteFolder: library.folder,
    siteDataFolder: library.dataFolder,
    publishedFolder: path.join(ports.dataFolder, 'published', publishedName(library.folder)),
    settings: () => library.settings(),
    secrets: ports.secrets,
    ...(ports.surroundings.proxyFor === undefined ? {} : { proxyFor: ports.surroundings.proxyFor }),
    words: { message: en.publishes.message },
    now,
    log,
    emit: (event) => {
      if (event.kind === 'went-out') tell('publish.wentOut', event.receipt);
      else tell('publish.outboxChanged', {});
    },
  });
  if (ports.description.host !== 'cli') {
    sendWhatWaits = () => publisher.start();
    if (library.readOnly === undefined) sendWhatWaits();
  }
  return ok({
    library,
    media,
    mediaLibrary,
    site,
    publisher,
    close: () => closeAll([publisher, site, media, library]),
  });
}

/** Name of a site's embedded published folder: its own name, told apart from other sites of that name. */
function publishedName(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  return `${path
    .basename(folder)
    .replace(/[^\w.-]+/g, '-')
    .slice(0, 60)}-${hash}`;
}

/** Closes all, in order, also when one of them fails; then throws the first failure. */
async function closeAll(parts: readonly { close(): Promise<void> }[]): Promise<void> {
  const failures: unknown[] = [];
  for (const part of parts) await part.close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

function tellLibraryEvent(event: LibraryEvent, tell: EventListener): void {
  switch (event.kind) {
    case 'posts-changed':
      tell('posts.changed', {});
      break;
    case 'renamed':
      tell('posts.renamed', { from: event.from, to: event.to });
      break;
    case 'settings-changed':
    case 'became-writer':
      tell('site.changed', {});
      break;
    case 'save-state':
      tell('drafts.saveStateChanged', { id: event.id, sequence: event.sequence, saveState: event.saveState });
      break;
    case 'changed-outside':
      tell('drafts.changedOutside', {
        id: event.id,
        body: event.body,
        matter: event.matter,
        sequence: event.sequence,
      });
      break;
  }
}
