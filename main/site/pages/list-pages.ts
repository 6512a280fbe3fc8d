import type { BodySource } from '../body.ts';
import { type Input, input, inputList, lazyInput } from '../input.ts';
import type { SitePost } from '../model.ts';
import type { PageInputs, PageTask } from '../page-task.ts';
import type { CardView, PageView, TermView } from '../views.ts';
import { listDescription, pageView } from './page-view.ts';
import type { PlanContext } from './plan-context.ts';

/** A list of posts to be spread over pages. */
export interface PostListFacts {
  readonly address: string;
  readonly kind: 'home' | 'list';
  readonly about: string;
  readonly title: string;
  /** Default, also for an empty one: the titles of its posts. */
  readonly description?: string;
  readonly posts: readonly SitePost[];
  readonly term?: TermView;
  readonly breadcrumbs?: PageView['breadcrumbs'];
  readonly feeds?: PageView['feeds'];
  /** Of the first page. */
  readonly translations?: PageView['translations'];
  /** JSON-LD of the first page. */
  readonly data?: string;
}

/** The posts on a page of a list, and by the same positions what it shows of them. */
interface ShownPosts {
  readonly shown: readonly SitePost[];
  readonly cards: readonly Input<CardView>[];
  readonly bodies: readonly (Input<BodySource> | undefined)[];
}

/** Pages of a list: the first at its address, the others at `page/2/` below it. An empty list has one page. */
export function listTasks(context: PlanContext, list: PostListFacts): PageTask[] {
  const perPage = Math.max(1, context.model.settings.postsPerPage);
  const pages = Math.max(1, Math.ceil(list.posts.length / perPage));
  const addressOf = (page: number) => (page === 1 ? list.address : `${list.address}page/${page}/`);
  const hrefOf = (page: number) => (page < 1 || page > pages ? '' : context.links.href(addressOf(page)));

  const { kind, about, breadcrumbs, feeds } = list;
  const shared = JSON.stringify([kind, about, breadcrumbs, feeds]);
  const term = list.term === undefined ? undefined : input(list.term);

  const planned = (page: number, address: string, { shown, cards, bodies }: ShownPosts): PageTask => {
    const counted = () => context.say('page_of', { page, pages }) ?? `${page}/${pages}`;
    const title = page === 1 ? list.title : `${list.title} (${counted()})`;
    const ownTitles = shown.map((post) => post.title);
    const description = list.description || listDescription(context, ownTitles);
    return {
      address,
      role: 'list',
      title,
      source: { kind: 'list', title: list.title },
      make: 'template',
      template: list.kind,
      language: context.model.settings.language,
      inputs: {
        site: context.site,
        page: lazyInput([context.site.key, address, title, description, shared], () =>
          pageView(context, address, {
            kind: list.kind,
            about: list.about,
            title,
            description,
            breadcrumbs: list.breadcrumbs ?? [],
            feeds: list.feeds ?? [],
            translations: page === 1 ? (list.translations ?? []) : [],
            json_ld: page === 1 ? (list.data ?? '') : '',
          }),
        ),
        posts: inputList(cards),
        ...excerptsOf(bodies),
        pagination: lazyInput([address, String(pages)], () => ({
          page,
          pages,
          newer: hrefOf(page - 1),
          older: hrefOf(page + 1),
        })),
        ...(term === undefined ? {} : { term }),
      },
    };
  };

  const tasks: PageTask[] = [];
  for (let page = 1; page <= pages; page += 1) {
    const shown = list.posts.slice((page - 1) * perPage, page * perPage);
    if (!context.concerns(shown)) continue;
    const address = addressOf(page);
    const cards = shown.map((post) => context.views.card(post));
    const bodies = shown.map(context.excerpt);
    const parts = [context.mark, list.title, shared, term?.key, pages, ...cards, ...bodies];
    tasks.push(context.remember(address, parts, () => planned(page, address, { shown, cards, bodies })));
  }
  return tasks;
}

/** Most lists have none, and then are made without any text. */
function excerptsOf(bodies: ShownPosts['bodies']): Pick<PageInputs, 'excerpts'> {
  if (bodies.every((body) => body === undefined)) return {};
  return {
    excerpts: lazyInput(['excerpts', ...bodies.map((body) => body?.key ?? '-')], () =>
      bodies.map((body) => body?.value ?? null),
    ),
  };
}
