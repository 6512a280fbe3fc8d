import type { PageSource } from '../page-source.ts';
import type { PostId } from '../post.ts';
import type { RebuildReason } from '../rebuild-reason.ts';
import type { Failure } from '../result.ts';
import { list, oneOf, optional, record, text } from '../validate.ts';
import type { BuildWarning } from './build.ts';
import type { Call, Checks } from './call.ts';
import type { BadPostId, ChangedOutside, PostMissing } from './posts.ts';
import type { ThemeBroken } from './preview.ts';
import type { NoSiteOpen, ReadOnlySite, WriteFailed } from './site.ts';

/** A page that a publish changes, in the author's words. */
export interface PageChange {
  /** `moved` is a post whose address became another one; readers of the old one are led on. */
  readonly change: 'new' | 'changed' | 'moved' | 'gone';
  /** Address below the site's root, `/2026/11/on-the-train/`. */
  readonly address: string;
  readonly title: string;
  readonly postId?: PostId;
  /** Why it was made anew, as the build says it; absent for pages that go. */
  readonly reason?: RebuildReason;
  /** Address that readers had before, for `moved`. */
  readonly from?: string;
  /** Bytes of the page, and of the one it replaces; absent where there is none. */
  readonly size?: number;
  readonly sizeBefore?: number;
}

/** What a publish would do, or did. */
export interface PublishPlan {
  readonly target: string;
  readonly pages: readonly PageChange[];
  readonly filesToSend: number;
  readonly filesToRemove: number;
  /** In bytes. */
  readonly bytesToSend: number;
  /** The target could not be reached, so this compares with what it last accepted. */
  readonly isFromMemory?: true;
  /** Files that hosts of this kind discourage: they are sent all the same. */
  readonly largeFiles: readonly LargeFile[];
}

/** A plan, with what the author would want to know before readers do. Nothing of it stops a publish. */
export interface CheckedPlan extends PublishPlan {
  /** About the posts that the publish changes; drafts are left out. */
  readonly warnings: readonly BuildWarning[];
  /** How many of those posts were not looked over, because there are so many. */
  readonly notLookedOver: number;
}

/** A file that is larger than a host likes; `limit` is what it likes, both in bytes. */
export interface LargeFile {
  readonly path: string;
  readonly size: number;
  readonly limit: number;
}

/** One page of a plan, as readers have it and as they will. */
export interface PageComparison {
  readonly address: string;
  /** Text of the page as a reader reads it, a block a line; undefined when there is none, or it is no longer kept here. */
  readonly before?: string;
  readonly after?: string;
  readonly pictures: readonly PictureChange[];
}

/** A picture that a page shows: which comes, which goes, and which got another content. */
export interface PictureChange {
  readonly change: 'new' | 'changed' | 'gone';
  /** Path below the site's root. */
  readonly path: string;
  /** Names for `publish/NAME` below the host's resource address; absent where the bytes are not here. */
  readonly before?: string;
  readonly after?: string;
}

/** Proof of a finished publish. */
export interface PublishReceipt {
  /** Names the publish in history and undo; sorts by time. */
  readonly id: string;
  readonly target: string;
  /** UTC milliseconds. */
  readonly publishedMs: number;
  readonly pages: readonly PageChange[];
  readonly filesSent: number;
  readonly bytesSent: number;
  /** Where the blog can be read now; for a local folder, an address of the program's own preview server. */
  readonly siteAddress: string;
  /** Where the published post can be read, when a post was named. */
  readonly postAddress?: string;
  /** Folder on this machine that holds the finished site, for folder targets. */
  readonly folder?: string;
  /** For a place that makes the site itself: what it said of that. `running` and `unknown` are sent, not yet proved live. */
  readonly hostBuild?: 'built' | 'running' | 'unknown';
  /** Files that were sent although hosts of this kind discourage such sizes. */
  readonly largeFiles?: readonly LargeFile[];
}

/** Where a running publish is. */
export interface PublishProgress {
  readonly target: string;
  /** `at-host`: everything is there, the host makes the site of it. */
  readonly stage: 'pictures' | 'building' | 'sending' | 'verifying' | 'at-host';
  readonly done: number;
  readonly total: number;
  /** The same in bytes, where they are counted. */
  readonly bytes?: { readonly done: number; readonly total: number };
}

/** No target of this name in `offprint.yml`. */
export interface TargetMissing extends Failure {
  readonly kind: 'target-missing';
  readonly name: string;
  readonly known: readonly string[];
}

/** The target refuses, and why; nothing live was changed. */
export interface TargetRefused extends Failure {
  readonly kind: 'target-refused';
  readonly target: string;
  readonly reason: RefusalReason;
  /** What was met, as the target or the system said it, in its own words; secrets removed. Empty when `note` says it all. */
  readonly detail: string;
  /** What was met, as Offprint knows it. */
  readonly note?: RefusalNote;
  /** Pages it is about: those that would vanish, or that somebody else changed there. */
  readonly pages?: readonly PageChange[];
  /** Files it is about: those at the target that no publish of ours put there. At most 50. */
  readonly files?: readonly string[];
  /** What repeating the call has to allow, when the author wants it all the same. */
  readonly allow?: Allowance;
  /** Fingerprint of the key a server showed, `SHA256:…`, for the two host key reasons. */
  readonly fingerprint?: string;
  /** How long the target asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The publish waits in the outbox and goes out by itself; nothing has to be done. */
  readonly isQueued?: true;
}

