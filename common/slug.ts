/** How a slug is made. */
export interface SlugOptions {
  /** BCP 47 tag of the text; in German and the Nordic languages an umlaut becomes two letters. Default `en`. */
  readonly language?: string;
  /** Longest slug in characters, cut at a word where possible; default 80. Never more than 200 bytes of UTF-8. */
  readonly maxLength?: number;
}

const letters: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'], ['æ', 'ae'], ['œ', 'oe'], ['ø', 'o'], ['đ', 'd'], ['ð', 'd'], ['þ', 'th'], ['ł', 'l'], ['ħ', 'h'],
  ['ı', 'i'], ['ŋ', 'n'], ['ĸ', 'k'], ['ŧ', 't'], ['ſ', 's'],
]); // biome-ignore format: a table

const germanLetters: ReadonlyMap<string, string> = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
]);
const nordicLetters: ReadonlyMap<string, string> = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ø', 'oe'],
  ['å', 'aa'],
]);

/** Names that mean something else in a finished site or on a disk, so no post may have them. */
const reservedNames: ReadonlySet<string> = new Set([
  'index',
  'feed',
  'page',
  'tags',
  'categories',
  'search',
  '404',
  'sitemap',
  'robots',
  'media',
  'assets',
  'con',
  'prn',
  'aux',
  'nul',
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9'].flatMap((n) => [`com${n}`, `lpt${n}`]),
]);

/**
 * The last part of an address for a title: `Ölfässer & Café` gives `olfasser-cafe`, in German `oelfaesser-cafe`. Latin
 * letters lose their marks, other scripts stay as they are, everything else becomes one hyphen. A name with a meaning of its
 * own gets `-post`. Empty when nothing of the title is left (emoji, punctuation).
 */
export function slugFromTitle(title: string, options: SlugOptions = {}): string {
  const { language = 'en', maxLength = 80 } = options;
  const own = ownLetters(language);
  const folded = [...title.normalize('NFC').toLowerCase()].map(
    (letter) => own.get(letter) ?? letters.get(letter) ?? letter,
  );
  const slug = folded
    .join('')
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})[\u0300-\u036f]+/gu, '$1')
    .normalize('NFC')
    .replace(/['’ʼ`´\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^[-\p{M}]+|-+$/gu, '');
  const short = shorten(slug, maxLength);
  return reservedNames.has(short) ? `${short}-post` : short;
}

/**
 * The part of an address that stands for a category, tag, author or series: `Tidal R&D` gives `tidal-r-d`. Words that are
 * reserved at the top of a site are free here. Empty when nothing of the name is left.
 */
export function termSlug(name: string): string {
  // In company they are no reserved words.
  const slug = slugFromTitle(`${name} x`);
  return slug === 'x' ? '' : slug.replace(/-x$/, '');
}

/** The slug itself, or with the first free number behind it: `trip`, `trip-2`, `trip-3`. Case does not tell slugs apart. */
export function uniqueSlug(slug: string, isTaken: (candidate: string) => boolean): string {
  if (!isTaken(slug)) return slug;
  for (let number = 2; ; number += 1) {
    const candidate = `${slug}-${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}

/** A title to show for a file that states none: `2024-05-01-on_the-train.md` gives `On the train`. */
export function titleFromFileName(name: string): string {
  const words = name
    .replace(/\.[a-z]+$/i, '')
    .replace(/^\d{4}-\d{2}-\d{2}-/, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

function ownLetters(language: string): ReadonlyMap<string, string> {
  const primary = language.toLowerCase().split('-')[0] ?? '';
  if (primary === 'de') return germanLetters;
  return ['da', 'nb', 'nn', 'no'].includes(primary) ? nordicLetters : new Map();
}

function shorten(slug: string, maxLength: number): string {
  if (slug.length <= maxLength && utf8Length(slug) <= 200) return slug;
  let kept = '';
  let bytes = 0;
  for (const character of slug) {
    bytes += utf8Length(character);
    if (kept.length + character.length > maxLength || bytes > 200) break;
    kept += character;
  }
  const wordEnd = kept.lastIndexOf('-');
  return (wordEnd > kept.length / 2 ? kept.slice(0, wordEnd) : kept).replace(/-+$/, '');
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** True for the name of a file whose post was begun without a title: it is named for its title before readers get its address. */
export function isUntitled(fileName: string): boolean {
  return /(?:^|[/-])untitled(?:-\d+)?(?:\.[a-z]+)?$/.test(fileName);
}
