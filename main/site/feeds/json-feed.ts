import type { FeedSource } from '../page-task.ts';
import type { RenderTools } from '../render-tools.ts';
import type { CardView } from '../views.ts';
import { joinedBytes } from './feed-entries.ts';

/** A feed as JSON Feed 1.1 has it (https://www.jsonfeed.org/version/1.1/). */
export function renderJsonFeed(feed: FeedSource, tools: Pick<RenderTools, 'elsewhere' | 'entry'>): Uint8Array {
  const items = feed.entries.map(({ card, body }) =>
    tools.entry('json', card, () => indented(jsonItem(card, tools.elsewhere(card, body)))),
  );
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
  return joinedBytes([`${head},\n "items": [`, ...listed, items.length === 0 ? ']\n}\n' : '\n ]\n}\n']);
}

function jsonItem(card: CardView, html: string): object {
  return {
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
  };
}

/** As JSON looks two steps deep. */
function indented(item: object): string {
  return JSON.stringify(item, undefined, 1).replaceAll('\n', '\n  ');
}
