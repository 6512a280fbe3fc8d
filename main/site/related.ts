import type { SiteModel, SitePost } from './model.ts';
import type { Term } from './terms.ts';

const maxRelated = 3;
/** Only posts near in time are weighed, so that the cost for a post does not grow with the blog. */
const nearby = 4;

interface Candidate {
  readonly post: SitePost;
  readonly distance: number;
  score: number;
}

/** The posts that share most with one: rare tags count more than common ones, tags more than categories. */
export function relatedPosts(post: SitePost, model: SiteModel): readonly SitePost[] {
  const own = model.positions.get(post.id) ?? 0;
  const found = new Map<number, Candidate>();
  for (const { kind, path } of post.terms) {
    if (kind !== 'tag' && kind !== 'category') continue;
    const term = model.terms[kind].get(path);
    if (term !== undefined && term.posts.length > 1) weigh(term, own, model, found);
  }
  return bestOf(found.values()).map((candidate) => candidate.post);
}

/** Of many only a few are wanted: to sort them all takes several times as long. */
function bestOf(candidates: Iterable<Candidate>): readonly Candidate[] {
  const best: Candidate[] = [];
  for (const candidate of candidates) {
    let place = best.length;
    for (let next = best[place - 1]; next !== undefined && isBefore(candidate, next); next = best[place - 1])
      place -= 1;
    if (place === maxRelated) continue;
    best.splice(place, 0, candidate);
    if (best.length > maxRelated) best.pop();
  }
  return best;
}

function isBefore(a: Candidate, b: Candidate): boolean {
  if (a.score !== b.score) return a.score > b.score;
  return a.distance === b.distance ? a.post.id < b.post.id : a.distance < b.distance;
}

/** The posts that may have this one among those related to them, itself included: its nearest in each of its terms. */
export function postsNear(post: SitePost, model: SiteModel): ReadonlySet<SitePost> {
  const own = model.positions.get(post.id);
  const found = new Set([post]);
  if (own === undefined) return found;
  for (const { kind, path } of post.terms) {
    // A post in a category above counts those below it.
    for (let term = model.terms[kind].get(path); term !== undefined; term = term.parent) {
      const { positions } = term;
      const middle = firstFrom(positions, own);
      for (const position of positions.slice(Math.max(0, middle - nearby), middle + nearby + 1)) {
        const other = model.posts[position];
        if (other !== undefined) found.add(other);
      }
    }
  }
  return found;
}

/** Adds what up to `nearby` posts of a term on each side share with the post at `own`. */
function weigh({ kind, positions }: Term, own: number, { posts }: SiteModel, found: Map<number, Candidate>): void {
  const share = (kind === 'tag' ? 2 : 1) / Math.log2(1 + positions.length);
  const middle = firstFrom(positions, own);
  const end = Math.min(positions.length, middle + nearby + 1);
  for (let index = Math.max(0, middle - nearby); index < end; index += 1) {
    const position = positions[index] ?? own;
    if (position === own) continue;
    const known = found.get(position);
    const post = posts[position];
    if (known !== undefined) known.score += share;
    else if (post !== undefined) found.set(position, { post, score: share, distance: Math.abs(position - own) });
  }
}

/** Index of the first of some rising numbers that is not below `wanted`. */
function firstFrom(numbers: readonly number[], wanted: number): number {
  let low = 0;
  for (let high = numbers.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
