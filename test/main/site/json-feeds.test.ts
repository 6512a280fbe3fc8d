import { expect, test } from 'vitest';
import { openBlog } from './blog.ts';

test('every JSON feed of the sample blog is what JSON Feed 1.1 asks for', async () => {
  const site = await (await openBlog({}, { fromSample: true, settings: 'languages: [de]\n' })).build();
  const feeds = Object.keys(site.contents()).filter((file) => file.endsWith('feed.json'));
  expect(feeds.length).toBeGreaterThan(10);
  for (const file of feeds) {
    const feed: unknown = JSON.parse(await site.read(file));
    expect(faults(feed, feedFields, 'feed'), file).toEqual([]);
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: `https://slow-harbour.example/${encodeURI(file)}`,
    });
    expect(await site.read(file.replace(/json$/, 'xml'))).toContain('</feed>');
  }
});

test('a feed that lacks something, or says what nobody knows, has faults', () => {
  const item = { id: 'x', content_html: '', date_published: '2026-01-01T10:00:00Z' };
  const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'T', items: [item] };
  expect(faults(feed, feedFields, 'feed')).toEqual([]);
  expect(faults({ ...feed, items: [{ ...item, id: 7 }] }, feedFields, 'feed')).toEqual(['feed.items.0.id']);
  expect(faults({ ...feed, items: [{ ...item, date_published: '1 May' }] }, feedFields, 'feed')).toHaveLength(1);
  expect(faults({ ...feed, feed_url: '/feed.json', description: undefined }, feedFields, 'feed')).toHaveLength(2);
  expect(faults({ version: feed.version, items: [] }, feedFields, 'feed')).toEqual(['feed.title']);
});

/** A field of https://www.jsonfeed.org/version/1.1/: whether it must be there, and what is wrong with a value. */
interface Field {
  readonly required?: boolean;
  readonly faults: (value: unknown, place: string) => readonly string[];
}

const matching = (fits: (value: string) => boolean, required = false): Field => ({
  required,
  faults: (value, place) => (typeof value === 'string' && fits(value) ? [] : [place]),
});
const text = matching(() => true);
const requiredText = matching(() => true, true);
const address = matching((value) => /^https?:\/\//.test(value) && URL.canParse(value));
const moment = matching((value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(value));
const language = matching((value) => Intl.getCanonicalLocales(value).length === 1);
const listOf = (each: Field['faults'], required = false): Field => ({
  required,
  faults: (value, place) =>
    Array.isArray(value) ? value.flatMap((one, index) => each(one, `${place}.${index}`)) : [place],
});
const authors = listOf((value, place) => faults(value, { name: requiredText, url: address, avatar: address }, place));

const itemFields: Readonly<Record<string, Field>> = {
  id: requiredText,
  url: address,
  external_url: address,
  title: text,
  content_html: requiredText,
  summary: text,
  image: address,
  banner_image: address,
  date_published: moment,
  date_modified: moment,
  authors,
  tags: listOf(text.faults),
  language,
};

const feedFields: Readonly<Record<string, Field>> = {
  version: requiredText,
  title: requiredText,
  home_page_url: address,
  feed_url: address,
  description: text,
  icon: address,
  language,
  authors,
  items: listOf((value, place) => faults(value, itemFields, place), true),
};

function faults(value: unknown, fields: Readonly<Record<string, Field>>, place: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [place];
  const known = Object.entries(fields).flatMap(([name, field]) => {
    if (!Object.hasOwn(value, name)) return field.required === true ? [`${place}.${name}`] : [];
    return field.faults(Reflect.get(value, name), `${place}.${name}`);
  });
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(fields, name));
  return [...known, ...unknown.map((name) => `${place}.${name}`)];
}
