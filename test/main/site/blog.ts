import { cp, mkdir, mkdtemp, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import type { Library } from '../../../main/library/library.ts';
import { openLibrary } from '../../../main/library/open-library.ts';
import type { Media } from '../../../main/media/media.ts';
import { openMedia } from '../../../main/media/open-media.ts';
import { openSite } from '../../../main/site/open-site.ts';
import type { Build, BuildFailure, Site } from '../../../main/site/site.ts';
import type { ThreadScript } from '../../../main/site/workers/start-thread.ts';
import { removeFolder, temporaryFolder } from '../../support/temporary-folder.ts';

/** The moment at which these tests happen. */
export const testNow = Date.UTC(2026, 10, 22, 12);

/** The project's own folder. */
export const projectRoot = path.resolve(import.meta.dirname, '../../..');

/** A real blog in a folder of its own, with everything the program makes of it. */
export interface Blog {
  readonly folder: string;
  readonly dataFolder: string;
  readonly library: Library;
  readonly media: Media;
  readonly site: Site;
  /** Writes a file of the blog, as another program would. */
  write(file: string, content: string | Uint8Array): Promise<void>;
  remove(file: string): Promise<void>;
  move(from: string, to: string): Promise<void>;
  /** Builds; throws when that fails. */
  build(): Promise<BuiltSite>;
  /** Builds; throws when that works. */
  failToBuild(): Promise<BuildFailure>;
  close(): Promise<void>;
}

/** A build that can be read. */
export interface BuiltSite {
  readonly build: Build;
  /** Text of a file of the site; throws when there is none. */
  read(file: string): Promise<string>;
  /** Bytes of a file of the site; throws when there is none. */
  bytes(file: string): Promise<Uint8Array>;
  has(file: string): boolean;
  /** All files with their hashes, to compare builds. */
  contents(): Readonly<Record<string, string>>;
}

/** Where a blog lies and with which settings. */
export interface BlogOptions {
  /** Public address; default `https://blog.example/`. */
  readonly url?: string;
  /** More lines of `offprint.yml`; default: none. */
  readonly settings?: string;
  /** Leaves `offprint.yml` of the folder as it is. */
  readonly keepSettings?: boolean;
  /** Theme of a blog made from the sample; default: the sample's own. */
  readonly theme?: string;
  /** For `beforeAll`: the blog stays until all tests of the file are done. */
  readonly keepOpen?: boolean;
  /** Default: new temporary folders. */
  readonly folder?: string;
  readonly dataFolder?: string;
  /** Makes pictures in all widths and formats, which takes seconds for each; default: one cleaned copy of each. */
  readonly withVariants?: boolean;
  /** Starts from the sample blog. */
  readonly fromSample?: boolean;
  readonly now?: () => number;
  readonly threadScript?: ThreadScript;
  readonly threads?: number;
}

/** Opens a blog made of these files (path and content); it is closed when the test ends. */
export async function openBlog(files: Readonly<Record<string, string>> = {}, options: BlogOptions = {}): Promise<Blog> {
  const newFolder = options.keepOpen === true ? lastingFolder : temporaryFolder;
  const folder = options.folder ?? (await newFolder());
  const dataRoot = options.dataFolder ?? (await newFolder());
  const { now = () => testNow } = options;
  const write = async (file: string, content: string | Uint8Array) => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), content);
  };
  if (options.fromSample === true) {
    await cp(path.join(projectRoot, 'sample'), folder, { recursive: true });
    const settings = await readFile(path.join(folder, 'offprint.yml'), 'utf8');
    const themed = settings.replace(/^theme: .*$/m, (line) => `theme: ${options.theme ?? line.slice(7)}`);
    await write('offprint.yml', themed + (options.settings ?? ''));
  } else if (options.keepSettings !== true) {
    const { url = 'https://blog.example/', settings = '' } = options;
    await write('offprint.yml', `title: A test blog\nurl: ${url}\nauthor: Ada\n${settings}`);
  }
  for (const [file, content] of Object.entries(files)) await write(file, content);

  const log = { info: () => {}, error: (message: string, cause: unknown) => `${message} ${String(cause)}` };
  const opened = await openLibrary({ folder, dataFolder: dataRoot, now, log, holder: 'a test', emit: () => {} });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const library = opened.value;
  const media = openMedia({
    folder: library.folder,
    siteDataFolder: library.dataFolder,
    now,
    log,
    ...(options.withVariants === true
      ? { cardFontsFolder: path.join(projectRoot, 'themes/fonts') }
      : { loadEngine: async () => undefined }),
  });
  const shippedThemesFolder = path.join(projectRoot, 'themes');
  const { threadScript, threads: count } = options;
  const threads = {
    ...(threadScript === undefined ? {} : { threadScript }),
    ...(count === undefined ? {} : { threads: count }),
  };
  const site = openSite({ library, media, dataFolder: library.dataFolder, shippedThemesFolder, now, log, ...threads });
  const close = closing([site, media, library]);
  if (options.keepOpen === true) ends.push(close);
  else onTestFinished(close);
  return {
    folder,
    dataFolder: dataRoot,
    library,
    media,
    site,
    write,
    remove: (file) => rm(path.join(folder, file)),
    move: async (from, to) => {
      await mkdir(path.dirname(path.join(folder, to)), { recursive: true });
      await rename(path.join(folder, from), path.join(folder, to));
    },
    build: async () => {
      const built = await site.build({});
      if (!built.ok) throw new Error(`The build failed: ${JSON.stringify(built.failure)}`);
      return builtSite(built.value);
    },
    failToBuild: async () => {
      const built = await site.build({});
      if (built.ok) throw new Error('The build did not fail');
      return built.failure;
    },
    close,
  };
}

/** Closes these one after another, once. Nothing closed is held: a test may open thousands, and ends after the last. */
function closing(parts: readonly { close(): Promise<void> }[]): () => Promise<void> {
  let open = parts;
  return async () => {
    const closed = open;
    open = [];
    for (const part of closed) await part.close();
  };
}

/** An empty folder that is removed when the tests of the file are done. */
async function lastingFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'offprint-test-')));
  ends.push(() => removeFolder(folder));
  return folder;
}

/** What is kept open is ended here: a hook that is named inside another one, as `beforeAll` is, never runs. */
const ends: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** A post's file: front matter lines and text. */
export function post(matter: string, text = 'Some words.'): string {
  return `---\n${matter.trim()}\n---\n\n${text}\n`;
}

function builtSite(build: Build): BuiltSite {
  const files = new Map(build.manifest.files.map((file) => [file.path, file]));
  const bytes = async (file: string): Promise<Uint8Array> => {
    const found = files.get(file);
    if (found === undefined) throw new Error(`The site has no ${file}; it has ${[...files.keys()].join(', ')}`);
    return readFile(build.pathOf(found));
  };
  return {
    build,
    has: (file) => files.has(file),
    bytes,
    read: async (file) => Buffer.from(await bytes(file)).toString('utf8'),
    contents: () => Object.fromEntries(build.manifest.files.map((file) => [file.path, file.sha256])),
  };
}
