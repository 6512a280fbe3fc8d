import type { LargeFile, PageChange } from '../../common/contract/publish.ts';
import type { FileRole, Manifest, ManifestFile } from '../../common/manifest.ts';
import type { RebuildReason } from '../../common/rebuild-reason.ts';
import { manifestDifferences } from './manifest-differences.ts';
import type { Held } from './target.ts';

/** What has to happen at a target so that it holds a build: which files go, which come, in which order. */
export interface SendPlan {
  /**
   * Files to write, in groups; a group may only start when all of the one before is there. What others point to comes
   * first, so that no page ever points to something that is not there yet.
   */
  readonly groups: readonly (readonly ManifestFile[])[];
  /** Paths to take away afterwards, in groups: pages before what they show. */
  readonly removals: readonly (readonly string[])[];
  readonly filesToSend: number;
  readonly bytesToSend: number;
  /** Every path whose content is uncertain while this runs, and from an interrupted publish before it. Sorted. */
  readonly unsettled: readonly string[];
  /** Those of them that readers could not reach before. */
  readonly arriving: readonly string[];
  readonly pages: readonly PageChange[];
}

/**
 * Pages that are new are sent before any page that changes: nothing live leads to them yet, while a changed page may.
 * After them follow the roles in the order in which they point to each other.
 */
const sendOrder: readonly (FileRole | 'new')[] = ['asset', 'new', 'post', 'list', 'feed', 'other'];
const removeOrder: readonly FileRole[] = ['feed', 'list', 'post', 'other', 'asset'];

/**
 * Compares a build with what a target holds. `accepted` is what it last accepted from here: after an interruption the pages
 * are compared with that. `reasons` says for an address why its page was made anew.
 */
export function planPublish(
  build: Manifest,
  held: Pick<Held, 'manifest' | 'unsettled' | 'arriving' | 'editedByOthers'>,
  accepted: Manifest | undefined,
  reasons: ReadonlyMap<string, RebuildReason> = new Map(),
): SendPlan {
  const before = held.manifest ?? emptyManifest;
  const uncertain = new Set([...held.unsettled, ...held.editedByOthers]);
  const isCertain = ({ path }: ManifestFile) => !uncertain.has(path);
  const certain = uncertain.size === 0 ? before.files : before.files.filter(isCertain);
  const doubtful = uncertain.size === 0 ? [] : before.files.filter((file) => !isCertain(file));
  const differences = manifestDifferences(certain, build.files).filter(
    (difference) => difference.before?.sha256 !== difference.after?.sha256,
  );
  const toSend = differences.flatMap(({ after }) => after ?? []);
  const gone = differences.flatMap(({ before: file, after }) => (after === undefined && file) || []);
  const roles = new Map(
    [...doubtful, ...differences.flatMap((one) => one.before ?? [])].map((file) => [file.path, file.role]),
  );
  const isNew = ({ path }: ManifestFile) => held.arriving.has(path) || !roles.has(path);
  const toRemove = [...new Set([...gone.map((file) => file.path), ...unwanted(held.unsettled, build)])];
  return {
    groups: grouped(toSend, sendOrder, (file) => (file.role !== 'asset' && isNew(file) ? 'new' : file.role)),
    removals: grouped(toRemove, removeOrder, (path) => roles.get(path) ?? (path.endsWith('.html') ? 'post' : 'asset')),
    filesToSend: toSend.length,
    bytesToSend: toSend.reduce((sum, file) => sum + file.size, 0),
    unsettled: [...new Set([...toSend.map((file) => file.path), ...toRemove])].sort(),
    arriving: toSend.filter(isNew).map((file) => file.path),
    pages: pageChanges(livePages(before, held.unsettled, accepted), build, reasons),
  };
}

/** The difference of two builds by page, in the order of the new one, pages that go last. */
export function pageChanges(
  before: Manifest,
  after: Manifest,
  reasons: ReadonlyMap<string, RebuildReason> = new Map(),
): readonly PageChange[] {
  const differences = manifestDifferences(before.files, after.files);
  const old = pagesByAddress(differences.flatMap((one) => one.before ?? []));
  const now = pagesByAddress(differences.flatMap((one) => one.after ?? []));
  const changes: PageChange[] = [];
  const moved = movedPosts(old, now);
  const leadsOn = new Set(moved.values());
  for (const [address, file] of now) {
    const previous = old.get(address);
    if (previous?.sha256 === file.sha256 || leadsOn.has(address)) continue;
    const from = moved.get(address);
    const replaced = from === undefined ? previous : old.get(from);
    const change = from !== undefined ? 'moved' : previous === undefined ? 'new' : 'changed';
    changes.push({
      ...pageChange(change, file, reasons.get(address)),
      ...(from === undefined ? {} : { from }),
      size: file.size,
      ...(replaced === undefined ? {} : { sizeBefore: replaced.size }),
    });
  }
  for (const [address, file] of old) {
    if (!now.has(address)) changes.push({ ...pageChange('gone', file), sizeBefore: file.size });
  }
  return changes;
}

/** Posts that are at another address now, while a page at the old one leads on: old addresses by new ones. */
function movedPosts(
  old: ReadonlyMap<string, ManifestFile>,
  now: ReadonlyMap<string, ManifestFile>,
): ReadonlyMap<string, string> {
  const before = new Map<string, string>();
  for (const [address, { page }] of old) if (page?.postId !== undefined) before.set(page.postId, address);
  const moved = new Map<string, string>();
  for (const [address, { page }] of now) {
    const from = page?.postId === undefined ? undefined : before.get(page.postId);
    const isMove = from !== undefined && from !== address && !old.has(address);
    if (isMove && now.has(from) && now.get(from)?.page?.postId === undefined) moved.set(address, from);
  }
  return moved;
}

/** Files to send above a size that the place's hosts like, in bytes; none where there is no such size. */
export function largeFilesIn(
  { groups }: Pick<SendPlan, 'groups'>,
  likedBytes: number | undefined,
): readonly LargeFile[] {
  if (likedBytes === undefined) return [];
  const large = groups.flat().filter(({ size }) => size > likedBytes);
  return large.map(({ path, size }) => ({ path, size, limit: likedBytes }));
}

/** What readers had before: an interrupted publish has told of pages that never became live. */
function livePages(held: Manifest, unsettled: ReadonlySet<string>, accepted: Manifest | undefined): Manifest {
  if (unsettled.size === 0) return held;
  return accepted ?? { version: 1, files: held.files.filter((file) => !unsettled.has(file.path)) };
}

/** A build without files. */
export const emptyManifest: Manifest = { version: 1, files: [] };

function pagesByAddress(files: readonly ManifestFile[]): Map<string, ManifestFile> {
  return new Map(files.flatMap((file) => (file.page === undefined ? [] : [[file.page.address, file]])));
}

/** Paths that an interrupted publish may have left and that the build does not have. */
function unwanted(unsettled: ReadonlySet<string>, build: Manifest): readonly string[] {
  if (unsettled.size === 0) return [];
  const wanted = new Set(build.files.map((file) => file.path));
  return [...unsettled].filter((path) => !wanted.has(path));
}

function pageChange(change: PageChange['change'], file: ManifestFile, reason?: RebuildReason): PageChange {
  const { address = `/${file.path}`, title = file.path, postId } = file.page ?? {};
  return {
    change,
    address,
    title,
    ...(postId === undefined ? {} : { postId }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function grouped<Item, Group>(
  items: readonly Item[],
  order: readonly Group[],
  groupOf: (item: Item) => Group,
): Item[][] {
  return order.map((group) => items.filter((item) => groupOf(item) === group)).filter((group) => group.length > 0);
}
