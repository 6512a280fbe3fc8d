import { existsSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { siteDataFolder } from './library/site-place.ts';
import type { Ports } from './ports.ts';
import { lastBuildFile } from './site/store/last-build-file.ts';
import { minPagesForPool, startThread, type ThreadScript } from './site/workers/start-thread.ts';

/** What threads of the program, as it is built, are started from, with their code in the application's data folder. */
export function siteThread({ shippedFolder, dataFolder }: Pick<Ports, 'shippedFolder' | 'dataFolder'>): ThreadScript {
  return {
    file: path.join(shippedFolder, 'site-worker.mjs'),
    codeFile: path.join(dataFolder, 'code', 'site-worker.bin'),
  };
}

/** Which blog is going to be built. */
export interface BlogToBuild {
  readonly folder: string;
  /** The application's data folder. */
  readonly dataFolder: string;
}

/**
 * Starts a thread for a build that surely needs one, before anything else is done: until a first build has found its posts, all
 * other processors have nothing to do, and a thread takes as long to be ready as the program itself. A blog that was built before,
 * has few posts or keeps them elsewhere gets its threads when the work is known. Answers who takes the thread: the first who asks,
 * as long as it lives. Nobody waits for one that is not taken.
 */
export function startEarly(script: ThreadScript, blog: BlogToBuild): () => Worker | undefined {
  if (!existsSync(script.file) || !isLargeAndNew(blog)) return () => undefined;
  let worker: Worker | undefined = startThread(script);
  const forget = () => {
    worker = undefined;
  };
  worker.unref();
  worker.on('error', forget);
  worker.on('exit', forget);
  return () => {
    const taken = worker;
    taken?.ref();
    forget();
    return taken;
  };
}

function isLargeAndNew({ folder, dataFolder }: BlogToBuild): boolean {
  try {
    const built = path.join(siteDataFolder(dataFolder, realpathSync(folder)), 'builds', lastBuildFile);
    return !existsSync(built) && readdirSync(path.join(folder, 'posts')).length >= minPagesForPool;
  } catch {
    return false;
  }
}
