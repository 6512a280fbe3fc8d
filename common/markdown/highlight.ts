import core from 'highlight.js/lib/core';
import { grammars, sameLanguage } from './highlight-languages.ts';
import { escapeHtml } from './html/escape.ts';

/** Longer code is shown without colours: nobody reads it, and colouring it would hold up the typing. In UTF-16 units. */
const maxLength = 20_000;
/** Remembered code, in UTF-16 units of source; about three times that in memory. */
const maxCacheLength = 4_000_000;

const engine = core.newInstance();
// Colouring is a pure function of code and language: remembering it is invisible, and saves the largest cost of a render.
const cache = new Map<string, string>();
let cacheLength = 0;

/** The name under which a language of a fence is known (`ts` is `typescript`); undefined for an unknown one. */
export function languageOf(name: string): string | undefined {
  const lower = name.toLowerCase();
  const language = Object.hasOwn(sameLanguage, lower) ? sameLanguage[lower] : lower;
  return language !== undefined && Object.hasOwn(grammars, language) ? language : undefined;
}

/** Code as HTML with highlight.js class names. `language` comes from `languageOf`. Grammars are readied when first used. */
export function highlight(code: string, language: string): string {
  const key = `${language}\n${code}`;
  const known = cache.get(key);
  if (known !== undefined) {
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  const grammar = grammars[language];
  if (!grammar || code.length > maxLength) return escapeHtml(code);
  if (!engine.getLanguage(language)) engine.registerLanguage(language, grammar);
  const html = engine.highlight(code, { language, ignoreIllegals: true }).value;
  remember(key, html);
  return html;
}

function remember(key: string, html: string): void {
  cache.set(key, html);
  cacheLength += key.length;
  for (const oldest of cache.keys()) {
    if (cacheLength <= maxCacheLength) return;
    cache.delete(oldest);
    cacheLength -= oldest.length;
  }
}
