import { input } from '../input.ts';
import type { PageTask, TermsSource } from '../page-task.ts';
import { byTitle, type Term, type TermKind, termsAddress } from '../terms.ts';
import type { LinkView, TermView } from '../views.ts';
import { feedTasks, feedViews } from './feed-pages.ts';
import { listTasks } from './list-pages.ts';
import { listDescription, pageInput } from './page-view.ts';
import type { PlanContext } from './plan-context.ts';

const kinds: readonly TermKind[] = ['category', 'tag', 'author', 'series'];

/** Pages and feeds of every category, tag, author and series, and the page that lists each kind. */
export function termTasks(context: PlanContext): PageTask[] {
  return kinds.flatMap((kind) => {
    const terms = [...context.model.terms[kind].values()];
    const concerned = terms.filter(({ posts }) => context.concerns(posts));
    // It shows how many posts there are, and no words of theirs.
    const index = terms.length > 0 && context.concerns([]) ? [indexTask(context, kind)] : [];
    return [...index, ...concerned.flatMap((term) => tasksOf(context, term))];
  });
}

/** All terms as the archive and index pages show them: categories as a tree, the rest by title. */
export function termsSource({ model, views }: PlanContext): TermsSource {
  const tops = (kind: TermKind): readonly TermView[] =>
    [...model.terms[kind].values()]
      .filter((term) => term.parent === undefined)
      .sort(byTitle)
      .map(views.term);
  return { categories: tops('category'), tags: tops('tag'), authors: tops('author'), series: tops('series') };
}

function tasksOf(context: PlanContext, term: Term): PageTask[] {
  const title = context.say(`${term.kind}_title`, { title: term.title }) ?? term.title;
  const hasFeeds = term.kind !== 'series';
  const lists = listTasks(context, {
    address: term.address,
    kind: 'list',
    about: term.kind,
    title,
    posts: term.posts,
    term: context.views.term(term),
    breadcrumbs: [kindLink(context, term.kind), ...above(context, term)],
    feeds: hasFeeds ? feedViews(context, term.address, title) : [],
  });
  return hasFeeds
    ? [...lists, ...feedTasks(context, { address: term.address, title, posts: term.posts, maxEntries: 10 })]
    : lists;
}

function indexTask(context: PlanContext, kind: TermKind): PageTask {
  const address = termsAddress(kind, context.model.root);
  const { title } = kindLink(context, kind);
  const all = termsSource(context);
  const shown = { category: all.categories, tag: all.tags, author: all.authors, series: all.series }[kind];
  const none = { categories: [], tags: [], authors: [], series: [] };
  const own = { category: 'categories', tag: 'tags', author: 'authors', series: 'series' }[kind];
  return {
    address,
    role: 'list',
    title,
    source: { kind: 'list', title },
    make: 'template',
    template: 'terms',
    language: context.model.settings.language,
    inputs: {
      site: context.site,
      page: pageInput(context, address, {
        kind: 'archive',
        about: kind,
        title,
        description: listDescription(
          context,
          shown.map((term) => term.title),
        ),
      }),
      terms: input({ ...none, [own]: shown }),
    },
  };
}

function kindLink({ say, links, model }: PlanContext, kind: TermKind): LinkView {
  return { title: say(`${kind}_index`) ?? kind, href: links.href(termsAddress(kind, model.root)) };
}

function above({ views }: PlanContext, term: Term): LinkView[] {
  const way: LinkView[] = [];
  for (let current = term.parent; current !== undefined; current = current.parent) way.unshift(views.link(current));
  return way;
}
