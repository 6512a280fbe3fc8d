import { pathToFileURL } from 'node:url';
import type { PageChange, PublishReceipt, TargetRefused } from '../../common/contract/publish.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { Manifest } from '../../common/manifest.ts';
import type { PostId } from '../../common/post.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { guard } from './guard.ts';
import type { KeptBuilds } from './kept-builds.ts';
import { planPublish } from './plan.ts';
import type { PublishOptions } from './publisher.ts';
import type { Receipts } from './receipts.ts';
import type { SendableBuild, Target } from './target.ts';

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
  readonly reasons: ReadonlyMap<string, string>;
  readonly options: Omit<PublishOptions, 'target'>;
  readonly receipts: Receipts;
  readonly builds: KeptBuilds;
  /** Ids under which this machine tried to publish before without finishing, this one included. */
  readonly triedIds: readonly string[];
  readonly publishId: string;
  readonly now: () => number;
}

/**
 * One publish from looking to receipt: look, plan, guard, send (which verifies), write the receipt. Only what was proven
 * to lie at the target gets a receipt.
 */
export async function publishOnce(publish: PublishOnce): Promise<Result<PublishReceipt, TargetRefused | WriteFailed>> {
  const { target, targetName, build, options, receipts, publishId } = publish;
  const looked = await target.look(options.signal);
  if (!looked.ok) return looked;
  const held = looked.value;
  const own = (await receipts.all()).filter(({ receipt }) => receipt.target === targetName);
  const last = await lastAccepted(publish, own[0]?.build);
  const plan = planPublish(build.manifest, held, last, publish.reasons);
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
    const { reason, message, extra } = stop;
    return fail({ ...extra, kind: 'target-refused', target: targetName, reason, detail: message });
  }
  const sent = await target.send({
    publishId,
    build,
    held,
    plan,
    message: messageOf(plan.pages),
    onProgress: (stage, done, total) => options.onProgress?.({ target: targetName, stage, done, total }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (!sent.ok) return sent;
  const receipt: PublishReceipt = {
    id: publishId,
    target: targetName,
    publishedMs: publish.now(),
    pages: plan.pages,
    filesSent: sent.value.filesSent,
    bytesSent: sent.value.bytesSent,
    ...addresses(publish),
    ...(target.folder === undefined ? {} : { folder: target.folder }),
  };
  const written = await receipts.write({ receipt, build: publish.keptBuild });
  return written.ok ? ok(receipt) : written;
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

/** One line in the author's words: what a commit is called, and history shows. */
export function messageOf(pages: readonly PageChange[]): string {
  const posts = pages.filter((page) => page.postId !== undefined);
  const [first] = posts;
  if (first === undefined) return 'Publish without changes to posts';
  const verb = { new: 'Publish', changed: 'Update', gone: 'Remove' }[first.change];
  const title = first.title.replaceAll(/[\s\p{Cc}]+/gu, ' ').slice(0, 60);
  return posts.length === 1 ? `${verb} "${title}"` : `${verb} "${title}" and ${posts.length - 1} more`;
}
