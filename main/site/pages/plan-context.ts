import type { Redirects } from '../../../common/redirects.ts';
import type { Links } from '../addresses.ts';
import type { BodySource } from '../body.ts';
import type { CommentFile } from '../comments/read-comments.ts';
import type { Input } from '../input.ts';
import type { SiteModel, SitePost } from '../model.ts';
import type { PageTask } from '../page-task.ts';
import type { SiteSection } from '../sections.ts';
import type { RememberTask } from '../task-memory.ts';
import type { SayText } from '../theme/theme-texts.ts';
import type { UrlMemory } from '../url-memory.ts';
import type { ViewMaker } from '../view-maker.ts';
import type { PictureView, SiteView } from '../views.ts';

/** All that the planners of one section's pages draw on. */
export interface PlanContext {
  readonly model: SiteModel;
  readonly links: Links;
  readonly views: ViewMaker;
  readonly site: Input<SiteView>;
  /** Stands for settings and theme: another one when either says something else. */
  readonly mark: string;
  /** Tasks of the build before, for those planned from the same parts; `mark` is one of them. */
  readonly remember: RememberTask;
  /**
   * Whether a page has to be planned that shows these posts' words: always, unless all that changed since the build before is the
   * words of a few. A page that shows no post's words then never has to be.
   */
  readonly concerns: (shown: readonly SitePost[]) => boolean;
  /** When what stands on the page of a task was changed last, as sitemaps say it; worked out once a task. */
  readonly changes: WeakMap<PageTask, string>;
  /** The theme's texts in the site's language. */
  readonly say: SayText;
  /** All sections of the site, this one among them. */
  readonly sections: readonly SiteSection[];
  /** Every translation of a post, itself included; none when it stands alone. */
  readonly translations: (post: SitePost) => readonly SitePost[];
  /** Where posts of all sections were published before. */
  readonly urls: () => UrlMemory;
  /** Where posts stood that are no more. */
  readonly gone: () => readonly string[];
  /** Former addresses of `redirects.yml`. */
  readonly redirects: Redirects;
  /** By slug. */
  readonly comments: ReadonlyMap<string, CommentFile>;
  /** What other sites show beside a link to a post without a cover; null for nothing. */
  readonly socialCard: (post: SitePost) => PictureView | null;
  /** The text of a post with its answers. */
  readonly body: (post: SitePost) => Input<BodySource>;
  /** The text of a post that says itself how much of it stands in lists, by `<!--more-->`; undefined for any other. */
  readonly excerpt: (post: SitePost) => Input<BodySource> | undefined;
  /** Key of a post's text. */
  readonly textKey: (post: SitePost) => string;
  /** Front matter of the author's own. */
  readonly extra: (post: SitePost) => Input<Readonly<Record<string, unknown>>>;
}
