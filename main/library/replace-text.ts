import { createContext, Script } from 'node:vm';
import type { PatternBroken, TextReplacement } from '../../common/contract/bulk.ts';
import type { TextChange } from '../../common/post.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { errorCode } from '../node/file-system.ts';

/** Longest time a regular expression may take on one post, in milliseconds. */
const patternLimitMs = 1_000;

/** Finds the places of a replacement in texts. Made once, used on every post. */
export type TextFinder = (text: string) => Result<readonly TextChange[], PatternBroken>;

/**
 * A finder for this replacement. An author's regular expression may need longer than the universe has, so it runs where it can
 * be stopped; it sees nothing but the text.
 */
export function createTextFinder(wanted: TextReplacement): Result<TextFinder, PatternBroken> {
  if (wanted.find === '') return fail({ kind: 'pattern-broken', reason: 'empty' });
  const flags = `gmu${wanted.isCaseSensitive ? '' : 'i'}`;
  const source = sourceOf(wanted);
  try {
    new RegExp(source, flags);
  } catch {
    return fail({ kind: 'pattern-broken', reason: 'invalid' });
  }
  const context = createContext(Object.assign(Object.create(null), { source, flags, text: '' }));
  const script = new Script(
    'JSON.stringify([...text.matchAll(new RegExp(source, flags))].map((m) => [m.index, m[0], m.slice(1)]))',
  );
  return ok((text) => {
    context.text = text;
    try {
      const found: unknown = script.runInContext(context, { timeout: patternLimitMs });
      // The script above makes a text of exactly this shape.
      const matches = JSON.parse(String(found)) as readonly (readonly [number, string, readonly (string | null)[]])[];
      const changes = matches
        .filter(([, whole]) => whole !== '')
        .map(([from, whole, groups]) => ({ from, to: from + whole.length, insert: inserted(wanted, whole, groups) }));
      return ok(changes.filter(({ from, to, insert }) => text.slice(from, to) !== insert));
    } catch (error) {
      if (errorCode(error) !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      return fail({ kind: 'pattern-broken', reason: 'too-slow' });
    }
  });
}

function sourceOf({ find, match }: TextReplacement): string {
  if (match === 'regex') return find;
  const plain = find.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  if (match === 'plain') return plain;
  return `(?<![\\p{L}\\p{M}\\p{N}_])${plain}(?![\\p{L}\\p{M}\\p{N}_])`;
}

function inserted({ replace, match }: TextReplacement, whole: string, groups: readonly (string | null)[]): string {
  if (match !== 'regex') return replace;
  return replace.replace(/\$(\$|&|\d{1,2})/g, (mark: string, name: string) => {
    if (name === '$') return '$';
    if (name === '&') return whole;
    const number = Number(name);
    return number >= 1 && number <= groups.length ? (groups[number - 1] ?? '') : mark;
  });
}
