import { type BodySource, renderBody } from '../body.ts';
import type { RenderedBody } from '../render-tools.ts';
import { type NamedText, type TextFacts, textFacts } from '../text-facts.ts';

/** Texts that a thread has read and keeps for the pages to come. */
export interface HeldTexts {
  /** What is known of each text, in their order. Keeps them when they are to be kept. */
  read(texts: readonly NamedText[], isKept: boolean): readonly TextFacts[];
  text(postId: string): string | undefined;
  /** A text's HTML, when it was rendered ahead. */
  body(source: BodySource): RenderedBody | undefined;
  /** Renders one more ahead; false when there is none left, or no room. */
  renderNext(): boolean;
}

/** HTML rendered ahead and not yet asked for, in UTF-16 units. */
const maxAhead = 32_000_000;

/** No texts. What most posts look like follows from their text alone, long before the site around them is planned. */
export function holdTexts(): HeldTexts {
  const texts = new Map<string, string>();
  const ahead = new Map<string, { readonly source: BodySource; readonly body: RenderedBody }>();
  const waiting = new Map<string, BodySource>();
  let size = 0;
  return {
    read: (named, isKept) =>
      named.map(({ postId, language, text }) => {
        const facts = textFacts(text);
        texts.delete(postId);
        waiting.delete(postId);
        if (!isKept) return facts;
        texts.set(postId, text);
        const { links, pictures } = facts.needs;
        const asksNothing = links.length === 0 && pictures.length === 0;
        if (asksNothing) waiting.set(postId, { postId, textKey: facts.textKey, language, links: {}, pictures: {} });
        return facts;
      }),
    text: (postId) => texts.get(postId),
    body: (source) => {
      waiting.delete(source.postId);
      const found = ahead.get(source.postId);
      if (found === undefined) return undefined;
      ahead.delete(source.postId);
      size -= found.body.html.length;
      return isSame(found.source, source) ? found.body : undefined;
    },
    renderNext: () => {
      const [source] = waiting.values();
      if (source === undefined || size > maxAhead) return false;
      waiting.delete(source.postId);
      const { html, headings, warnings } = renderBody(source, texts.get(source.postId) ?? '');
      ahead.set(source.postId, { source, body: { html, headings, warnings } });
      size += html.length;
      return true;
    },
  };
}

function isSame(made: BodySource, asked: BodySource): boolean {
  return (
    made.textKey === asked.textKey &&
    made.language === asked.language &&
    Object.keys(asked.links).length === 0 &&
    Object.keys(asked.pictures).length === 0
  );
}
