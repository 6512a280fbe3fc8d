import type { SearchSource } from '../page-task.ts';
import { searchWords } from '../search-words.ts';

/** A word in more posts than this share of a part tells none of them apart. */
const maxShare = 0.6;
/** In a part of fewer posts every word counts. */
const minPostsForShare = 20;

/**
 * A part of the search index, as JSON: `posts`, and `words`, which names for each word the posts that have it, by position:
 * `harbour 0 4,tide 2`. Positions and words are sorted, so that an edit changes little of it.
 */
export function renderSearchPart(
  { cards, postIds, textKeys }: SearchSource,
  wordsOf: (postId: string, textKey: string) => readonly string[],
): string {
  const places = new Map<string, number[]>();
  for (const [position, card] of cards.entries()) {
    const terms = [...card.categories, ...card.tags].map(({ title }) => title);
    const named = searchWords([card.title, card.description, ...terms].join(' '));
    addWords(places, named, position);
    addWords(places, wordsOf(postIds[position] ?? '', textKeys[position] ?? ''), position);
  }
  const most = cards.length < minPostsForShare ? cards.length : cards.length * maxShare;
  const words = [...places]
    .filter(([, found]) => found.length <= most)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, found]) => `${word} ${found.join(' ')}`)
    .join(',');
  const posts = cards.map(({ title, href, summary, date }) => ({
    title,
    href,
    summary: summary.length > maxSummary ? `${summary.slice(0, maxSummary).trimEnd()}…` : summary,
    date: date?.short ?? '',
  }));
  return JSON.stringify({ posts, words });
}

const maxSummary = 160;

/** Notes where words are; positions only rise. By itself, as it is all that is hot here: what V8 optimises should be small. */
function addWords(places: Map<string, number[]>, words: Iterable<string>, position: number): void {
  for (const word of words) {
    const found = places.get(word);
    if (found === undefined) places.set(word, [position]);
    else if (found[found.length - 1] !== position) found.push(position);
  }
}
