import type { ThemeTexts } from './load-theme.ts';

/** Says a theme's text in one language; `{n}` and other `{name}` places are filled from `values`. */
export type SayText = (name: string, values?: Readonly<Record<string, string | number>>) => string | undefined;

/**
 * Texts of a theme for a language: `de-CH` falls back to `de`, then to English. A text with plural forms follows the
 * value `n`. Answers undefined for a name that no language has.
 */
export function sayTexts(texts: Readonly<Record<string, ThemeTexts>>, language: string): SayText {
  const tag = language.toLowerCase();
  const chain = [tag, tag.split('-')[0] ?? tag, 'en'].flatMap((candidate) => {
    const found = Object.hasOwn(texts, candidate) ? texts[candidate] : undefined;
    return found === undefined ? [] : [{ found, category: pluralCategories(candidate) }];
  });
  return (name, values = {}) => {
    for (const { found, category } of chain) {
      const text = Object.hasOwn(found, name) ? found[name] : undefined;
      if (text === undefined) continue;
      const form = typeof text === 'string' ? text : (text[category(Number(values.n ?? 0))] ?? text.other ?? '');
      return form.replace(/\{(\w+)\}/g, (place, key: string) =>
        Object.hasOwn(values, key) ? String(values[key]) : place,
      );
    }
    return undefined;
  };
}

/** Whether a language is written from right to left. */
export function textDirection(language: string): 'ltr' | 'rtl' {
  const [primary = '', ...rest] = language.toLowerCase().split('-');
  if (rest.includes('latn')) return 'ltr';
  const rightToLeft = [
    'ar',
    'arc',
    'ckb',
    'dv',
    'fa',
    'he',
    'iw',
    'ji',
    'ks',
    'ku',
    'nqo',
    'ps',
    'sd',
    'syr',
    'ug',
    'ur',
    'yi',
  ];
  return rightToLeft.includes(primary) || rest.includes('arab') || rest.includes('hebr') ? 'rtl' : 'ltr';
}

/** The plural category of a number in a language. Small numbers stand on many pages, and ICU takes long over each. */
function pluralCategories(language: string): (count: number) => string {
  const rules = pluralRules(language);
  const known = new Map<number, string>();
  return (count) => {
    const category = known.get(count) ?? rules.select(count);
    if (known.size < maxCategories) known.set(count, category);
    return category;
  };
}

const maxCategories = 1_000;

function pluralRules(language: string): Intl.PluralRules {
  try {
    return new Intl.PluralRules(language);
  } catch {
    return new Intl.PluralRules('en');
  }
}
