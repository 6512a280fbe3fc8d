import type { FeedSource } from '../page-task.ts';
import type { RenderTools } from '../render-tools.ts';
import type { Content } from '../store/object-store.ts';
import { feedUpdated } from './feed-updated.ts';
import { xmlText } from './xml-text.ts';

/** A feed as RFC 4287 has it. An entry is named by its address, which is remembered for ever. */
export function renderAtom(feed: FeedSource, tools: Pick<RenderTools, 'feedEntry'>): Content {
  const updated = feedUpdated(feed);
  const entries = feed.entries.map(({ card, body }) => tools.feedEntry(card, body, updated).atom);
  const subtitle = feed.subtitle === '' ? '' : `\n  <subtitle>${xmlText(feed.subtitle)}</subtitle>`;
  const head = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xmlText(feed.language)}">
  <title>${xmlText(feed.title)}</title>${subtitle}
  <link href="${xmlText(feed.homeUrl)}"/>
  <link rel="self" type="application/atom+xml" href="${xmlText(feed.selfUrl)}"/>
  <id>${xmlText(feed.homeUrl)}</id>
  <updated>${updated}</updated>
  <author><name>${xmlText(feed.author === '' ? feed.title : feed.author)}</name></author>
`;
  return [head, ...entries, '</feed>\n'];
}
