import type { QuoteRole } from './environment.ts';

/** The characters for each role of a quotation mark. */
export type Glyphs = Readonly<Record<QuoteRole, string>> & { readonly hasThinSpaces: boolean };

/** Open and close, outer and inner, by language; a region comes before its language. */
const marks: Readonly<Record<string, readonly [string, string, string, string]>> = {
  en: ['“', '”', '‘', '’'],
  de: ['„', '“', '‚', '‘'],
  'de-ch': ['«', '»', '‹', '›'],
  fr: ['«\u202f', '\u202f»', '“', '”'],
  'fr-ch': ['«', '»', '‹', '›'],
  es: ['«', '»', '“', '”'],
  it: ['«', '»', '“', '”'],
  pt: ['«', '»', '“', '”'],
  'pt-br': ['“', '”', '‘', '’'],
  da: ['»', '«', '›', '‹'],
  sv: ['”', '”', '’', '’'],
  fi: ['”', '”', '’', '’'],
  nb: ['«', '»', '‘', '’'],
  no: ['«', '»', '‘', '’'],
  pl: ['„', '”', '‚', '’'],
  cs: ['„', '“', '‚', '‘'],
  sk: ['„', '“', '‚', '‘'],
  hu: ['„', '”', '»', '«'],
  ro: ['„', '”', '«', '»'],
  ru: ['«', '»', '„', '“'],
  uk: ['«', '»', '„', '“'],
  el: ['«', '»', '“', '”'],
};

/** The quotation marks of a BCP 47 tag; English ones where none are known. */
export function glyphsFor(language: string): Glyphs {
  const known = byLanguage.get(language) ?? findGlyphs(language);
  byLanguage.set(language, known);
  return known;
}

/** The same few languages are asked for with every run of text. */
const byLanguage = new Map<string, Glyphs>();

function findGlyphs(language: string): Glyphs {
  const tag = language.toLowerCase();
  const primary = tag.split('-')[0] ?? '';
  const [openDouble, closeDouble, openSingle, closeSingle] = own(tag) ??
    own(primary) ??
    own('en') ?? ['"', '"', "'", "'"];
  return {
    'open-double': openDouble,
    'close-double': closeDouble,
    'open-single': openSingle,
    'close-single': closeSingle,
    apostrophe: '’',
    hasThinSpaces: primary === 'fr' && tag !== 'fr-ch',
  };
}

function own(tag: string): readonly [string, string, string, string] | undefined {
  return Object.hasOwn(marks, tag) ? marks[tag] : undefined;
}
