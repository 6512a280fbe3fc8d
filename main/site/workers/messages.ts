import type { BuildNotice } from '../../../common/build-notice.ts';
import type { ThemeBroken } from '../../../common/contract/preview.ts';
import type { BodySource } from '../body.ts';
import type { FeedEntry } from '../feeds/feed-entry.ts';
import type { PageTask } from '../page-task.ts';
import type { RenderedBody, RenderSetting } from '../render-tools.ts';
import type { NamedText, TextFacts } from '../text-facts.ts';

/** What a thread is started with. */
export interface ThreadStart {
  /** Where its compiled code lies; default: nowhere. */
  readonly codeFile: string | undefined;
}

/** What a build asks of its worker threads. Every request but `setting` and `end` has a `number` and one answer. */
export type WorkerRequest =
  | { readonly kind: 'setting'; readonly setting: RenderSetting; readonly objectsFolder: string }
  /** Texts that the thread may keep it renders as far as it has nothing else to do. */
  | { readonly kind: 'read'; readonly number: number; readonly texts: readonly NamedText[]; readonly isKept: boolean }
  /** Of texts that the thread has. */
  | { readonly kind: 'bodies'; readonly number: number; readonly sources: readonly BodySource[] }
  | {
      readonly kind: 'render';
      readonly number: number;
      readonly tasks: readonly PageTask[];
      /** Texts of the posts in them that the thread does not have, by id. */
      readonly texts: ReadonlyMap<string, string>;
      /** Ids of those posts in them that feeds want. */
      readonly inFeeds: ReadonlySet<string>;
      /** Posts on feeds in them as feeds carry them, by id, where they were written before. */
      readonly feedEntries: ReadonlyMap<string, FeedEntry>;
    }
  /** All is done. */
  | { readonly kind: 'end'; readonly keepsCode: boolean };

/** What a worker answers. `failed` carries what the disk or a bug said. */
export type WorkerAnswer =
  | { readonly kind: 'read'; readonly number: number; readonly facts: readonly TextFacts[] }
  | { readonly kind: 'bodies'; readonly number: number; readonly bodies: readonly RenderedBody[] }
  | { readonly kind: 'rendered'; readonly number: number; readonly pages: readonly MadePage[] }
  | { readonly kind: 'broken'; readonly number: number; readonly failure: ThemeBroken }
  | { readonly kind: 'failed'; readonly number: number; readonly message: string; readonly code?: string };

/** A page that is in the store. */
export interface MadePage {
  readonly sha256: string;
  readonly size: number;
  readonly warnings: readonly BuildNotice[];
  /** The post as feeds carry it, when they want it. */
  readonly feedEntry?: FeedEntry;
}
