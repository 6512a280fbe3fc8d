import { describe, expect, test } from 'vitest';
import { postDate } from '../../../main/import/wordpress/dates.ts';
import { createExportIndex, decodeEntities, type IndexedItem } from '../../../main/import/wordpress/export-index.ts';
import { pathBelow, recognisePermalinks } from '../../../main/import/wordpress/permalinks.ts';

const blog = {
  title: '',
  description: '',
  language: '',
  url: 'https://blog.example',
  siteUrl: '',
  version: '1.2',
  authors: [],
  terms: [
    { id: 0, taxonomy: 'category', slug: 'travel', name: 'Travel &amp; Sea', parent: '', description: '' },
    { id: 0, taxonomy: 'category', slug: 'norway', name: 'Norway', parent: 'travel', description: '' },
    { id: 0, taxonomy: 'category', slug: 'a', name: 'A', parent: 'b', description: '' },
    { id: 0, taxonomy: 'category', slug: 'b', name: 'B', parent: 'a', description: '' },
  ],
};
const item = (changes: Partial<IndexedItem>): IndexedItem => ({
  id: 1,
  type: 'post',
  status: 'publish',
  title: '',
  name: 'a',
  link: '',
  guid: '',
  date: '2024-05-06 10:00:00',
  dateGmt: '2024-05-06 08:00:00',
  parent: 0,
  menuOrder: 0,
  attachmentUrl: '',
  alt: '',
  caption: '',
  hasPassword: false,
  hasComments: false,
  creator: '',
  terms: [],
  sharedText: '',
  ...changes,
});

describe('dates', () => {
  test.each([
    ['2024-02-29 23:30:00', '2024-02-29 22:30:00', '2024-02-29T23:30:00+01:00'],
    ['2024-02-29 23:30:00', '2024-02-29 23:30:00', '2024-02-29T23:30:00Z'],
    ['2024-02-29 23:30:00', '2024-03-01 03:00:00', '2024-02-29T23:30:00-03:30'],
    ['2024-02-29 23:30:00', '0000-00-00 00:00:00', '2024-02-29T23:30:00'],
    ['0000-00-00 00:00:00', '0000-00-00 00:00:00', undefined],
    ['', '', undefined],
    ['2024-02-30 99:00:00', '', undefined],
    ['', '2024-02-29 22:30:00', '2024-02-29T22:30:00Z'],
    ['2024-01-01 00:00:00', '2023-01-01 00:00:00', '2023-01-01T00:00:00Z'],
  ])('local %s with GMT %s is %s', (local, gmt, date) => {
    expect(postDate(local, gmt)).toBe(date);
  });
});

test('categories become paths of names, entities decoded, circles cut', () => {
  const index = createExportIndex(blog, []);
  expect(index.categoryPath('norway')).toBe('Travel & Sea/Norway');
  expect(index.categoryPath('a')).toBe('B/A');
  expect(index.categoryPath('nowhere')).toBeUndefined();
});

test('pages know their way from the top, and a circle of parents ends', () => {
  const index = createExportIndex(blog, [
    item({ id: 1, name: 'top' }),
    item({ id: 2, name: 'middle', parent: 1 }),
    item({ id: 3, name: 'x', parent: 4 }),
    item({ id: 4, name: 'y', parent: 3 }),
  ]);
  expect(index.pathOf(2)).toEqual(['top', 'middle']);
  expect(index.pathOf(3)).toEqual(['y', 'x']);
});

test.each([
  ['https://blog.example/2024/05/a/', '/:year/:month/:slug/'],
  ['https://www.blog.example/2024/05/06/a', '/:year/:month/:day/:slug/'],
  ['http://blog.example/a/', '/:slug/'],
  ['https://blog.example/news/a/', '/:category/:slug/'],
  ['https://blog.example/?p=1', undefined],
  ['https://other.example/a/', undefined],
])('the pattern of %s is %s', (link, pattern) => {
  expect(recognisePermalinks([item({ link })], blog.url, () => 'news')).toBe(pattern);
});

test('percent-encoded slugs are the same path as their letters', () => {
  const encoded = item({ name: '%d1%81%d0%bb%d0%be%d0%bd', link: 'https://blog.example/%D1%81%D0%BB%D0%BE%D0%BD/' });
  expect(recognisePermalinks([encoded], blog.url, () => '')).toBe('/:slug/');
});

test('an address below a blog in a folder keeps only what lies below', () => {
  expect(pathBelow('https://x.example/blog/2024/a/', 'https://x.example/blog')).toBe('/2024/a/');
  expect(pathBelow('https://x.example/blogging/a/', 'https://x.example/blog')).toBeUndefined();
});

test('entities are decoded once', () => {
  expect(decodeEntities('a &amp;amp; b &#233; &#x1F600; &unknown;')).toBe('a &amp; b é 😀 &unknown;');
});
