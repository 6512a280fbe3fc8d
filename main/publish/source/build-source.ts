import { rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TargetRefused } from '../../../common/contract/publish.ts';
import { timeZone } from '../../../common/dates.ts';
import type { ManifestFile, PageDescription } from '../../../common/manifest.ts';
import type { PostSummary } from '../../../common/post.ts';
import type { Result } from '../../../common/result.ts';
import type { Library } from '../../library/library.ts';
import { readPostText } from '../../library/post-text.ts';
import { createSitePosts } from '../../site/model.ts';
import type { Build } from '../../site/site.ts';
import { explainGit } from '../git/git-target.ts';
import { entriesOf, type TreeEntry } from '../git/git-trees.ts';
import { inLanes } from '../in-lanes.ts';
import { refusing } from '../refusing.ts';
import { type AuthorRepository, openAuthorRepository } from './author-repository.ts';
import { blogFiles, isNamedIn } from './source-files.ts';
import { openSourceMemory, type SourceMemory, sourceMemoryFile } from './source-memory.ts';

/** What a build of the source is made from. */
export interface SourceBuildOptions {
  /** Name of the place, for refusals. */
  readonly target: string;
  readonly library: Pick<Library, 'folder' | 'dataFolder' | 'list' | 'settings'>;
  readonly gitProgram?: string;
}

/** Files read at once. */
const lanes = 16;

/**
 * The blog's own files as a build: what is published where the host makes the site itself. Posts as they are on the disk, the
 * files they show, and, of what the last commit holds, drafts as they are there: what is being written stays at home.
 * The bytes are copied, so that the build never changes. Refused where the folder lies in no git repository.
 */
export function buildSource(options: SourceBuildOptions): Promise<Result<Build, TargetRefused>> {
  return refusing(options.target, () => gather(options), explainGit);
}

async function gather({ library, gitProgram }: SourceBuildOptions): Promise<Build> {
  const author = await openAuthorRepository(library.folder, gitProgram);
  const memory = await openSourceMemory(sourceMemoryFile(library.dataFolder));
  const tracked = author.head === '' ? new Map<string, TreeEntry>() : await trackedFiles(author);
  const untracked = names((await author.run(['ls-files', '--others', '--exclude-standard', '-z'])).stdout);
  const { posts } = await library.list();
  const blog = blogFiles({ tracked, untracked, posts });
  const store = openStore(path.join(library.dataFolder, 'publish', 'source', 'objects'));
  const keeper = createKeeper({ folder: library.folder, author, tracked, memory, store });

  const files: ManifestFile[] = [];
  const texts: string[] = [];
  const pageOf = pagesOf(library, memory);
  await inLanes(blog.posts, lanes, async (post) => {
    const kept = await keeper.fromDisk(post.id, true);
    if (kept === undefined) return;
    if (kept.text !== undefined) texts.push(kept.text);
    files.push({ ...kept.file, role: 'post', page: pageOf(post) });
  });
  await inLanes(blog.drafts, lanes, async (id) => {
    const wasPublic = await keeper.wasPublic(id);
    const kept = wasPublic ? await keeper.fromDisk(id, true) : await keeper.fromCommit(id);
    if (kept !== undefined) files.push({ ...kept.file, role: 'other' });
    memory.paths.set(id, memory.paths.get(id));
  });
  const named = blog.freshMedia.filter((file) => isNamedIn(texts, file));
  await inLanes([...blog.others, ...named], lanes, async (file) => {
    memory.paths.set(file, memory.paths.get(file));
    const kept = await keeper.fromDisk(file, false);
    if (kept !== undefined) files.push({ ...kept.file, role: 'asset' });
  });
  await memory.save();
  await store.prune(files);
  files.sort((one, other) => (one.path < other.path ? -1 : 1));
  return {
    manifest: { version: 1, files },
    pathOf: (file) => store.pathOf(file.sha256),
    lose: (file) => rmSync(store.pathOf(file.sha256), { force: true }),
    rendered: [],
    warnings: [],
  };
}

/** Describes posts as their readers meet them, and notes it for what is compared with them. */
function pagesOf(library: SourceBuildOptions['library'], memory: SourceMemory): (post: PostSummary) => PageDescription {
  const settings = library.settings();
  const [zone, sitePosts] = [timeZone(settings.timeZone), createSitePosts()];
  return (post) => {
    const { title, address } = sitePosts.of(post, settings, zone);
    const page = { address, title, postId: post.id };
    memory.paths.set(post.id, page);
    return page;
  };
}

