/** Deeper than any page that people made; elements below are taken for a mistake or an attack. */
const maxDepth = 100;
/** Elements that hold nothing, and those that the next of their kind closes: however many there are, they do not nest. */
const flat =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th|thead|tbody|tfoot|colgroup|option|optgroup|rb|rp|rt|rtc)$/;
/** Elements whose content is no markup. */
const raw = /^(?:script|style|textarea|title|iframe|noembed|noframes|xmp|plaintext)$/;

/**
 * HTML whose elements nest no deeper than the conversion can follow: tags that lie deeper are taken away, what they hold stays.
 * Answers the text itself when nothing is too deep. Linear in its length.
 */
export function boundNesting(html: string): string {
  const open: string[] = [];
  const counts = new Map<string, number>();
  const count = (name: string, by: 1 | -1) => counts.set(name, (counts.get(name) ?? 0) + by);
  const kept: string[] = [];
  let from = 0;
  for (const { name, isEnd, at, to } of tagsOf(html)) {
    const isStray = isEnd && (counts.get(name) ?? 0) === 0;
    if (flat.test(name) || isStray) continue;
    if (!isEnd) {
      open.push(name);
      count(name, 1);
    }
    const depth = isEnd ? open.lastIndexOf(name) + 1 : open.length;
    if (isEnd) for (const closed of open.splice(depth - 1)) count(closed, -1);
    if (depth > maxDepth) {
      kept.push(html.slice(from, at));
      from = to;
    }
  }
  return from === 0 ? html : kept.join('') + html.slice(from);
}

interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly at: number;
  /** Behind its `>`. */
  readonly to: number;
}

function* tagsOf(html: string): Generator<Tag> {
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
    yield { name, isEnd, at: found.index, to };
    start.lastIndex = !isEnd && raw.test(name) ? next(`</${name}`, to) : to;
  }
}

/** Finds the place behind the next `mark`; the end of the text when there is none, which is found out once only. */
function createFinder(text: string) {
  const absent = new Set<string>();
  return (mark: string, from: number): number => {
    const at = absent.has(mark) ? -1 : text.indexOf(mark, from);
    if (at >= 0) return mark.startsWith('</') ? at : at + mark.length;
    absent.add(mark);
    return text.length;
  };
}
