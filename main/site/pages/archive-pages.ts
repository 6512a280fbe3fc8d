import { input, lazyInput } from '../input.ts';
import type { SitePost } from '../model.ts';
import type { PageTask, TermsSource } from '../page-task.ts';
import type { YearView } from '../views.ts';
import { listTasks } from './list-pages.ts';
import { inEverySection, listDescription, pageInput } from './page-view.ts';
import type { PlanContext } from './plan-context.ts';
import { termsSource } from './term-pages.ts';

/** The archive names every post as long as that stays readable, else only its months. */
const maxPostsOnArchive = 400;

/** `archive/`, a page for each year and one for each month. */
export function archiveTasks(context: PlanContext): PageTask[] {
  const years = groupByYear(context);
  const { root, settings } = context.model;
  const { language } = settings;
  const title = context.say('archive') ?? '';
  const withPosts = context.model.posts.length <= maxPostsOnArchive;
  const archive = (
    address: string,
    pageTitle: string,
    shown: readonly YearOfPosts[],
    named: boolean,
    shownTerms: TermsSource,
  ): PageTask => {
    const isWhole = shownTerms !== noTerms;
    const terms = input(shownTerms);
    const cards = shown.flatMap(({ months }) => months.flatMap(({ posts }) => posts.map(context.views.card)));
    return context.remember(address, [context.mark, pageTitle, named, terms.key, ...cards], () => ({
      address,
      role: 'list',
      title: pageTitle,
      source: { kind: 'list', title: pageTitle },
      make: 'template',
      template: 'archive',
      language,
      inputs: {
        site: context.site,
        page: pageInput(context, address, {
          kind: 'archive',
          about: isWhole ? 'all' : 'year',
          title: pageTitle,
          description: listDescription(context, titlesIn(shown, named)),
          breadcrumbs: isWhole ? [] : [{ title, href: context.links.href(`${root}archive/`) }],
          translations: isWhole ? inEverySection(context, 'archive/') : [],
        }),
        years: lazyInput(yearKeys(context, shown, named), () => shown.map((year) => yearView(context, year, named))),
        terms,
      },
    }));
  };
  // Without names it shows how many posts there are, and no words of theirs.
  const named = withPosts ? context.model.posts : [];
  const whole = () => archive(`${root}archive/`, title, years, withPosts, termsSource(context));
  const concerned = years.filter(({ months }) => months.some(({ posts }) => context.concerns(posts)));
  return [
    ...(context.concerns(named) ? [whole()] : []),
    ...concerned.flatMap((year) => [
      archive(`${root}${year.year}/`, year.year, [year], true, noTerms),
      ...year.months.flatMap((month) =>
        listTasks(context, {
          address: `${root}${year.year}/${month.month}/`,
          kind: 'list',
          about: 'month',
          title: monthTitle(context, year.year, month.month),
          posts: month.posts,
          breadcrumbs: [{ title: year.year, href: context.links.href(`${root}${year.year}/`) }],
        }),
      ),
    ]),
  ];
}

const noTerms: TermsSource = { categories: [], tags: [], authors: [], series: [] };

/** Titles of the posts it names, or the years when it names none. */
function titlesIn(years: readonly YearOfPosts[], named: boolean): readonly string[] {
  if (!named) return years.map(({ year }) => year);
  return years.flatMap(({ months }) => months.flatMap(({ posts }) => posts.map(({ title }) => title)));
}

interface YearOfPosts {
  readonly year: string;
  readonly months: { readonly month: string; readonly posts: SitePost[] }[];
}

function groupByYear({ model }: PlanContext): readonly YearOfPosts[] {
  const years: YearOfPosts[] = [];
  for (const post of model.posts) {
    if (post.dateMs === undefined) continue;
    const parts = model.zone.parts(post.dateMs);
    const [year, month] = [String(parts.year).padStart(4, '0'), String(parts.month).padStart(2, '0')];
    if (years.at(-1)?.year !== year) years.push({ year, months: [] });
    const months = years.at(-1)?.months;
    if (months?.at(-1)?.month !== month) months?.push({ month, posts: [] });
    months?.at(-1)?.posts.push(post);
  }
  return years;
}

/** Everything that the view of these years shows. */
function yearKeys(context: PlanContext, years: readonly YearOfPosts[], withPosts: boolean): readonly string[] {
  const { settings, root } = context.model;
  const months = years.flatMap(({ year, months: own }) => own.map(({ month, posts }) => ({ year, month, posts })));
  return [
    JSON.stringify([context.links.href(root), settings.language, settings.timeZone, process.versions.icu]),
    ...months.map(({ year, month, posts }) => `${year} ${month} ${posts.length}`),
    ...(withPosts ? months.flatMap(({ posts }) => posts.map(listedKey)) : []),
  ];
}

function listedKey({ title, address, dateMs, language }: SitePost): string {
  return `${address} ${dateMs ?? ''} ${language} ${title}`;
}

function yearView(context: PlanContext, { year, months }: YearOfPosts, withPosts: boolean): YearView {
  return {
    title: year,
    href: context.links.href(`${context.model.root}${year}/`),
    count: months.reduce((sum, month) => sum + month.posts.length, 0),
    months: months.map(({ month, posts }) => ({
      title: context.views.dates(context.model.settings.language).monthName(Number(month)),
      href: context.links.href(`${context.model.root}${year}/${month}/`),
      count: posts.length,
      posts: withPosts ? posts.map((post) => listed(context, post)) : [],
    })),
  };
}

function listed({ views }: PlanContext, post: SitePost): YearView['months'][number]['posts'][number] {
  const { title, href, date, language } = views.card(post).value;
  return { title, href, date, language };
}

function monthTitle({ views, model }: PlanContext, year: string, month: string): string {
  return views.dates(model.settings.language).monthTitle(Number(year), Number(month));
}
