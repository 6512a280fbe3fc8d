import type { HtmlTag } from './html-tags.ts';

/** Elements that hold nothing: however many there are, they do not nest. */
const empty = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;
/** Elements that the next of their kind closes. */
const flat = /^(?:p|li|dt|dd|tr|td|th|thead|tbody|tfoot|colgroup|option|optgroup|rb|rp|rt|rtc)$/;
const formatting = /^(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)$/;
/** Elements that close a paragraph. */
const blocks =
  /^(?:address|article|aside|blockquote|center|details|dir|div|dl|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|listing|main|menu|nav|ol|plaintext|pre|search|section|summary|table|ul|xmp)$/;
/** Elements that no end tag from inside reaches out of, except that of a table. */
const barrier =
  /^(?:applet|caption|marquee|object|table|td|template|th|m[inos]|mtext|annotation-xml|foreignobject|desc|title)$/;
const ofTables = /^(?:table|caption|colgroup|tbody|thead|tfoot|tr|td|th|template)$/;
/** More formatting inside one another, or never ended, than people write. */
const mostFormatting = 10;
/** Formatting that is left open by mistake without being counted as work. */
const forgiven = 4;

/** True for elements that a browser opens anew in the next paragraph when nothing ended them. */
export function isFormatting(name: string): boolean {
  return formatting.test(name);
}

/** The elements that are open at a place of a text, and the work that its mistakes have made for a parser so far. */
export interface OpenElements {
  /** Takes a tag in; answers false when it lies too deep and has to go. */
  take(tag: HtmlTag): boolean;
  /** Elements that were made anew, or cut in two, because something was not ended where it had to be. */
  work(): number;
  /** Names of formatting elements that nothing has ended yet. */
  unended(): readonly string[];
}

/**
 * Follows what a parser does with misplaced tags (HTML, 13.2.6), closely enough to bound its work: at most `deepest` elements
 * inside one another, besides paragraphs, cells and the like and some formatting.
 */
export function createOpenElements(deepest: number): OpenElements {
  const open: string[] = [];
  const formats: { readonly name: string; readonly within: number }[] = [];
  const dropped = new Map<string, number>();
  let depth = 0;
  let work = 0;
  const drop = (name: string, by: 1 | -1): false => {
    dropped.set(name, (dropped.get(name) ?? 0) + by);
    return false;
  };
  const closeFrom = (at: number) => {
    for (const name of open.splice(at)) depth -= flat.test(name) ? 0 : 1;
  };
  const isBarred = (from: number) => open.some((name, at) => at >= from && barrier.test(name));

  const startFormatting = (name: string): boolean => {
    // A link ends the link before it.
    if (name === 'a' && formats.some((one) => one.name === name)) endFormatting(name);
    else if (formats.length >= mostFormatting && name !== 'a') return drop(name, 1);
    formats.push({ name, within: open.length });
    return true;
  };
  const endFormatting = (name: string): boolean => {
    if ((dropped.get(name) ?? 0) > 0) return drop(name, -1);
    const at = formats.findLastIndex((one) => one.name === name);
    const found = formats[at];
    // Formatting around a cell is not ended from inside it.
    if (found === undefined || isBarred(found.within)) return true;
    work += Math.max(0, open.length - found.within) + formats.length - 1 - at;
    formats.splice(at, 1);
    return true;
  };
  const start = (name: string): boolean => {
    const container = open.findLastIndex((one) => blocks.test(one) || barrier.test(one));
    if (flat.test(name)) {
      const before = open.findIndex((one, at) => at > container && flat.test(one));
      if (before >= 0) closeFrom(before);
    } else if (depth >= deepest) return drop(name, 1);
    else {
      if (blocks.test(name)) {
        const paragraph = open.findIndex((one, at) => at > container && one === 'p');
        if (paragraph >= 0) closeFrom(paragraph);
      }
      depth += 1;
    }
    open.push(name);
    return true;
  };
  const end = (name: string): boolean => {
    if ((dropped.get(name) ?? 0) > 0) return drop(name, -1);
    const at = open.lastIndexOf(name);
    const isLesser = !flat.test(name) && !blocks.test(name) && !barrier.test(name);
    const isStopped = isLesser
      ? open.some((one, index) => index > at && (flat.test(one) || blocks.test(one) || barrier.test(one)))
      : !ofTables.test(name) && isBarred(at + 1);
    if (at < 0 || isStopped) return true;
    closeFrom(at);
    return true;
  };
  return {
    take: ({ name, isEnd }) => {
      if (empty.test(name)) return true;
      if (isFormatting(name)) return isEnd ? endFormatting(name) : startFormatting(name);
      work += Math.max(0, formats.length - forgiven);
      return isEnd ? end(name) : start(name);
    },
    work: () => work,
    unended: () => formats.map(({ name }) => name).reverse(),
  };
}
