import type { RenderedMarkdown } from '../../common/markdown/render.ts';
import { type BodySource, renderBody, renderExcerpt } from './body.ts';
import { type FeedEntry, feedEntry, isDated } from './feeds/feed-entry.ts';
import type { RenderMemory } from './render-memory.ts';
import { markdownWords } from './search-words.ts';
import { type TemplateSources, type Templates, templatesByLanguage } from './theme/templates.ts';
import type { CardView } from './views.ts';
import { createWordReader } from './word-reader.ts';

/** What every page of a build shares, as plain data: it is handed to each thread once. */
export interface RenderSetting {
  readonly theme: TemplateSources;
  /** Addresses of the theme's files, by path below `assets/`. */
  readonly assetAddresses: Readonly<Record<string, string>>;
  readonly timeZone: string;
  /** Put on the element around a post's text; empty in a published site. */
  readonly bodyMark: string;
}

/** What rendering needs besides the task. */
export interface RenderTools {
  readonly timeZone: string;
  readonly bodyMark: string;
  /** The theme's templates speaking a language. */
  readonly templates: (language: string) => Templates;
  /** A post's text as HTML. Throws when the text was not handed over. */
  readonly body: (source: BodySource) => RenderedBody;
  /** A post as feeds carry it; `otherwise` is its time when it has none. Throws like `body`, unless it was written before. */
  readonly feedEntry: (card: CardView, source: BodySource, otherwise: string) => FeedEntry;
  /** A card with what stands in lists of its post's text, the same object each time. Throws like `body`. */
  readonly cardWith: (card: CardView, source: BodySource) => CardView;
  /** Words of a post's text as the search index has them. Throws like `body`, unless they were found before. */
  readonly words: (postId: string, textKey: string) => readonly string[];
}

/** What pages and feeds take from a rendered text. */
export type RenderedBody = Pick<RenderedMarkdown, 'html' | 'headings' | 'warnings'>;

/** Where the texts of the posts to be rendered are. */
export interface TextSource {
  readonly text: (postId: string) => string | undefined;
  /** A text's HTML, where it was rendered before. */
  readonly body?: (source: BodySource) => RenderedBody | undefined;
  /** A post as feeds carry it, where it was written before. */
  readonly feedEntry?: (postId: string) => FeedEntry | undefined;
}

/**
 * Tools for one build or preview. `texts` are those of the posts to be rendered; `templates` are
 * compiled from the setting unless they are there already; `memory` has what builds before made.
 */
export function renderTools(
  { theme, assetAddresses, timeZone, bodyMark }: RenderSetting,
  texts: TextSource,
  templates: RenderTools['templates'] = templatesByLanguage(theme, assetAddresses),
  memory: RenderMemory | undefined = undefined,
): RenderTools {
  // A page asks for its text again when feeds want it too.
  let last: { readonly postId: string; readonly body: RenderedBody } | undefined;
  const cards = new WeakMap<CardView, CardView>();
  const entries = memory?.feeds ?? new WeakMap<BodySource, { readonly card: CardView; readonly entry: FeedEntry }>();
  const readWords = createWordReader();
  const text = (postId: string): string => {
    const found = texts.text(postId);
    if (found === undefined) throw new Error(`The text of ${postId} was not read`);
    return found;
  };
  const tools: RenderTools = {
    timeZone,
    bodyMark,
    templates,
    feedEntry: (card, source, otherwise) => {
      const known = entries.get(source);
      if (known?.card === card) return known.entry;
      const entry = texts.feedEntry?.(source.postId) ?? feedEntry(card, source, tools.body(source).html, otherwise);
      if (isDated(card)) entries.set(source, { card, entry });
      return entry;
    },
    words: (postId, textKey) => {
      const known = memory?.words.get(textKey);
      if (known !== undefined) return known;
      const words = readWords(markdownWords(text(postId)));
      memory?.words.keep(textKey, words, words.length);
      return words;
    },
    cardWith: (card, source) => {
      const known = cards.get(card) ?? { ...card, excerpt: renderExcerpt(source, text(source.postId)) };
      cards.set(card, known);
      return known;
    },
    body: (source) => {
      const { postId } = source;
      const known = last?.postId === postId ? last.body : memory?.bodies.get(source);
      if (known !== undefined) return known;
      const { html, headings, warnings } = texts.body?.(source) ?? renderBody(source, text(postId));
      const body = { html, headings, warnings };
      memory?.bodies.keep(source, body, html.length);
      last = { postId, body };
      return body;
    },
  };
  return tools;
}
