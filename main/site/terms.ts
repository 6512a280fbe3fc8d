import { slugFromTitle } from '../../common/slug.ts';
import { keyOf } from './input.ts';
import type { SitePost } from './model.ts';

/** What posts are grouped by. */
export type TermKind = 'category' | 'tag' | 'author' | 'series';

/** A category, tag, author or series with its posts. */
export interface Term {
  readonly kind: TermKind;
  readonly title: string;
  /** Slugs from the top of the tree, `['travel', 'norway']`; one for everything but categories. */
  readonly slugs: readonly string[];
  readonly address: string;
  /** Newest first, those of the categories below it included; a series in reading order. */
  readonly posts: SitePost[];
  readonly children: Term[];
  readonly parent?: Term;
}

const folders: Readonly<Record<TermKind, string>> = {
  category: 'categories',
  tag: 'tags',
  author: 'authors',
  series: 'series',
};

/** Address of the page that lists all terms of a kind, `/tags/`. */
export function termsAddress(kind: TermKind): string {
  return `/${folders[kind]}/`;
}

/**
 * All terms of the posts (newest first), by slug path. Two spellings with one slug are one term, named as the newest post
 * writes it. Authors are collected only for a site that has more than one.
 */
export function collectTerms(posts: readonly SitePost[]): Readonly<Record<TermKind, ReadonlyMap<string, Term>>> {
  const terms: Record<TermKind, Map<string, Term>> = {
    category: new Map(),
    tag: new Map(),
    author: new Map(),
    series: new Map(),
  };
  const hasAuthors = posts.some((post) => post.author !== '' && post.author !== posts[0]?.author);
  for (const post of posts) {
    const { categories, tags, series } = post.summary.matter;
    for (const path of categories) addTo(terms.category, 'category', path, post);
    for (const tag of tags) addTo(terms.tag, 'tag', tag, post);
    if (hasAuthors && post.author !== '') addTo(terms.author, 'author', post.author, post);
    if (series !== undefined) addTo(terms.series, 'series', series, post);
  }
  for (const term of terms.category.values()) term.children.sort(byTitle);
  for (const term of terms.series.values()) term.posts.sort(inReadingOrder);
  return terms;
}

/** Terms of one post, each once, in the order written. */
export function termsOf(
  post: SitePost,
  kind: 'category' | 'tag',
  terms: Readonly<Record<TermKind, ReadonlyMap<string, Term>>>,
): readonly Term[] {
  const written = kind === 'category' ? post.summary.matter.categories : post.summary.matter.tags;
  const found = written.map((name) => terms[kind].get(termSlugs(kind, name).join('/')));
  return [...new Set(found)].filter((term) => term !== undefined);
}

/** The term of a kind that `name` names, if any post has it. */
export function termNamed(
  kind: TermKind,
  name: string | undefined,
  terms: Readonly<Record<TermKind, ReadonlyMap<string, Term>>>,
): Term | undefined {
  return name === undefined ? undefined : terms[kind].get(termSlugs(kind, name).join('/'));
}

/** Slugs of a term's path from the top: `Travel/Norway` gives `travel`, `norway`. Only categories have a path. */
export function termSlugs(kind: TermKind, name: string): readonly string[] {
  return termTitles(kind, name).map((title) => slugOf(kind, title));
}

/** A slug that is never empty: a name of signs only gets one made from its hash. */
export function slugOf(kind: string, title: string): string {
  // Words that are reserved at the top of a site are free below `/tags/`; in company they are no reserved words.
  const slug = slugFromTitle(`${title} x`);
  return slug === 'x' || slug === '' ? `${kind}-${keyOf(title).slice(0, 6).toLowerCase()}` : slug.replace(/-x$/, '');
}

/** For sorting titles the same on every machine. */
export function byTitle(a: { readonly title: string }, b: { readonly title: string }): number {
  return collator.compare(a.title, b.title) || (a.title < b.title ? -1 : 1);
}

const collator = new Intl.Collator('en', { numeric: true });

function addTo(terms: Map<string, Term>, kind: TermKind, name: string, post: SitePost): void {
  let parent: Term | undefined;
  const slugs: string[] = [];
  for (const title of termTitles(kind, name)) {
    slugs.push(slugOf(kind, title));
    const path = slugs.join('/');
    let term = terms.get(path);
    if (term === undefined) {
      const address = `${termsAddress(kind)}${path}/`;
      term = {
        kind,
        title,
        slugs: [...slugs],
        address,
        posts: [],
        children: [],
        ...(parent === undefined ? {} : { parent }),
      };
      terms.set(path, term);
      parent?.children.push(term);
    }
    if (term.posts.at(-1) !== post) term.posts.push(post);
    parent = term;
  }
}

function termTitles(kind: TermKind, name: string): readonly string[] {
  const titles = kind === 'category' ? name.split('/') : [name];
  return titles.map((title) => title.trim()).filter((title) => title !== '');
}

function inReadingOrder(a: SitePost, b: SitePost): number {
  const weight = (post: SitePost) => post.summary.matter.weight ?? 0;
  return weight(a) - weight(b) || (a.dateMs ?? 0) - (b.dateMs ?? 0) || (a.id < b.id ? -1 : 1);
}
