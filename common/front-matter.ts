/** Where a file's header stands in its text. The parts put together give the file back, character for character. */
export interface SplitText {
  readonly kind: 'yaml' | 'toml' | 'json' | 'none';
  /** Everything before the header: a byte order mark and the opening line with its line end. */
  readonly opening: string;
  /** Between the delimiters; ends with a line end unless empty. For JSON: the object itself. */
  readonly header: string;
  /** The closing line with its line end, and the empty line that custom puts below it. */
  readonly closing: string;
  /** What the author writes: everything after. */
  readonly body: string;
  /** Line of the file in which `header` begins, counting from 1. */
  readonly headerLine: number;
  /** Set when an opening line has no closing one; the whole file is then `body`. */
  readonly unclosed?: { readonly line: number };
}

const fences = [
  { kind: 'yaml', line: /^---[ \t]*\r?\n/, close: /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/ },
  { kind: 'toml', line: /^\+\+\+[ \t]*\r?\n/, close: /^\+\+\+[ \t]*(?:\r?\n|$)/ },
  { kind: 'json', line: /^;;;[ \t]*\r?\n/, close: /^;;;[ \t]*(?:\r?\n|$)/ },
] as const;

/**
 * Finds the front matter at the start of a file: YAML between `---`, TOML between `+++`, JSON between `;;;` or bare, and YAML
 * without an opening line as Hexo's own scaffolds have it.
 */
export function splitFrontMatter(text: string): SplitText {
  const mark = /^\uFEFF*/.exec(text)?.[0] ?? '';
  const rest = text.slice(mark.length);
  for (const fence of fences) {
    const first = fence.line.exec(rest)?.[0];
    if (first === undefined) continue;
    const start = mark.length + first.length;
    const close = findLine(text, start, fence.close);
    if (close === undefined) return { ...withoutHeader(mark, rest), unclosed: { line: 1 } };
    const bodyStart = afterEmptyLine(text, close.to);
    return {
      kind: fence.kind,
      opening: text.slice(0, start),
      header: text.slice(start, close.from),
      closing: text.slice(close.from, bodyStart),
      body: text.slice(bodyStart),
      headerLine: 2,
    };
  }
  if (rest.startsWith('{')) return splitBareJson(mark, rest);
  return splitOpenHeader(text, mark) ?? withoutHeader(mark, rest);
}

/** A line that every header without an opening line begins with; a paragraph does not. */
const openStart = /^(?:title|layout|date|updated|tags|categories|permalink|abbrlink|id):(?:[ \t]|\r?\n)/;

/** A line of keys, list items, what belongs to the line above, or a comment. */
const headerLine = /^(?:[\w-]+:(?:[ \t].*)?|[ \t]+\S.*|-[ \t].*|#.*)\r?\n$/;

/** Hexo's way: keys from the first line on, ended by `---`. Only what can be nothing else is taken for it. */
function splitOpenHeader(text: string, mark: string): SplitText | undefined {
  if (!openStart.test(text.slice(mark.length, mark.length + 80))) return undefined;
  for (let from = mark.length; ; ) {
    const lineEnd = text.indexOf('\n', from);
    const next = lineEnd === -1 ? text.length : lineEnd + 1;
    const line = text.slice(from, next);
    if (/^-{3,}[ \t]*(?:\r?\n)?$/.test(line)) {
      const bodyStart = afterEmptyLine(text, next);
      return {
        kind: 'yaml',
        opening: mark,
        header: text.slice(mark.length, from),
        closing: text.slice(from, bodyStart),
        body: text.slice(bodyStart),
        headerLine: 1,
      };
    }
    if (!headerLine.test(line)) return undefined;
    from = next;
  }
}

/** The file that the parts came from, or a new one from changed parts. */
export function joinFrontMatter(parts: Pick<SplitText, 'opening' | 'header' | 'closing' | 'body'>): string {
  return parts.opening + parts.header + parts.closing + parts.body;
}

/** The line end a text uses most, for lines that are added to it; `\n` when it has none. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const all = text.split('\n').length - 1;
  const windows = text.split('\r\n').length - 1;
  return windows * 2 > all ? '\r\n' : '\n';
}

function withoutHeader(mark: string, body: string): SplitText {
  return { kind: 'none', opening: mark, header: '', closing: '', body, headerLine: 1 };
}

function findLine(
  text: string,
  start: number,
  pattern: RegExp,
): { readonly from: number; readonly to: number } | undefined {
  for (let from = start; from <= text.length; ) {
    const lineEnd = text.indexOf('\n', from);
    const next = lineEnd === -1 ? text.length : lineEnd + 1;
    if (pattern.test(text.slice(from, next))) return { from, to: next };
    if (lineEnd === -1) return undefined;
    from = next;
  }
  return undefined;
}

/** A `{` in the first column starts JSON front matter when a `}` in the first column ends it, as Hugo reads it. */
function splitBareJson(mark: string, rest: string): SplitText {
  const close = /^\}[ \t]*(?:\r?\n|$)/m.exec(rest);
  if (close === null || !/^\{\s*(?:"|\})/.test(rest)) return withoutHeader(mark, rest);
  const end = close.index + 1;
  const bodyStart = afterEmptyLine(rest, close.index + close[0].length);
  return {
    kind: 'json',
    opening: mark,
    header: rest.slice(0, end),
    closing: rest.slice(end, bodyStart),
    body: rest.slice(bodyStart),
    headerLine: 1,
  };
}

function afterEmptyLine(text: string, from: number): number {
  if (text.startsWith('\n', from)) return from + 1;
  return text.startsWith('\r\n', from) ? from + 2 : from;
}
