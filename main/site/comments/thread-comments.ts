import type { SiteDates } from '../site-dates.ts';
import type { CommentView } from '../views.ts';
import { cleanComment } from './clean-comment.ts';
import type { StoredComment } from './read-comments.ts';

/** Deeper answers stand beside each other on the last level, so that they stay readable on a phone. */
const maxDepth = 8;

/**
 * Comments as threads, oldest first on each level. An answer whose question is missing (or leads in a circle) stands on
 * the first level.
 */
export function threadComments(
  comments: readonly StoredComment[],
  dates: SiteDates,
  parseDate: (text: string) => number | undefined,
): readonly CommentView[] {
  const ids = uniqueIds(comments);
  const moments = comments.map((comment) => parseDate(comment.date) ?? 0);
  const order = comments.map((_, index) => index).sort((a, b) => (moments[a] ?? 0) - (moments[b] ?? 0) || a - b);
  const { tops, children } = hang(comments, order);
  const below = (index: number, depth: number): readonly number[] => {
    if (depth >= maxDepth) return [];
    return depth + 1 < maxDepth ? (children[index] ?? []) : allBelow(index, children);
  };
  const view = (index: number, depth: number): CommentView => {
    const comment = comments[index];
    if (comment === undefined) throw new Error('A comment that is in no list');
    const moment = parseDate(comment.date);
    return {
      id: ids[index] ?? '',
      author: comment.author,
      url: comment.url,
      date: moment === undefined ? null : dates.view(moment),
      html: cleanComment(comment.text),
      replies: below(index, depth).map((child) => view(child, depth + 1)),
    };
  };
  return tops.map((index) => view(index, 0));
}

/** How many comments stand in the threads. */
export function countComments(threads: readonly CommentView[]): number {
  return threads.reduce((sum, thread) => sum + 1 + countComments(thread.replies), 0);
}

/** Ids that can stand in a page, each once. */
function uniqueIds(comments: readonly StoredComment[]): readonly string[] {
  const taken = new Set<string>();
  return comments.map(({ id }) => {
    const base = `comment-${id.replace(/^comment-/, '').replace(/[^\w-]+/g, '-')}`;
    let candidate = base;
    for (let number = 2; taken.has(candidate); number += 1) candidate = `${base}-${number}`;
    taken.add(candidate);
    return candidate;
  });
}

interface Threads {
  readonly tops: readonly number[];
  readonly children: readonly (readonly number[])[];
}

/** Hangs every comment below the one it answers. What hangs in a circle is cut at its oldest comment. */
function hang(comments: readonly StoredComment[], order: readonly number[]): Threads {
  const byId = new Map(comments.map((comment, index) => [comment.id, index]));
  const answers: number[][] = comments.map(() => []);
  const tops: number[] = [];
  for (const index of order) {
    const parent = comments[index]?.parent;
    const above = parent === undefined ? undefined : byId.get(parent);
    if (above === undefined || above === index) tops.push(index);
    else answers[above]?.push(index);
  }
  const reached = new Set([...tops, ...tops.flatMap((top) => allBelow(top, answers))]);
  for (const index of order) {
    if (reached.has(index)) continue;
    for (const list of answers) if (list.includes(index)) list.splice(list.indexOf(index), 1);
    tops.push(index);
    for (const found of [index, ...allBelow(index, answers)]) reached.add(found);
  }
  return { tops, children: answers };
}

function allBelow(top: number, children: readonly (readonly number[])[]): readonly number[] {
  const found: number[] = [];
  const waiting = [...(children[top] ?? [])].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    found.push(next);
    waiting.push(...[...(children[next] ?? [])].reverse());
  }
  return found;
}
