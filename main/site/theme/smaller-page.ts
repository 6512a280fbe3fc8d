/**
 * Takes away what tags leave behind: blank lines and spaces at line ends, outside of text that keeps its spaces and of
 * `untouched`, a part of the page. Looks at line ends only, of which most have nothing around them.
 */
export function smallerPage(html: string, untouched = ''): string {
  let smaller = '';
  let done = 0;
  for (let at = nextOf(html, untouched, 0); at >= 0; at = nextOf(html, untouched, done)) {
    smaller += smallerPart(html.slice(done, at)) + untouched;
    done = at + untouched.length;
  }
  return smaller + smallerPart(done === 0 ? html : html.slice(done));
}

function nextOf(html: string, text: string, from: number): number {
  return text === '' ? -1 : html.indexOf(text, from);
}

function smallerPart(html: string): string {
  let smaller = '';
  let done = 0;
  for (let from = 0; from < html.length; ) {
    const kept = keptFrom(html, from);
    for (let at = html.indexOf('\n', from); at >= 0 && at < kept.from; ) {
      let start = at;
      while (start > from && isBlank(html.charCodeAt(start - 1))) start -= 1;
      let end = at + 1;
      while (end < kept.from && isSpace(html.charCodeAt(end))) end += 1;
      if (end - start > 1) {
        smaller += `${html.slice(done, start)}\n`;
        done = end;
      }
      at = html.indexOf('\n', end);
    }
    from = kept.to;
  }
  return smaller + html.slice(done);
}

/** The next element that keeps its spaces; behind the end of the page when there is none. */
function keptFrom(html: string, from: number): { readonly from: number; readonly to: number } {
  keptElement.lastIndex = from;
  const found = keptElement.exec(html);
  if (found === null) return { from: html.length, to: html.length };
  return { from: found.index, to: keptElement.lastIndex };
}

const keptElement = /<(pre|textarea|script|style)\b[\s\S]*?<\/\1\s*>/gi;

/** A space or a tab. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function isSpace(code: number): boolean {
  return isBlank(code) || code === 10 || code === 13;
}
