import type { BodySource } from './body.ts';
import type { FeedEntry } from './feeds/feed-entry.ts';
import { type Recent, recentValues } from './recent-values.ts';
import type { RenderedBody } from './render-tools.ts';
import type { CardView } from './views.ts';

/** What was rendered for pages of earlier builds of this program and stands on those to come: an edit leaves most of it as it was. */
export interface RenderMemory {
  /** Posts as feeds carry them, by the text and for the card that they were written of. */
  readonly feeds: WeakMap<BodySource, { readonly card: CardView; readonly entry: FeedEntry }>;
  /** Rendered texts. */
  readonly bodies: Recent<BodySource, RenderedBody>;
  /** Words of texts as the search index has them, by the text's key. */
  readonly words: Recent<string, readonly string[]>;
}

/** Of rendered texts, in UTF-16 units: a few dozen pages around a post. */
const maxBodies = 4_000_000;
/** Words, those of a few parts of the search index. */
const maxWords = 200_000;

/** An empty memory. */
export function createRenderMemory(): RenderMemory {
  return { feeds: new WeakMap(), bodies: recentValues(maxBodies), words: recentValues(maxWords) };
}
