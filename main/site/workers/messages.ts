import type { BuildNotice } from '../../../common/build-notice.ts';
import type { ThemeBroken } from '../../../common/contract/preview.ts';
import type { BodyNeeds } from '../body.ts';
import type { PageTask } from '../page-task.ts';
import type { RenderSetting } from '../render-tools.ts';

/** What a build asks of its worker threads. Every request but `setting` has a `number` and one answer. */
export type WorkerRequest =
  | { readonly kind: 'setting'; readonly setting: RenderSetting; readonly objectsFolder: string }
  | { readonly kind: 'needs'; readonly number: number; readonly texts: readonly string[] }
  | {
      readonly kind: 'render';
      readonly number: number;
      readonly tasks: readonly PageTask[];
      /** Texts of the posts in them, by id. */
      readonly texts: ReadonlyMap<string, string>;
      /** Ids of posts that feeds want. */
      readonly inFeeds: ReadonlySet<string>;
    };

/** What a worker answers. `failed` carries what the disk or a bug said. */
export type WorkerAnswer =
  | { readonly kind: 'needs'; readonly number: number; readonly needs: readonly BodyNeeds[] }
  | { readonly kind: 'rendered'; readonly number: number; readonly pages: readonly MadePage[] }
  | { readonly kind: 'broken'; readonly number: number; readonly failure: ThemeBroken }
  | { readonly kind: 'failed'; readonly number: number; readonly message: string; readonly code?: string };

/** A page that is in the store. */
export interface MadePage {
  readonly sha256: string;
  readonly size: number;
  readonly warnings: readonly BuildNotice[];
  /** The post as feeds carry it, when they want it. */
  readonly feedHtml?: string;
}
