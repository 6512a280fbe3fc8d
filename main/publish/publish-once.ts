import { pathToFileURL } from 'node:url';
import type { PageChange, PublishReceipt, TargetRefused } from '../../common/contract/publish.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { Manifest } from '../../common/manifest.ts';
import type { PostId } from '../../common/post.ts';
import type { RebuildReason } from '../../common/rebuild-reason.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { guard } from './guard.ts';
import type { KeptBuilds } from './kept-builds.ts';
import { largeFilesIn, planPublish, type SendPlan } from './plan.ts';
import type { PublishOptions } from './publisher.ts';
import type { Receipts } from './receipts.ts';
import type { Held, SendableBuild, Target } from './target.ts';

/** What one publish works with. */
export interface PublishOnce {
  readonly target: Target;
  readonly targetName: string;
  /** Public address of the site at this target, ending in `/`; ignored for folders. */
  readonly siteUrl: string;
  readonly build: SendableBuild;
  /** Name under which the build is kept. */
  readonly keptBuild: string;
  /** Why pages were made anew, by address. */
  readonly reasons: ReadonlyMap<string, RebuildReason>;
  readonly options: Omit<PublishOptions, 'target'>;
  readonly receipts: Receipts;
  readonly builds: KeptBuilds;
  /** Ids under which this machine tried to publish before without finishing, this one included. */
  readonly triedIds: readonly string[];
  readonly publishId: string;
  readonly now: () => number;
  readonly words: PublishWords;
  /** Files above this are named in the receipt; in bytes. */
  readonly likedFileBytes: number | undefined;
}

/** Texts that others read, in the author's language. */
export interface PublishWords {
  /** One line for these changes of posts; history and commits show it. */
  readonly message: (posts: readonly PageChange[]) => string;
}

/**
 * One publish from looking to receipt: look, plan, guard, send (which verifies), write the receipt. Only what was proven
 * to lie at the target gets a receipt.
 */
export async function publishOnce(publish: PublishOnce): Promise<Result<PublishReceipt, TargetRefused | WriteFailed>> {
  const { target, targetName, build, options, receipts, publishId } = publish;
  const looked = await target.look(options.signal);
  if (!looked.ok) return looked;
  const own = (await receipts.all()).filter(({ receipt }) => receipt.target === targetName);
  const last = await lastAccepted(publish, own[0]?.build);
  const plan = planPublish(build.manifest, looked.value, last, publish.reasons);
  const met = await meetOthers(publish, looked.value, plan);
  if (!met.ok) return met;
  const held = met.value;
  const stop = guard({
    held,
    plan,
    build: build.manifest,
    last,
    ownPublishIds: new Set([...own.map(({ receipt }) => receipt.id), ...publish.triedIds]),
    removedPosts: new Set(options.removedPosts ?? []),
    allowed: new Set(options.allow ?? []),
  });
  if (stop !== undefined) {
    const { reason, extra } = stop;
    return fail({ ...extra, kind: 'target-refused', target: targetName, reason, detail: '' });
  }
  const sent = await target.send({
    publishId,
    build,
    held,
    plan,
    message: publish.words.message(plan.pages.filter((page) => page.postId !== undefined)),
    allowed: new Set(options.allow ?? []),
    onProgress: (stage, done, total, bytes) =>
      options.onProgress?.({ target: targetName, stage, done, total, ...(bytes === undefined ? {} : { bytes }) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (!sent.ok) return sent;
  const largeFiles = largeFilesIn(plan, publish.likedFileBytes);
  const { hostBuild } = sent.value;
  const receipt: PublishReceipt = {
    id: publishId,
    target: targetName,
    publishedMs: publish.now(),
    pages: plan.pages,
    filesSent: sent.value.filesSent,
    bytesSent: sent.value.bytesSent,
    ...addresses(publish),
    ...(target.folder === undefined ? {} : { folder: target.folder }),
    ...(hostBuild === undefined ? {} : { hostBuild }),
    ...(largeFiles.length === 0 ? {} : { largeFiles }),
  };
  const written = await receipts.write({ receipt, build: publish.keptBuild });
  return written.ok ? ok(receipt) : written;
}

/** Adds what others put or changed exactly where this publish is about to write; nothing where a listing told already. */
async function meetOthers(
  { target, options }: PublishOnce,
  held: Held,
  plan: SendPlan,
): Promise<Result<Held, TargetRefused>> {
  const { manifest } = held;
  if (manifest === undefined || target.inspect === undefined) return ok(held);
  const expected = new Map(manifest.files.map((file) => [file.path, file.size]));
  const touched = [...plan.groups.flat().map((file) => file.path), ...plan.removals.flat()];
  const certain = touched.filter((path) => !held.unsettled.has(path) && !held.arriving.has(path));
  if (certain.length === 0) return ok(held);
  const inspected = await target.inspect(certain, options.signal);
  if (!inspected.ok) return inspected;
  const others = [...inspected.value.keys()].filter((path) => !expected.has(path));
  const edited = [...inspected.value].filter(([path, { size }]) => expected.has(path) && expected.get(path) !== size);
  return ok({
    ...held,
    others: [...held.others, ...others],
    editedByOthers: [...held.editedByOthers, ...edited.map(([path]) => path)],
  });
}

async function lastAccepted({ builds }: PublishOnce, name: string | undefined): Promise<Manifest | undefined> {
  return name === undefined ? undefined : (await builds.open(name))?.manifest;
}

/** Where the site and the post can be read. A folder's address is the folder; a host may lend it a server. */
function addresses({
  target,
  siteUrl,
  build,
  options,
}: PublishOnce): Pick<PublishReceipt, 'siteAddress' | 'postAddress'> {
  const isLocal = target.folder !== undefined;
  const siteAddress = target.folder === undefined ? siteUrl : `${pathToFileURL(target.folder).href}/`;
  const address = options.postId === undefined ? undefined : pageOf(build.manifest, options.postId);
  if (address === undefined) return { siteAddress };
  const file = isLocal && address.endsWith('/') ? 'index.html' : '';
  return { siteAddress, postAddress: `${siteAddress}${address.replace(/^\//, '')}${file}` };
}

function pageOf(manifest: Manifest, postId: PostId): string | undefined {
  return manifest.files.find((file) => file.page?.postId === postId)?.page?.address;
}
