import type { FeedSource } from '../page-task.ts';
import type { RenderTools } from '../render-tools.ts';
import type { Content } from '../store/object-store.ts';
import { feedUpdated } from './feed-updated.ts';

/** A feed as JSON Feed 1.1 has it (https://www.jsonfeed.org/version/1.1/). */
export function renderJsonFeed(feed: FeedSource, tools: Pick<RenderTools, 'feedEntry'>): Content {
  const updated = feedUpdated(feed);
  const items = feed.entries.map(({ card, body }) => tools.feedEntry(card, body, updated).json);
  const whole = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.homeUrl,
    feed_url: feed.selfUrl,
    ...(feed.subtitle === '' ? {} : { description: feed.subtitle }),
    language: feed.language,
    ...(feed.author === '' ? {} : { authors: [{ name: feed.author }] }),
  };
  const head = JSON.stringify(whole, undefined, 1).slice(0, -'\n}'.length);
  const listed = items.flatMap((item, index) => [index === 0 ? '\n  ' : ',\n  ', item]);
  return [`${head},\n "items": [`, ...listed, items.length === 0 ? ']\n}\n' : '\n ]\n}\n'];
}
