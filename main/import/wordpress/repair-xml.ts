import type { ExportProblem } from './export-types.ts';

/** Mends a stream of XML text on its way to the parser. */
export interface XmlRepair {
  /** Takes the next piece; answers what may be parsed by now. A few characters can stay behind until the next piece. */
  write(piece: string): string;
  /** Answers what stayed behind. */
  end(): string;
}

/** Longest reference looked for; `&amp;`, `&#x1F600;` and HTML's longest names are shorter. */
const maxReference = 40;
/** Where `&` means itself: what such a part begins and ends with. */
const verbatim = [
  { start: '<![CDATA[', end: ']]>' },
  { start: '<!--', end: '-->' },
] as const;

/**
 * Escapes every `&` outside CDATA and comments that begins no reference, as in `?a=1&b=2`: the parser would else read on to the next `;`
 * and swallow elements. Names the line of each to `onProblem`.
 */
export function repairXml(onProblem: (problem: ExportProblem) => void): XmlRepair {
  let held = '';
  let verbatimEnd: string | undefined;
  let line = 1;

  const mend = (text: string): string =>
    text.replace(/\n|&(?!#\d{1,8};|#x[\da-f]{1,8};|[a-z]\w{0,35};)/gi, (found) => {
      if (found === '\n') {
        line += 1;
        return found;
      }
      onProblem({ line, reason: 'an & that is not written as &amp;' });
      return '&amp;';
    });

  const take = (text: string, isLast: boolean): string => {
    let rest = text;
    let out = '';
    for (;;) {
      const mark = verbatimEnd === undefined ? nextVerbatim(rest) : endOf(rest, verbatimEnd);
      if (mark !== undefined) {
        const part = rest.slice(0, mark.to);
        out += verbatimEnd === undefined ? mend(part) : pass(part);
        rest = rest.slice(mark.to);
        verbatimEnd = mark.next;
        continue;
      }
      const keep = isLast
        ? 0
        : Math.min(rest.length, verbatimEnd === undefined ? maxReference : verbatimEnd.length - 1);
      const ready = safeEnd(rest, rest.length - keep);
      out += verbatimEnd === undefined ? mend(rest.slice(0, ready)) : pass(rest.slice(0, ready));
      held = rest.slice(ready);
      return out;
    }
  };
  const pass = (text: string): string => {
    for (const character of text) if (character === '\n') line += 1;
    return text;
  };

  return {
    write: (piece) => take(held + piece, false),
    end: () => take(held, true),
  };
}

/** Moves a cut in front of an `&` whose reference it would part. */
function safeEnd(text: string, end: number): number {
  const from = text.lastIndexOf('&', end);
  return from >= 0 && end - from < maxReference && end < text.length ? Math.min(end, from) : end;
}

/** The next part that is verbatim: where its start ends, and what closes it. */
function nextVerbatim(text: string): { to: number; next: string | undefined } | undefined {
  const found = verbatim
    .map(({ start, end }) => ({ at: text.indexOf(start), to: text.indexOf(start) + start.length, next: end }))
    .filter(({ at }) => at >= 0)
    .sort((first, second) => first.at - second.at);
  return found[0];
}

function endOf(text: string, end: string): { to: number; next: string | undefined } | undefined {
  const at = text.indexOf(end);
  return at < 0 ? undefined : { to: at + end.length, next: undefined };
}
