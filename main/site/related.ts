import type { SiteModel, SitePost } from './model.ts';
import type { Term } from './terms.ts';

const maxRelated = 3;
/** Only posts near in time are weighed, so that the cost for a post does not grow with the blog. */
const nearby = 4;

/** The posts that share most with one: rare tags count more than common ones, tags more than categories. */
export function relatedPosts(post: SitePost, model: SiteModel): readonly SitePost[] {
  const found: { readonly post: SitePost; score: number; readonly distance: number }[] = [];
  const own = model.positions.get(post.id) ?? 0;
  for (const { kind, slugs } of post.terms) {
    if (kind !== 'tag' && kind !== 'category') continue;
    const term = model.terms[kind].get(slugs.join('/'));
    if (term === undefined || term.posts.length < 2) continue;
    const share = (kind === 'tag' ? 2 : 1) / Math.log2(1 + term.posts.length);
    for (const other of around(term, post, own, model)) {
      const known = found.find((candidate) => candidate.post === other);
      if (known !== undefined) known.score += share;
      else found.push({ post: other, score: share, distance: Math.abs((model.positions.get(other.id) ?? 0) - own) });
    }
  }
  return found
    .sort((a, b) => b.score - a.score || a.distance - b.distance || (a.post.id < b.post.id ? -1 : 1))
    .slice(0, maxRelated)
    .map((candidate) => candidate.post);
}

/** Up to `nearby` posts of a term on each side; its list is sorted like the model's posts. */
function around(term: Term, post: SitePost, own: number, model: SiteModel): readonly SitePost[] {
  const { posts } = term;
  let low = 0;
  for (let high = posts.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((model.positions.get(posts[middle]?.id ?? '') ?? 0) < own) low = middle + 1;
    else high = middle;
  }
  return posts.slice(Math.max(0, low - nearby), low + nearby + 1).filter((other) => other !== post);
}
