import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openLibrary } from '../../../main/library/open-library.ts';
import { openMedia } from '../../../main/media/open-media.ts';
import { openSite } from '../../../main/site/open-site.ts';
import type { ThreadScript } from '../../../main/site/workers/start-thread.ts';

/**
 * The work of one process that builds a blog, as the program does: given are the blog's folder, the data folder, the folder of the
 * shipped themes, the script of threads, and a post to edit and build again in the same process (or nothing): five times its text,
 * its title, its tags. Prints JSON.
 */
export async function buildBlog(
  [folder = '', dataFolder = '', shippedThemesFolder = '', thread = '', edited = '']: readonly string[],
  early?: ThreadScript['early'],
): Promise<void> {
  const started = performance.now();
  const now = Date.now;
  const log = { info: () => {}, error: (message: string, cause: unknown) => `${message} ${String(cause)}` };
  const opened = await openLibrary({ folder, dataFolder, now, log, holder: 'the bench', emit: () => {} });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const library = opened.value;
  const media = openMedia({ folder: library.folder, siteDataFolder: library.dataFolder, now, log });
  const site = openSite({
    library,
    media,
    dataFolder: library.dataFolder,
    shippedThemesFolder,
    threadScript: {
      file: thread,
      codeFile: path.join(path.dirname(thread), 'code', 'site-worker.bin'),
      early,
    },
    now,
    log,
  });
  const build = async () => {
    const from = performance.now();
    const spent = process.cpuUsage();
    const built = await site.build({ onProgress: (done) => killSelf(done) });
    if (!built.ok) throw new Error(JSON.stringify(built.failure));
    return {
      ms: performance.now() - from,
      processorMs: processorMs(spent),
      files: built.value.manifest.files.length,
      rendered: built.value.rendered.length,
    };
  };
  const first = await build();
  /** Builds again after each of five edits of the post. */
  const editAgain = async (change: (source: string, round: number) => string) => {
    const builds: Awaited<ReturnType<typeof build>>[] = [];
    for (let round = 0; edited !== '' && round < 5; round += 1) {
      // Edits do not come faster than a program tidies up after a build.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const file = path.join(folder, edited);
      await writeFile(file, change(await readFile(file, 'utf8'), round));
      builds.push(await build());
    }
    return builds;
  };
  const again = await editAgain((source, round) => `${source}\nOne more line, the ${round}th.\n`);
  const title = await editAgain((source, round) => source.replace(/^title: .*$/m, `title: "Another name, ${round}"`));
  const tag = await editAgain((source, round) => source.replace(/^tags: .*$/m, `tags: ["tag ${round}"]`));
  await site.close();
  await media.close();
  await library.close();
  console.log(JSON.stringify({ first, again, title, tag, ms: performance.now() - started }));
}

/** For the tests of kills: the process ends in the middle of its work, as if the power of the machine had. */
const killSelf = (done: number) => {
  const limit = Number(process.env.OFFPRINT_KILL_AFTER ?? Number.POSITIVE_INFINITY);
  if (done >= limit) process.kill(process.pid, 'SIGKILL');
};

function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}
