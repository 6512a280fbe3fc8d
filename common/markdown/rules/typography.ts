import type { MarkdownIt, Token } from 'markdown-it';
import type { MarkdownContext } from '../context.ts';
import { factsOf, type QuoteRole, renderEnv } from '../environment.ts';
import { escapeHtml } from '../html/escape.ts';
import { type Glyphs, glyphsFor } from '../quotation-marks.ts';

interface Quote {
  readonly token: Token;
  readonly at: number;
  readonly mark: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Straight quotes, `--`, `---` and `...` in running text become what a typesetter would use in the language of the post. What a
 * quote stands for is found when the text is read; which character that is, when it is rendered.
 */
export function typography(markdown: MarkdownIt): void {
  markdown.core.ruler.after('abbreviation', 'quotes', (state) => {
    for (const { type, children, content } of state.tokens) {
      if (type === 'inline' && children && (content === '' || /["']/.test(content))) markQuotes(quotesIn(children));
    }
  });
  markdown.renderer.rules.text = (tokens, index, _options, env) => {
    const token = tokens[index] as Token;
    const { context } = renderEnv(env);
    const facts = token.meta ? factsOf(token) : undefined;
    if (context.smartTypography === false || facts?.verbatim) return escapeHtml(token.content);
    return escapeHtml(finish(token.content, facts?.quotes ?? [], context.language));
  };
}

/** What a typesetter would touch. */
const hasSigns = /["'»;:!?]|--|\.\.\./;

/** Sets plain text, a title or a heading in a table of contents, like the renderer sets the text itself. */
export function typeset(
  text: string,
  { language, smartTypography }: Pick<MarkdownContext, 'language' | 'smartTypography'>,
): string {
  if (smartTypography === false || !hasSigns.test(text)) return text;
  const quotes = [...text.matchAll(/["']/g)].map(({ index }) => {
    return { at: index, mark: text[index] ?? '', before: text[index - 1] ?? ' ', after: text[index + 1] ?? ' ' };
  });
  const roles = [...rolesOf(quotes)].map(([{ at }, role]) => ({ at, role })).sort((one, other) => one.at - other.at);
  return finish(text, roles, language);
}

function finish(
  text: string,
  quotes: readonly { readonly at: number; readonly role: QuoteRole }[],
  language: string,
): string {
  const glyphs = glyphsFor(language);
  const dashed = withDashes(withQuotes(text, quotes, glyphs));
  return glyphs.hasThinSpaces ? withThinSpaces(dashed) : dashed;
}

/** The quotes of a run of inline tokens with their neighbours, which may stand in other tokens. */
function quotesIn(children: readonly Token[]): Quote[] {
  let whole = '';
  const found: { token: Token; at: number; place: number }[] = [];
  for (const token of children) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') whole += '\n';
    else if (token.type === 'text') {
      for (const match of factsOf(token).verbatim ? [] : token.content.matchAll(/["']/g)) {
        found.push({ token, at: match.index, place: whole.length + match.index });
      }
      whole += token.content;
    } else if (token.nesting === 0 && token.type !== 'html_inline') whole += '\ufffc';
  }
  return found.map(({ token, at, place }) => {
    return { token, at, mark: whole[place] ?? '', before: whole[place - 1] ?? ' ', after: whole[place + 1] ?? ' ' };
  });
}

/** Pairs quotes like a reader does: by the spaces and punctuation around them, the innermost first. */
function rolesOf<Mark extends Omit<Quote, 'token'>>(quotes: readonly Mark[]): Map<Mark, QuoteRole> {
  const roles = new Map<Mark, QuoteRole>();
  const open: Record<string, { quote: Mark; place: number }[]> = { '"': [], "'": [] };
  quotes.forEach((quote, place) => {
    const isDouble = quote.mark === '"';
    const { canOpen, canClose } = sides(quote);
    const own = open[quote.mark] ?? [];
    const other = open[isDouble ? "'" : '"'] ?? [];
    const partner = canClose ? own.pop() : undefined;
    if (partner) {
      roles.set(partner.quote, isDouble ? 'open-double' : 'open-single');
      roles.set(quote, isDouble ? 'close-double' : 'close-single');
      while ((other.at(-1)?.place ?? -1) > partner.place) other.pop();
    } else if (canOpen) {
      own.push({ quote, place });
      // Until it is closed: speech that goes on in the next paragraph, or a word that lost its beginning ('tis, '90s).
      roles.set(quote, isDouble ? 'open-double' : 'apostrophe');
    } else if (!isDouble) {
      roles.set(quote, 'apostrophe');
    }
  });
  return roles;
}

function markQuotes(quotes: readonly Quote[]): void {
  const roles = rolesOf(quotes);
  for (const quote of quotes) {
    const role = roles.get(quote);
    const facts = factsOf(quote.token);
    facts.quotes ??= [];
    if (role) facts.quotes.push({ at: quote.at, role });
  }
}

function sides({ mark, before, after }: Omit<Quote, 'token'>): {
  readonly canOpen: boolean;
  readonly canClose: boolean;
} {
  const spaceBefore = /\s/.test(before);
  const spaceAfter = /\s/.test(after);
  const markBefore = /[\p{P}\p{S}]/u.test(before);
  const markAfter = /[\p{P}\p{S}]/u.test(after);
  if (mark === '"' && /\d/.test(before) && after === '"') return { canOpen: false, canClose: false };
  const canOpen = !spaceAfter && (!markAfter || spaceBefore || markBefore);
  const canClose = !spaceBefore && (!markBefore || spaceAfter || markAfter);
  return canOpen && canClose ? { canOpen: markBefore, canClose: markAfter } : { canOpen, canClose };
}

function withQuotes(
  text: string,
  quotes: readonly { readonly at: number; readonly role: QuoteRole }[],
  glyphs: Glyphs,
): string {
  let result = '';
  let end = 0;
  for (const { at, role } of quotes) {
    result += text.slice(end, at) + glyphs[role];
    end = at + 1;
  }
  return result + text.slice(end);
}

function withDashes(text: string): string {
  if (!/--|\.\.\./.test(text)) return text;
  return text
    .replace(/(?<!\.)\.\.\.(?!\.)/g, '…')
    .replace(/(?<!-)---(?!-)/g, '—')
    .replace(/(?<=^|\s)--(?=\s|$)|(?<=[^-\s])--(?=[^-\s])/gm, '–');
}

/** French sets a thin space that does not break before double punctuation; it only replaces a space that was typed. */
function withThinSpaces(text: string): string {
  return /[;:!?»]/.test(text) ? text.replace(/ (?=[;!?])/g, '\u202f').replace(/ (?=[:»])/g, '\u00a0') : text;
}