interface KeptFile {
  readonly file: Pick<ManifestFile, 'path' | 'sha256' | 'size'>;
  /** Text of a post that differs from the last commit. */
  readonly text?: string;
}

/** Copies files into the store, from the disk or from the last commit. */
function createKeeper(around: {
  readonly folder: string;
  readonly author: AuthorRepository;
  readonly tracked: ReadonlyMap<string, TreeEntry>;
  readonly memory: SourceMemory;
  readonly store: ObjectStore;
}) {
  const { folder, author, tracked, memory, store } = around;
  const blob = async (oid: string) => (await author.run(['cat-file', 'blob', oid])).stdout;
  const keep = async (name: string, content: Buffer): Promise<KeptFile> => {
    const facts = memory.note(content);
    await store.put(facts.sha256, content);
    return { file: { path: name, sha256: facts.sha256, size: facts.size } };
  };
  const fromCommit = async (name: string): Promise<KeptFile | undefined> => {
    const entry = tracked.get(name);
    return entry && keep(name, await blob(entry.oid));
  };
  return {
    fromCommit,
    /** True when the last commit has a post as readers get it. */
    wasPublic: async (name: string): Promise<boolean> => {
      const entry = tracked.get(name);
      if (entry === undefined) return false;
      const { matter, problem } = readPostText((await blob(entry.oid)).toString('utf8'), name);
      return problem === undefined && !matter.draft;
    },
    fromDisk: async (name: string, isText: boolean): Promise<KeptFile | undefined> => {
      const place = path.join(folder, ...name.split('/'));
      const read = await memory.factsOfFile(place);
      if (read === undefined) return undefined;
      const entry = tracked.get(name);
      const isSame = entry?.oid === read.facts.oid;
      if (read.content === undefined && (await store.has(read.facts.sha256)) && (isSame || !isText)) {
        return { file: { path: name, sha256: read.facts.sha256, size: read.facts.size } };
      }
      const content = read.content ?? (await readFile(place));
      if (!isText || isSame) return keep(name, content);
      const committed = entry === undefined ? content : asCommitted(content, await blob(entry.oid));
      return { ...(await keep(name, committed)), text: committed.toString('utf8') };
    },
  };
}

/** A text that git keeps with plain line ends and this computer with Windows' own is committed as git keeps it. */
function asCommitted(content: Buffer, before: Buffer): Buffer {
  if (before.includes('\r') || !content.includes('\r\n')) return content;
  return Buffer.from(content.toString('utf8').replaceAll('\r\n', '\n'));
}

interface ObjectStore {
  pathOf(hash: string): string;
  has(hash: string): Promise<boolean>;
  put(hash: string, content: Uint8Array): Promise<void>;
  /** Removes what none of these files has. */
  prune(files: readonly ManifestFile[]): Promise<void>;
}

/** Contents by their hash. Lost ones are found again in the blog's folder, so they are not flushed one by one. */
function openStore(folder: string): ObjectStore {
  const pathOf = (hash: string) => path.join(folder, hash.slice(0, 2), hash);
  const has = (hash: string) =>
    stat(pathOf(hash)).then(
      () => true,
      () => false,
    );
  return {
    pathOf,
    has,
    put: async (hash, content) => {
      const place = pathOf(hash);
      await mkdir(path.dirname(place), { recursive: true });
      const beside = `${place}.${crypto.randomUUID()}`;
      try {
        await writeFile(beside, content);
        await rename(beside, place);
      } finally {
        await rm(beside, { force: true });
      }
    },
    prune: async (files) => {
      const used = new Set(files.map((file) => file.sha256));
      const there = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
      const unused = there.filter((entry) => entry.isFile() && !used.has(entry.name));
      await inLanes(unused, lanes, (entry) => rm(path.join(entry.parentPath, entry.name), { force: true }));
    },
  };
}

async function trackedFiles(author: AuthorRepository): Promise<Map<string, TreeEntry>> {
  return entriesOf((await author.run(['ls-tree', '-r', '-z', author.head])).stdout);
}

function names(listing: Buffer): readonly string[] {
  return listing
    .toString('utf8')
    .split('\0')
    .filter((name) => name !== '');
}
