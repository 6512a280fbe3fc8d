import type { FeedSource } from '../page-task.ts';
import type { RenderTools } from '../render-tools.ts';
import type { CardView } from '../views.ts';
import { feedUpdated, joinedBytes, xmlText } from './feed-entries.ts';

/** A feed as RFC 4287 has it. An entry is named by its address, which is remembered for ever. */
export function renderAtom(feed: FeedSource, tools: Pick<RenderTools, 'elsewhere' | 'entry'>): Uint8Array {
  const entries = feed.entries.map(({ card, body }) =>
    tools.entry('atom', card, () => atomEntry(card, tools.elsewhere(card, body), feedUpdated(feed))),
  );
  const subtitle = feed.subtitle === '' ? '' : `\n  <subtitle>${xmlText(feed.subtitle)}</subtitle>`;
  const head = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xmlText(feed.language)}">
  <title>${xmlText(feed.title)}</title>${subtitle}
  <link href="${xmlText(feed.homeUrl)}"/>
  <link rel="self" type="application/atom+xml" href="${xmlText(feed.selfUrl)}"/>
  <id>${xmlText(feed.homeUrl)}</id>
  <updated>${feedUpdated(feed)}</updated>
  <author><name>${xmlText(feed.author === '' ? feed.title : feed.author)}</name></author>
`;
  return joinedBytes([head, ...entries, '</feed>\n']);
}

function atomEntry(card: CardView, html: string, otherwise: string): string {
  const published = card.date?.iso ?? card.updated?.iso ?? otherwise;
  const author = card.author === null ? '' : `\n    <author><name>${xmlText(card.author.title)}</name></author>`;
  const summary = card.description === '' ? '' : `\n    <summary>${xmlText(card.description)}</summary>`;
  const terms = [...card.categories, ...card.tags]
    .map((term) => `\n    <category term="${xmlText(term.title)}"/>`)
    .join('');
  return `  <entry xml:lang="${xmlText(card.language)}">
    <title>${xmlText(card.title)}</title>
    <link href="${xmlText(card.url)}"/>
    <id>${xmlText(card.url)}</id>
    <published>${published}</published>
    <updated>${card.updated?.iso ?? published}</updated>${author}${summary}${terms}
    <content type="html">${xmlText(html)}</content>
  </entry>\n`;
}
