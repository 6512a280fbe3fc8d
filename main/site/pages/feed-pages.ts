import { type Input, lazyInput } from '../input.ts';
import type { SitePost } from '../model.ts';
import type { FeedSource, PageTask } from '../page-task.ts';
import type { PageView } from '../views.ts';
import type { PlanContext } from './plan-context.ts';

/** Whose feed it is. */
export interface FeedFacts {
  /** Address of the list the feed belongs to, `/` or `/tags/tides/`. */
  readonly address: string;
  readonly title: string;
  readonly posts: readonly SitePost[];
  /** Posts in it, newest first. */
  readonly maxEntries: number;
}

/** The Atom and the JSON feed of a list, at `feed.xml` and `feed.json` below it. */
export function feedTasks(context: PlanContext, facts: FeedFacts): PageTask[] {
  const { model, links, views } = context;
  const { title: siteTitle, tagline, language, author } = model.settings;
  const shown = facts.posts.slice(0, facts.maxEntries);
  if (!context.concerns(shown)) return [];
  const parts = shown.map((post) => ({ card: views.card(post), body: context.body(post) }));
  const planned = (name: string, make: 'atom' | 'json-feed'): PageTask => {
    const head = {
      title: facts.address === model.root ? facts.title : `${facts.title} – ${siteTitle}`,
      subtitle: tagline,
      homeUrl: links.absolute(facts.address),
      selfUrl: links.absolute(facts.address + name),
      language,
      author,
    };
    const keys = [JSON.stringify(head), ...parts.flatMap(({ card, body }) => [card.key, body.key])];
    const feed: Input<FeedSource> = lazyInput(keys, () => ({
      ...head,
      entries: parts.map(({ card, body }) => ({ card: card.value, body: body.value })),
    }));
    return {
      address: facts.address + name,
      role: 'feed',
      title: facts.title,
      source: { kind: 'feed', title: facts.title },
      make,
      language,
      inputs: { feed },
    };
  };
  const known = [context.mark, facts.title, ...parts.flatMap(({ card, body }) => [card, body])];
  const task = (name: string, make: 'atom' | 'json-feed') =>
    context.remember(facts.address + name, known, () => planned(name, make));
  return [task('feed.xml', 'atom'), task('feed.json', 'json-feed')];
}

/** The links by which a page names its own feed. */
export function feedViews({ links }: PlanContext, address: string, title: string): PageView['feeds'] {
  return [{ title, href: links.href(`${address}feed.xml`), type: 'application/atom+xml' }];
}
