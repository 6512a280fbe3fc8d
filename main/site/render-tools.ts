import type { RenderedMarkdown } from '../../common/markdown/render.ts';
import { type BodySource, renderBody, renderExcerpt } from './body.ts';
import { elsewhereHtml } from './feeds/feed-entries.ts';
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
  /** A post's text as feeds carry it. Throws like `body`, unless it was made before. */
  readonly elsewhere: (card: CardView, source: BodySource) => string;
  /** A post as an entry of feeds in one form, in UTF-8, written once however many feeds have it. */
  readonly entry: (form: 'atom' | 'json', card: CardView, write: () => string) => Uint8Array;
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
  /** A post as feeds carry it, where it was made before. */
  readonly feedHtml?: (postId: string) => string | undefined;
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
  const entries = { atom: new WeakMap<CardView, Uint8Array>(), json: new WeakMap<CardView, Uint8Array>() };
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
    elsewhere: (card, source) => {
      const known = memory?.feeds.get(source);
      if (known?.card === card) return known.html;
      const html = texts.feedHtml?.(source.postId) ?? elsewhereHtml(card, source, tools.body(source).html);
      memory?.feeds.set(source, { card, html });
      return html;
    },
    words: (postId, textKey) => {
      const known = memory?.words.get(textKey);
      if (known !== undefined) return known;
      const words = readWords(markdownWords(text(postId)));
      memory?.words.keep(textKey, words, words.length);
      return words;
    },
    entry: (form, card, write) => {
      // What has no date takes that of its feed.
      if (card.date === null) return Buffer.from(write());
      const written = entries[form].get(card) ?? Buffer.from(write());
      entries[form].set(card, written);
      return written;
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
