import type { FeedSource } from '../page-task.ts';

/** Time of the newest change among the entries; feeds must name one, and an empty feed never changed. */
export function feedUpdated(feed: FeedSource): string {
  const times = feed.entries.map(({ card }) => (card.updated ?? card.date)?.iso ?? '').filter((iso) => iso !== '');
  const newest = Math.max(0, ...times.map((iso) => Date.parse(iso)));
  return new Date(newest).toISOString().replace('.000Z', 'Z');
}
