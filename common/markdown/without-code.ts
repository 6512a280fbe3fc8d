/** The same text with code blocks, code spans and HTML comments blanked, so that every offset stays. Takes linear time. */
export function withoutCode(text: string): string {
  return withoutSpans(withoutFences(text).replace(/<!--[\s\S]*?(?:-->|$(?![\s\S]))/g, blank));
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

function withoutFences(text: string): string {
  let fence: { readonly letter: string; readonly length: number } | undefined;
  return text
    .split('\n')
    .map((line) => {
      const marks = /^ {0,3}(?:`{3,}|~{3,})/.exec(line)?.[0].trim();
      const letter = marks?.charAt(0) ?? '';
      const length = marks?.length ?? 0;
      if (fence !== undefined) {
        const isEnd = letter === fence.letter && length >= fence.length && line.trim().length === length;
        if (isEnd) fence = undefined;
        return blank(line);
      }
      if (marks === undefined || (letter === '`' && line.trim().slice(length).includes('`'))) return line;
      fence = { letter, length };
      return blank(line);
    })
    .join('\n');
}

/** A run of backticks opens a span that ends at the next run of the same length in the same paragraph. */
function withoutSpans(text: string): string {
  return text
    .split(/(\n[ \t]*\n)/)
    .map((paragraph) => {
      const runs = [...paragraph.matchAll(/`+/g)].map((match) => ({ from: match.index, length: match[0].length }));
      const nextOfLength = nextRuns(runs.map(({ length }) => length));
      let result = '';
      let at = 0;
      for (let index = 0; index < runs.length; ) {
        const close = nextOfLength[index];
        const [open, end] = [runs[index], close === undefined ? undefined : runs[close]];
        if (open === undefined || end === undefined || close === undefined) {
          index += 1;
          continue;
        }
        result += paragraph.slice(at, open.from) + blank(paragraph.slice(open.from, end.from + end.length));
        at = end.from + end.length;
        index = close + 1;
      }
      return result + paragraph.slice(at);
    })
    .join('');
}

/** For each number, where the same number comes next; undefined when it does not. */
function nextRuns(lengths: readonly number[]): readonly (number | undefined)[] {
  const last = new Map<number, number>();
  const next: (number | undefined)[] = Array.from({ length: lengths.length });
  for (let index = lengths.length - 1; index >= 0; index -= 1) {
    const length = lengths[index] ?? 0;
    next[index] = last.get(length);
    last.set(length, index);
  }
  return next;
}
