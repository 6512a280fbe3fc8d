import type { FeedSource } from '../page-task.ts';
import type { RenderTools } from '../render-tools.ts';
import { feedEntries } from './feed-entries.ts';

/** A feed as JSON Feed 1.1 has it (https://www.jsonfeed.org/version/1.1/). */
export function renderJsonFeed(feed: FeedSource, elsewhere: RenderTools['elsewhere']): string {
  const items = feedEntries(feed, elsewhere).map(({ card, html }) => ({
    id: card.url,
    url: card.url,
    title: card.title,
    content_html: html,
    ...(card.description === '' ? {} : { summary: card.description }),
    ...(card.cover === null ? {} : { image: card.cover.url }),
    ...(card.date === null ? {} : { date_published: card.date.iso }),
    ...(card.updated === null ? {} : { date_modified: card.updated.iso }),
    ...(card.author === null ? {} : { authors: [{ name: card.author.title }] }),
    ...(card.categories.length + card.tags.length === 0
      ? {}
      : { tags: [...card.categories, ...card.tags].map((term) => term.title) }),
    language: card.language,
  }));
  const whole = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.homeUrl,
    feed_url: feed.selfUrl,
    ...(feed.subtitle === '' ? {} : { description: feed.subtitle }),
    language: feed.language,
    ...(feed.author === '' ? {} : { authors: [{ name: feed.author }] }),
    items,
  };
  return `${JSON.stringify(whole, undefined, 1)}\n`;
}
