import type { Links } from '../addresses.ts';
import type { BodySource } from '../body.ts';
import type { CommentFile } from '../comments/read-comments.ts';
import type { Input } from '../input.ts';
import type { SiteModel, SitePost } from '../model.ts';
import type { SayText } from '../theme/theme-texts.ts';
import type { UrlMemory } from '../url-memory.ts';
import type { ViewMaker } from '../view-maker.ts';
import type { SiteView } from '../views.ts';

/** All that the planners of pages draw on. */
export interface PlanContext {
  readonly model: SiteModel;
  readonly links: Links;
  readonly views: ViewMaker;
  readonly site: Input<SiteView>;
  /** The theme's texts in the site's language. */
  readonly say: SayText;
  /** Where posts were published before. */
  readonly urls: UrlMemory;
  /** By slug. */
  readonly comments: ReadonlyMap<string, CommentFile>;
  /** The text of a post with its answers. */
  readonly body: (post: SitePost) => Input<BodySource>;
  /** Front matter of the author's own. */
  readonly extra: (post: SitePost) => Input<Readonly<Record<string, unknown>>>;
}
