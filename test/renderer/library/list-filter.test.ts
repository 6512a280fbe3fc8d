import { describe, expect, it } from 'vitest';
import type { PostMatter, PostSummary } from '../../../common/post.ts';
import { changeOf, emptyWish } from '../../../renderer/library/bulk-wish.ts';
import { filterPosts, isFiltered, wholeList, yearsOf } from '../../../renderer/library/list-filter.ts';
import { countTerms } from '../../../renderer/library/terms.ts';
import { arrange } from '../../../renderer/stores/list-rows.ts';

type Changes = Partial<Omit<PostSummary, 'matter'>> & { readonly matter?: Partial<PostMatter> };

function post(id: string, { matter, ...changes }: Changes): PostSummary {
  const all: PostMatter = { title: id, draft: false, categories: [], tags: [], aliases: [], ...matter };
  const row = { id, kind: 'post', status: 'published', slug: id, changedMs: 0, excerpt: '' } as const;
  return { ...row, ...changes, matter: all };
}

const posts = [
  post('a', { matter: { date: '2024-12-31T23:30:00-05:00', categories: ['Travel/Norway'], tags: ['sea'] }, dateMs: 3 }),
  post('b', { matter: { date: '2023-02-01', categories: ['Travel'], tags: ['sea', 'rail'] }, dateMs: 2, changedMs: 9 }),
  post('c', { status: 'draft', matter: { categories: ['Food'] }, changedMs: Date.UTC(2023, 5) }),
  post('d', { kind: 'page', matter: { title: 'About' }, dateMs: 1 }),
];

describe('the list of posts', () => {
  const ids = (filter: Partial<typeof wholeList>) =>
    filterPosts(posts, { ...wholeList, ...filter }).map(({ id }) => id);

  it('is narrowed by status, category with all below it, tag and year', () => {
    expect(ids({})).toEqual(['a', 'b', 'c', 'd']);
    expect(ids({ show: 'draft' })).toEqual(['c']);
    expect(ids({ show: 'page' })).toEqual(['d']);
    expect(ids({ category: 'Travel' })).toEqual(['a', 'b']);
    expect(ids({ category: 'Travel/Norway' })).toEqual(['a']);
    expect(ids({ tag: 'rail', year: '2023' })).toEqual(['b']);
    // The year is the author's, not that of another time zone.
    expect(ids({ year: '2024' })).toEqual(['a']);
    expect(yearsOf(posts)).toEqual(['2024', '2023', '1970']);
    expect([isFiltered(wholeList), isFiltered({ ...wholeList, order: 'title' })]).toEqual([false, true]);
  });

  it('stands in the order that was chosen', () => {
    const published = (order: typeof wholeList.order) =>
      arrange(posts, new Set(), order).flatMap((row) =>
        row.kind === 'post' && row.group === 'published' ? [row.post.id] : [],
      );
    expect(published('newest')).toEqual(['a', 'b']);
    expect(published('oldest')).toEqual(['b', 'a']);
    expect(published('changed')).toEqual(['b', 'a']);
    expect(published('title')).toEqual(['a', 'b']);
  });

  it('counts the posts of tags, and of categories with all below them', () => {
    expect(countTerms(posts, 'tags')).toEqual([
      { term: 'rail', posts: 1 },
      { term: 'sea', posts: 2 },
    ]);
    expect(countTerms(posts, 'categories').map(({ term, posts: count }) => `${term} ${count}`)).toEqual([
      'Food 1',
      'Travel 2',
      'Travel/Norway 1',
    ]);
  });
});

describe('a wish to change many posts', () => {
  it('is a change as soon as enough is said', () => {
    const text = emptyWish('text');
    expect(changeOf(text)).toBeUndefined();
    expect(changeOf({ ...text, from: ' x' })).toMatchObject({ kind: 'text', find: ' x', replace: '' });
    const term = { ...emptyWish('term'), from: 'sea' };
    expect(changeOf(term)).toBeUndefined();
    expect(changeOf({ ...term, to: ' ocean ' })).toMatchObject({ kind: 'term', from: 'sea', to: 'ocean' });
    expect(changeOf({ ...term, isRemoved: true })).toMatchObject({ kind: 'term', to: null });
    expect(changeOf({ ...emptyWish('link'), from: '/a/', to: '' })).toBeUndefined();
  });
});
