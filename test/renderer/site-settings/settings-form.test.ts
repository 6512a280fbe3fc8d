import { describe, expect, test } from 'vitest';
import type { SiteSettings } from '../../../common/site-settings.ts';
import { changesOf, faultOf, formOf } from '../../../renderer/site-settings/settings-form.ts';

const settings: SiteSettings = {
  title: 'Slow Harbour',
  tagline: '',
  author: 'Mara',
  language: 'en',
  timeZone: 'UTC',
  url: 'https://slow-harbour.example/',
  permalink: '/:year/:month/:slug/',
  theme: 'longread',
  postsPerPage: 10,
  menu: [],
  blogroll: [],
  targets: [],
};

describe('the form of the blog’s settings', () => {
  test('changes nothing that was not touched', () => {
    expect(changesOf(formOf(settings), settings)).toEqual({});
  });

  test('says only what differs', () => {
    const form = {
      ...formOf(settings),
      theme: 'journal',
      postsPerPage: '5',
      comments: 'mail',
      mail: ' a@b.example ',
    } as const;
    expect(changesOf(form, settings)).toEqual({
      theme: 'journal',
      postsPerPage: 5,
      newComments: { kind: 'mail', address: 'a@b.example' },
    });
  });

  test('stops asking for comments', () => {
    const asking: SiteSettings = { ...settings, newComments: { kind: 'embed', html: '<p>Talk</p>' } };
    expect(changesOf({ ...formOf(asking), comments: 'none' }, asking)).toEqual({ newComments: { kind: 'none' } });
  });

  test.each([
    ['title', { title: ' ' }],
    ['url', { url: 'slow-harbour.example' }],
    ['language', { language: 'not a tag' }],
    ['postsPerPage', { postsPerPage: '0' }],
    ['permalink', { permalink: '/:year/' }],
    ['mail', { comments: 'mail', mail: 'mara' }],
    ['embed', { comments: 'embed', embed: ' ' }],
  ] as const)('finds fault with %s', (fault, wrong) => {
    expect(faultOf(formOf(settings))).toBeUndefined();
    expect(faultOf({ ...formOf(settings), ...wrong })).toBe(fault);
  });
});
