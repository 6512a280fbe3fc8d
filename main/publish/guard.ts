import type { Allowance, PageChange } from '../../common/contract/publish.ts';
import type { Manifest } from '../../common/manifest.ts';
import type { PostId } from '../../common/post.ts';
import { pageChanges, type SendPlan } from './plan.ts';
import { type Held, Refusal } from './target.ts';

/** Everything that decides whether a publish may go ahead without asking. */
export interface Guarded {
  readonly held: Held;
  readonly plan: SendPlan;
  readonly build: Manifest;
  /** What this machine last got accepted there; undefined when it never published to it. */
  readonly last: Manifest | undefined;
  /** Ids of publishes that this machine made or tried. */
  readonly ownPublishIds: ReadonlySet<string>;
  /** Posts that the author took back or threw away, so that their pages are meant to go. */
  readonly removedPosts: ReadonlySet<PostId>;
  readonly allowed: ReadonlySet<Allowance>;
}

/** Pages that may go in one publish without a question, if the author asked for each, as a share of the site. */
const largestShrink = 0.5;
/** Below this many pages a share says nothing. */
const fewPages = 10;
/** Most file names that a refusal lists. */
const maxListed = 50;

/**
 * Stops what would destroy something unasked: files of somebody else, somebody else's changes, pages that vanish. Undefined
 * when nothing is in danger, or the author allowed it.
 */
export function guard(guarded: Guarded): Refusal | undefined {
  return strangersPlace(guarded) ?? editedThere(guarded) ?? movedSince(guarded) ?? shrinking(guarded);
}

function strangersPlace({ held, build, allowed }: Guarded): Refusal | undefined {
  if (allowed.has('take-over') || held.others.length === 0) return undefined;
  const paths = new Set(build.files.map((file) => file.path));
  const inTheWay = held.manifest === undefined ? held.others : held.others.filter((file) => paths.has(file));
  if (inTheWay.length === 0) return undefined;
  return new Refusal(
    'not-ours',
    { kind: 'strangers-files', count: inTheWay.length },
    {
      files: inTheWay.slice(0, maxListed),
      allow: 'take-over',
    },
  );
}

function editedThere({ held, allowed }: Guarded): Refusal | undefined {
  if (allowed.has('take-over') || held.editedByOthers.length === 0) return undefined;
  return new Refusal(
    'moved',
    { kind: 'edited-there', count: held.editedByOthers.length },
    {
      files: held.editedByOthers.slice(0, maxListed),
      allow: 'take-over',
    },
  );
}

/** Another machine published since: fine as long as nothing it did is undone. */
function movedSince({ held, last, plan, ownPublishIds, allowed }: Guarded): Refusal | undefined {
  if (allowed.has('moved') || last === undefined || held.manifest === undefined) return undefined;
  if (held.publishId === undefined || ownPublishIds.has(held.publishId)) return undefined;
  const theirs = new Set(pageChanges(last, held.manifest).map((page) => page.address));
  const undone = plan.pages.filter((page) => theirs.has(page.address));
  if (undone.length === 0) return undefined;
  return new Refusal(
    'moved',
    { kind: 'changed-elsewhere', count: undone.length },
    {
      pages: undone,
      allow: 'moved',
    },
  );
}

function shrinking({ plan, build, held, removedPosts, allowed }: Guarded): Refusal | undefined {
  if (allowed.has('removal')) return undefined;
  const gone = plan.pages.filter((page) => page.change === 'gone');
  if (gone.length === 0) return undefined;
  const livingPosts = new Set(build.files.flatMap((file) => file.page?.postId ?? []));
  const isUnasked = ({ postId }: PageChange) =>
    postId !== undefined && !livingPosts.has(postId) && !removedPosts.has(postId);
  const unasked = gone.filter(isUnasked);
  const pagesBefore = held.manifest?.files.filter((file) => file.page !== undefined).length ?? 0;
  const isLarge = gone.length > fewPages && gone.length > pagesBefore * largestShrink;
  const vanishing = isLarge ? gone : unasked;
  if (vanishing.length === 0) return undefined;
  return new Refusal(
    'shrinks',
    { kind: 'vanishing', count: vanishing.length },
    {
      pages: vanishing,
      allow: 'removal',
    },
  );
}
