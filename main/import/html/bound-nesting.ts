import { type HtmlTag, tagsOf } from './html-tags.ts';
import { createOpenElements, isFormatting } from './open-elements.ts';

/** Deeper than any page that people made; elements below are taken for a mistake or an attack. */
const deepestOfAll = 100;
/** A text of many elements nests less, since each is looked at once for every element around it. */
const deepestOfMany = 25;
const lookedAt = 100_000;
/** A text with more mistakes than this was not written by people. */
const mostWork = 5_000;

/**
 * HTML that a parser and the conversion get through in time linear in its length. Tags that lie too deep are taken away, what
 * they hold stays; after thousands of misplaced tags only links and formatting that is ended at once stay. Answers the text itself when
 * it is sound, or no worse than people make it.
 */
export function boundNesting(html: string): string {
  const tags = tagsOf(html);
  const open = createOpenElements(Math.min(deepestOfAll, Math.max(deepestOfMany, Math.round(lookedAt / tags.length))));
  const kept: string[] = [];
  let from = 0;
  let isStrict = false;
  for (const [index, tag] of tags.entries()) {
    const { name, at, to } = tag;
    if (isStrict && isFormatting(name) && name !== 'a') {
      if (isEndedAtOnce(tags, index)) continue;
    } else if (open.take(tag)) {
      if (isStrict || open.work() <= mostWork) continue;
      isStrict = true;
      const ends = open.unended().map((unended) => `</${unended}>`);
      kept.push(html.slice(from, at), ...ends);
      from = at;
      continue;
    }
    kept.push(html.slice(from, at));
    from = to;
  }
  return from === 0 && !isStrict ? html : kept.join('') + html.slice(from);
}

/** True for both tags of an element that holds no other. */
function isEndedAtOnce(tags: readonly HtmlTag[], index: number): boolean {
  const tag = tags[index];
  const other = tags[tag?.isEnd === true ? index - 1 : index + 1];
  return tag !== undefined && other?.name === tag.name && other.isEnd !== tag.isEnd;
}
