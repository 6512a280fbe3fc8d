import { describe, expect, it } from 'vitest';
import { slugFromTitle, titleFromFileName, uniqueSlug } from '../../common/slug.ts';

describe('slugs', () => {
  it('come from titles in many scripts', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['On the train', 'on-the-train'],
      ["Don't panic: it’s 5 o'clock!", 'dont-panic-its-5-oclock'],
      ['Ölfässer & Café', 'olfasser-cafe'],
      ['Straße nach Łódź', 'strasse-nach-lodz'],
      ['東京タワー ガイド', '東京タワー-ガイド'],
      ['한국어 제목', '한국어-제목'],
      ['Привет, мир', 'привет-мир'],
      ['हिन्दी में', 'हिन्दी-में'],
      ['ﬁne ①', 'fine-1'],
      ['---', ''],
      ['🎉🎉', ''],
      ['\u202Eevil\u202C', 'evil'],
      ['../../etc/passwd', 'etc-passwd'],
      ['%2e%2e', '2e-2e'],
      ['index', 'index-post'],
      ['CON', 'con-post'],
    ];
    for (const [title, slug] of cases) expect(slugFromTitle(title)).toBe(slug);
    expect(slugFromTitle('Ölfässer', { language: 'de-AT' })).toBe('oelfaesser');
    expect(slugFromTitle('Blåbær', { language: 'nb' })).toBe('blaabaer');
  });

  it('are equal however the title is composed', () => {
    expect(slugFromTitle('Café'.normalize('NFD'))).toBe(slugFromTitle('Café'.normalize('NFC')));
  });

  it('stay short, end at a word and fit the name of a file', () => {
    expect(slugFromTitle('word '.repeat(100))).toMatch(/^(?:word-)+word$/);
    expect(slugFromTitle('word '.repeat(100)).length).toBeLessThanOrEqual(80);
    expect(Buffer.byteLength(slugFromTitle('漢'.repeat(300)))).toBeLessThanOrEqual(200);
  });

  it('get a number when taken', () => {
    const taken = new Set(['trip', 'trip-2']);
    expect(uniqueSlug('trip', (slug) => taken.has(slug))).toBe('trip-3');
    expect(uniqueSlug('walk', (slug) => taken.has(slug))).toBe('walk');
  });

  it('stand behind a title made from a file name', () => {
    expect(titleFromFileName('2024-05-01-on_the-train.md')).toBe('On the train');
  });
});
