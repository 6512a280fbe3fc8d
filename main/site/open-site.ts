import path from 'node:path';
import type { Library } from '../library/library.ts';
import type { Media } from '../media/media.ts';
import type { Log } from '../node/log.ts';
import { buildSite } from './build.ts';
import { createSitePosts } from './model.ts';
import type { SiteSources } from './plan-site.ts';
import { createPreviews } from './preview.ts';
import type { Site } from './site.ts';
import { type BuildCache, readBuildCache } from './store/build-cache.ts';
import { openObjectStore } from './store/object-store.ts';

/** What a site is opened with. */
export interface SiteParts {
  readonly library: Library;
  readonly media: Media;
  /** This site's sub-folder of the application's data; `builds/` in it is the site's own. */
  readonly dataFolder: string;
  /** Folder of the themes that travel with the program. */
  readonly shippedThemesFolder: string;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

/** The site that a library makes. Nothing is read before it is asked for. */
export function openSite({ library, media, dataFolder, shippedThemesFolder, now, log }: SiteParts): Site {
  const folder = path.join(dataFolder, 'builds');
  const store = openObjectStore(path.join(folder, 'objects'));
  const sources: SiteSources = {
    library,
    media,
    themes: { shippedThemesFolder, siteFolder: library.folder },
    now,
    sitePosts: createSitePosts(),
    knownComments: new Map(),
  };
  const previews = createPreviews(sources);
  let cache: BuildCache | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  return {
    preview: previews.preview,
    previewResource: previews.resource,
    build: (options) => {
      const building = turn.then(async () => {
        cache ??= await readBuildCache(folder);
        const startedMs = now();
        const built = await buildSite(sources, { folder, store }, cache, options);
        if (!built.ok) return built;
        cache = built.value.cache;
        const { manifest, rendered } = built.value.build;
        log.info('site built', { files: manifest.files.length, rendered: rendered.length, ms: now() - startedMs });
        return { ok: true, value: built.value.build } as const;
      });
      turn = building.catch(() => undefined);
      return building;
    },
    close: async () => {
      await turn;
    },
  };
}
