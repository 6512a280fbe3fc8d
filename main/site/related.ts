import type { SiteModel, SitePost } from './model.ts';
import { type Term, termsOf } from './terms.ts';

const maxRelated = 3;
/** Only posts near in time are weighed, so that the cost for a post does not grow with the blog. */
const nearby = 12;

/** The posts that share most with one: rare tags count more than common ones, tags more than categories. */
export function relatedPosts(post: SitePost, model: SiteModel): readonly SitePost[] {
  const scores = new Map<SitePost, number>();
  const weigh = (term: Term, weight: number) => {
    if (term.posts.length < 2) return;
    const share = weight / Math.log2(1 + term.posts.length);
    for (const other of around(term.posts, post, model)) scores.set(other, (scores.get(other) ?? 0) + share);
  };
  for (const tag of termsOf(post, 'tag', model.terms)) weigh(tag, 2);
  for (const category of termsOf(post, 'category', model.terms)) weigh(category, 1);
  const position = model.positions.get(post.id) ?? 0;
  const distance = (other: SitePost) => Math.abs((model.positions.get(other.id) ?? 0) - position);
  return [...scores]
    .sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || distance(a) - distance(b) || (a.id < b.id ? -1 : 1))
    .slice(0, maxRelated)
    .map(([other]) => other);
}

/** Up to `nearby` posts on each side; the list is sorted like the model's posts. */
function around(posts: readonly SitePost[], post: SitePost, model: SiteModel): readonly SitePost[] {
  const position = (at: number) => model.positions.get(posts[at]?.id ?? '') ?? 0;
  const own = model.positions.get(post.id) ?? 0;
  let low = 0;
  for (let high = posts.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (position(middle) < own) low = middle + 1;
    else high = middle;
  }
  return posts.slice(Math.max(0, low - nearby), low + nearby + 1).filter((other) => other !== post);
}
