import { input, lazyInput } from '../input.ts';
import type { SitePost } from '../model.ts';
import type { PageTask } from '../page-task.ts';
import { inEverySection, pageInput } from './page-view.ts';
import type { PlanContext } from './plan-context.ts';

/** Posts in one part of the index: a reader's browser gets the newest part first, and the others only when it has to. */
const postsInPart = 100;

/**
 * The search page, and the index that it reads: no server, and without JavaScript it points to the archive. Parts are counted
 * from the oldest post, so that a new post changes the newest part only.
 */
export function searchTasks(context: PlanContext): PageTask[] {
  const { model, say, site } = context;
  const { root, settings } = model;
  const title = say('search') ?? '';
  const parts = partsOf([...model.posts].reverse());
  const lists = [...parts.reverse(), ...partsOf(model.pages)];
  const names = lists.map((_, index) =>
    index < parts.length ? `${parts.length - index}.json` : `pages-${index - parts.length + 1}.json`,
  );
  const base = `${root}search/`;
  const hrefs = names.map((name) => context.links.href(base + name));
  const own: PageTask[] = [
    {
      address: base,
      role: 'list',
      title,
      source: { kind: 'list', title },
      make: 'template',
      template: 'search',
      language: settings.language,
      inputs: {
        site,
        page: pageInput(context, base, {
          kind: 'search',
          title,
          hidden: true,
          translations: inEverySection(context, 'search/'),
        }),
      },
    },
    {
      address: `${base}index.json`,
      role: 'feed',
      title: 'index.json',
      source: { kind: 'file', name: 'search/index.json' },
      make: 'text',
      language: settings.language,
      inputs: { text: input(JSON.stringify({ parts: hrefs })) },
    },
  ];
  return [
    ...(context.concerns([]) ? own : []),
    ...lists.flatMap((posts, index) =>
      context.concerns(posts) ? partTask(context, `${base}${names[index] ?? ''}`, posts) : [],
    ),
  ];
}

function partsOf(posts: readonly SitePost[]): (readonly SitePost[])[] {
  const parts: (readonly SitePost[])[] = [];
  for (let from = 0; from < posts.length; from += postsInPart) parts.push(posts.slice(from, from + postsInPart));
  return parts;
}

function partTask(context: PlanContext, address: string, posts: readonly SitePost[]): PageTask {
  const cards = posts.map((post) => context.views.card(post));
  const texts = posts.map(context.textKey);
  const name = address.slice(1);
  return context.remember(address, [context.mark, ...cards, ...texts], () => ({
    address,
    role: 'feed',
    title: name,
    source: { kind: 'file', name },
    make: 'search-part',
    language: context.model.settings.language,
    inputs: {
      search: lazyInput(['search', ...cards.map((card) => card.key), ...texts], () => ({
        cards: cards.map((card) => card.value),
        postIds: posts.map((post) => post.id),
        textKeys: texts,
      })),
    },
  }));
}
