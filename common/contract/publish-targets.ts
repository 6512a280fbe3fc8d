import type { TargetSettings } from '../site-settings.ts';
import { either, flag, integer, nothing, oneOf, optional, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import type { Allowance, PublishReceipt, TargetMissing, TargetRefused } from './publish.ts';
import type { NoSiteOpen, ReadOnlySite, SettingsBroken, WriteFailed } from './site.ts';

/** A finished publish, as history shows it. */
export interface PastPublish extends PublishReceipt {
  /** Its build is still kept, so it can be put back. */
  readonly canPutBack: boolean;
}

/** A publish that is not finished, or that went out by itself. */
export interface WaitingPublish {
  readonly target: string;
  /** `waiting` goes out by itself; `needs-you` says why in `failure`; `went-out` is live and told once. */
  readonly state: 'waiting' | 'needs-you' | 'went-out';
  /** UTC milliseconds. */
  readonly queuedMs: number;
  readonly failure?: TargetRefused;
}

/** No publish has this id, or its build is no longer kept. */
export interface ReceiptMissing {
  readonly kind: 'receipt-missing';
  readonly id: string;
}

/** A place to publish to, as the settings screen shows it. */
export interface ShownTarget {
  readonly settings: TargetSettings;
  /** A password or token is needed, and whether the host has it. */
  readonly secret: 'not-needed' | 'known' | 'missing';
}

/** Settings of one target as the page sends them; which fields belong to which kind is checked by the program. */
export type TargetInput = Readonly<Record<string, string | number | boolean>>;

type Refusals = NoSiteOpen | TargetMissing | TargetRefused;

/** Calls about places to publish to, and about past and waiting publishes. */
export interface PublishTargetCalls {
  /** Finished publishes, latest first. */
  'publish.history': Call<void, readonly PastPublish[], NoSiteOpen>;
  /** Publishes that wait for the network or for the author, and, once, those that went out since this was last asked. */
  'publish.outbox': Call<void, readonly WaitingPublish[], NoSiteOpen>;
  /** Puts the build of a past publish back where it was published; a publish like any other, with a receipt. */
  'publish.undo': Call<
    { readonly id: string; readonly allow?: Allowance | undefined },
    PublishReceipt,
    Refusals | ReceiptMissing | WriteFailed | ReadOnlySite
  >;
  /** Stops what is being sent to a target; the site there stays whole. */
  'publish.cancel': Call<{ readonly target?: string | undefined }, void, NoSiteOpen>;
  /** The places of `offprint.yml`. */
  'publish.targets': Call<void, readonly ShownTarget[], NoSiteOpen>;
  /**
   * Does once, small, what a publish does: writes, reads back, removes. `secret` is used for this test only; without it
   * the kept one. Settings need not be saved before.
   */
  'publish.testTarget': Call<
    { readonly settings: TargetInput; readonly secret?: string | undefined },
    void,
    NoSiteOpen | TargetRefused
  >;
  /** Writes a target to `offprint.yml`, in place of the one with its name, and the secret to the host's keychain. */
  'publish.saveTarget': Call<
    { readonly settings: TargetInput; readonly secret?: string | undefined; readonly isFirst?: boolean | undefined },
    readonly ShownTarget[],
    NoSiteOpen | TargetRefused | WriteFailed | ReadOnlySite | SettingsBroken
  >;
  /** Takes a target out of `offprint.yml`. What lies there stays. */
  'publish.removeTarget': Call<
    { readonly name: string },
    readonly ShownTarget[],
    NoSiteOpen | TargetMissing | WriteFailed | ReadOnlySite | SettingsBroken
  >;
}

const name = text({ minLength: 1, maxLength: 200 });
const secret = text({ minLength: 1, maxLength: 20_000 });
const value = either(either(text({ maxLength: 4_000 }), integer(0)), flag);
const field = optional(value);

/** Every field a kind of target can have; the opener of the kind says which it needs. */
const settings = record({
  name,
  kind: oneOf('folder', 'git', 'git-source', 'sftp', 's3'),
  path: field,
  url: field,
  branch: field,
  folder: field,
  user: field,
  authorName: field,
  authorEmail: field,
  keyFile: field,
  host: field,
  port: field,
  hostKey: field,
  releases: field,
  endpoint: field,
  region: field,
  bucket: field,
  prefix: field,
  pathStyle: field,
  keyId: field,
  siteUrl: field,
  domain: field,
  apiUrl: field,
});

/** Argument checks of `PublishTargetCalls`. */
export const publishTargetChecks: Checks<PublishTargetCalls> = {
  'publish.history': nothing,
  'publish.outbox': nothing,
  'publish.undo': record({ id: name, allow: optional(oneOf('removal', 'take-over', 'moved')) }),
  'publish.cancel': record({ target: optional(name) }),
  'publish.targets': nothing,
  'publish.testTarget': record({ settings, secret: optional(secret) }),
  'publish.saveTarget': record({ settings, secret: optional(secret), isFirst: optional(flag) }),
  'publish.removeTarget': record({ name }),
};
