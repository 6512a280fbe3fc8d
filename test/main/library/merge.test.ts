import { describe, expect, it } from 'vitest';
import { mergePosts } from '../../../main/library/merge-posts.ts';
import { mergeRandomly } from './merge-trials.ts';

describe('merging two versions of a post', () => {
  it('loses no word in random merges, and notices a merge that does', () => {
    const count = mergeRandomly(1_000, 1);
    expect(count).toMatchObject({ merges: 1_000, lost: 0, kept: 0, firstFault: '' });
    expect(count.merged).toBeGreaterThan(300);
    const newestWins = mergeRandomly(200, 1, (_base, _mine, theirs) => theirs);
    expect(newestWins.lost).toBeGreaterThan(100);
  });

  it('joins words changed in one paragraph and keys changed in one header', () => {
    const base = '---\ntitle: A\ntags: [a, b]\ndate: 2020-01-01\n---\n\nThe red train leaves at noon.\n';
    const mine = '---\ntitle: B\ntags: [a, b, mine]\ndate: 2020-01-01\n---\n\nThe blue train leaves at noon.\n';
    const theirs = '---\ntitle: A\ntags: [b, theirs]\ndate: 2021-01-01\n---\n\nThe red train leaves at night.\n';
    expect(mergePosts(base, mine, theirs)).toBe(
      '---\ntitle: B\ntags: [b, theirs, mine]\ndate: 2021-01-01\n---\n\nThe blue train leaves at night.\n',
    );
  });

  it('answers nothing where both changed the same words or the same key', () => {
    expect(mergePosts('One two\n', 'One 2\n', 'One zwei\n')).toBeUndefined();
    expect(mergePosts('---\ntitle: A\n---\n', '---\ntitle: B\n---\n', '---\ntitle: C\n---\n')).toBeUndefined();
  });

  it('takes the line ends that the disk has', () => {
    expect(mergePosts('a\n\nb\n', 'A\n\nb\n', 'a\r\n\r\nB\r\n')).toBe('A\r\n\r\nB\r\n');
  });
});
