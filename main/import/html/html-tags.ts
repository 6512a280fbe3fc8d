/** A start or end tag of an HTML text. */
export interface HtmlTag {
  /** In small letters. */
  readonly name: string;
  readonly isEnd: boolean;
  readonly at: number;
  /** Behind its `>`. */
  readonly to: number;
}

/** Elements whose content is no markup. */
const raw = /^(?:script|style|textarea|title|iframe|noembed|noframes|xmp|plaintext)$/;

/** Every tag of a text in order, as a browser tells them apart; comments and what scripts hold are passed over. Linear. */
export function tagsOf(html: string): readonly HtmlTag[] {
  const tags: HtmlTag[] = [];
  const next = createFinder(html);
  const start = /<(?:!--|(\/?)([a-z][^\s/><]*))/gi;
  for (let found = start.exec(html); found !== null; found = start.exec(html)) {
    const name = found[2]?.toLowerCase();
    if (name === undefined) {
      start.lastIndex = next('-->', found.index);
      continue;
    }
    const to = next('>', start.lastIndex);
    const isEnd = found[1] === '/';
    tags.push({ name, isEnd, at: found.index, to });
    start.lastIndex = !isEnd && raw.test(name) ? next(`</${name}`, to) : to;
  }
  return tags;
}

/**
 * Finds the place behind the next `mark`, or before it when it is an end tag, which may be written in any letters; the end of the
 * text when there is none, which is found out once only.
 */
function createFinder(text: string) {
  const absent = new Set<string>();
  const endTagAt = (mark: string, from: number): number => {
    const endTag = new RegExp(mark, 'gi');
    endTag.lastIndex = from;
    return endTag.exec(text)?.index ?? -1;
  };
  return (mark: string, from: number): number => {
    const isEndTag = mark.startsWith('</');
    const at = absent.has(mark) ? -1 : isEndTag ? endTagAt(mark, from) : text.indexOf(mark, from);
    if (at >= 0) return isEndTag ? at : at + mark.length;
    absent.add(mark);
    return text.length;
  };
}