/**
 * Classes of refusal; each has one sentence and one button. `no-network`, `name-unknown`, `unreachable`, `rate-limited` and
 * `interrupted` can pass by themselves; all others need the author.
 */
export type RefusalReason =
  | 'not-ours'
  | 'contains-source'
  | 'unreachable'
  | 'not-allowed'
  | 'not-supported'
  | 'moved'
  | 'verify-failed'
  | 'shrinks'
  | 'no-network'
  | 'name-unknown'
  | 'proxy'
  | 'tls'
  | 'secret-missing'
  | 'secret-refused'
  | 'scope-missing'
  | 'host-key-unknown'
  | 'host-key-changed'
  | 'branch-protected'
  | 'branch-missing'
  | 'quota'
  | 'file-too-large'
  | 'rate-limited'
  | 'read-only'
  | 'wrong-path'
  | 'settings-incomplete'
  | 'no-repository'
  | 'host-build-failed'
  | 'interrupted'
  | 'cancelled';

/** What exactly stands behind a refusal, where Offprint itself knows it. */
export type RefusalNote =
  | {
      /** Damaged and unreadable are files of the build; the others are files at the place. */
      readonly kind: 'file-damaged' | 'file-unreadable' | 'file-differs' | 'file-cut' | 'file-outside' | 'key-file';
      readonly file: string;
    }
  | { readonly kind: 'too-large'; readonly file: string; readonly size: number; readonly limit: number }
  | {
      /** `files` nobody here put there, were `edited` there; pages that `moved` there since, or would have `vanished`; `both-changed` */
      readonly kind: 'strangers-files' | 'edited-there' | 'changed-elsewhere' | 'vanishing' | 'both-changed';
      readonly count: number;
    }
  | { readonly kind: 'setting'; readonly field: string }
  | { readonly kind: 'bad-name'; readonly field: string; readonly value: string }
  | { readonly kind: 'fingerprint'; readonly shown: string; readonly pinned?: string }
  | {
      readonly kind:
        | 'busy-there'
        | 'git-missing'
        | 'secret-in-address'
        | 'no-way-to-sign-in'
        | 'no-branch-checked-out'
        | 'no-default-branch'
        | 'test-not-read-back'
        | 'no-answer'
        | 'host-silent';
    };

/** What an author allows a publish to do that a guard would stop: see `TargetRefused.allow`. */
export type Allowance = 'removal' | 'take-over' | 'moved';

/** Two pages claim one address; nothing is built until one of them moves. */
export interface AddressClash extends Failure {
  readonly kind: 'address-clash';
  readonly address: string;
  readonly sources: readonly [PageSource, PageSource];
}

/** Posts whose files cannot be understood stop a publish that would take their pages away. */
export interface BrokenPosts extends Failure {
  readonly kind: 'broken-posts';
  readonly ids: readonly PostId[];
}

type BuildFailures =
  | NoSiteOpen
  | ThemeBroken
  | AddressClash
  | WriteFailed
  | BrokenPosts
  | ReadOnlySite
  | ChangedOutside;
type PublishFailures = BuildFailures | TargetMissing | TargetRefused;

/** Calls about publishing. */
export interface PublishCalls {
  /** What a publish would change, without changing anything. */
  'publish.plan': Call<{ readonly target?: string | undefined }, CheckedPlan, PublishFailures>;
  /** One page of the plan: what it says now, what it will say, which pictures come and go. Changes nothing. */
  'publish.comparePage': Call<
    { readonly address: string; readonly target?: string | undefined },
    PageComparison,
    PublishFailures
  >;
  /**
   * Saves, makes the named post public, builds, sends and verifies. Answered when the site is live.
   * Without `target`, the site's first; without any, the embedded local folder. `allow` repeats what a guard asked for.
   */
  'publish.start': Call<
    {
      readonly postId?: PostId | undefined;
      readonly target?: string | undefined;
      readonly allow?: readonly Allowance[] | undefined;
    },
    PublishReceipt,
    PublishFailures | PostMissing | BadPostId
  >;
}

/** Events about publishing. */
export interface PublishEvents {
  'publish.progressed': PublishProgress;
  /** A publish waits now, or no longer waits, or needs the author. */
  'publish.outboxChanged': Record<string, never>;
  /** A publish that waited is live. */
  'publish.wentOut': PublishReceipt;
}

const name = text({ minLength: 1, maxLength: 200 });

/** Argument checks of `PublishCalls`. */
export const publishChecks: Checks<PublishCalls> = {
  'publish.plan': record({ target: optional(name) }),
  'publish.comparePage': record({ address: text({ minLength: 1, maxLength: 4_000 }), target: optional(name) }),
  'publish.start': record({
    postId: optional(text({ minLength: 1, maxLength: 1_000 })),
    target: optional(name),
    allow: optional(list(oneOf('removal', 'take-over', 'moved'), 3)),
  }),
};
