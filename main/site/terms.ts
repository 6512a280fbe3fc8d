import { slugFromTitle } from '../../common/slug.ts';
import { keyOf } from './input.ts';
import type { SitePost } from './model.ts';

/** What posts are grouped by. */
export type TermKind = 'category' | 'tag' | 'author' | 'series';

/** A term as one post names it: its own words, from the top of the tree, and the address they mean. */
export interface TermName {
  readonly kind: TermKind;
  readonly titles: readonly string[];
  readonly slugs: readonly string[];
  /** The slugs as one, `travel/norway`. */
  readonly path: string;
  readonly address: string;
}

/** A category, tag, author or series with its posts. */
export interface Term extends TermName {
  readonly title: string;
  /** Newest first, those of the categories below it included; a series in reading order. */
  readonly posts: SitePost[];
  /** Where these posts stand among all of the section, rising. */
  readonly positions: number[];
  readonly children: Term[];
  readonly parent?: Term;
}

/** All terms by kind and slug path (`travel/norway`). */
export type Terms = Readonly<Record<TermKind, ReadonlyMap<string, Term>>>;

const folders: Readonly<Record<TermKind, string>> = {
  category: 'categories',
  tag: 'tags',
  author: 'authors',
  series: 'series',
};

/** Address of the page that lists all terms of a kind in the section at `root`, `/tags/`. */
export function termsAddress(kind: TermKind, root: string): string {
  return `${root}${folders[kind]}/`;
}

/**
 * Terms as a post writes them, each once, behind those in `names`; only categories have a path (`Travel/Norway`). Empty names are no
 * terms.
 */
export type NameTerms = (
  kind: TermKind,
  written: readonly string[],
  root?: string,
  names?: TermName[],
) => readonly TermName[];

/** By the root of a section, then by the words. */
type KnownNames = Readonly<Record<TermKind, Map<string, Map<string, TermName>>>>;

/** Reads what posts write; the same few words stand in many posts, and each is read once. */
export function termNaming(): NameTerms {
  const read = { category: new Map(), tag: new Map(), author: new Map(), series: new Map() } satisfies KnownNames;
  const readIn = (kind: TermKind, root: string): Map<string, TermName> => {
    const places: KnownNames[TermKind] = read[kind];
    const known = places.get(root) ?? new Map<string, TermName>();
    places.set(root, known);
    return known;
  };
  const nameOf = (kind: TermKind, written: string, root: string, known: Map<string, TermName>): TermName => {
    const titles = (kind === 'category' ? written.split('/') : [written]).map((title) => title.trim()).filter(Boolean);
    const slugs = titles.map((title) => slugOf(kind, title));
    const path = slugs.join('/');
    const name = { kind, titles, slugs, path, address: `${termsAddress(kind, root)}${path}/` };
    known.set(written, name);
    return name;
  };
  return (kind, written, root = '/', names = []) => {
    if (written.length === 0) return names;
    const known = readIn(kind, root);
    for (const words of written) {
      const name = known.get(words) ?? nameOf(kind, words, root, known);
      if (name.path !== '' && !isNamed(names, name)) names.push(name);
    }
    return names;
  };
}

function isNamed(names: readonly TermName[], { kind, path }: TermName): boolean {
  for (const name of names) if (name.path === path && name.kind === kind) return true;
  return false;
}

/**
 * All terms of the posts (newest first). Two spellings with one slug are one term, named as the newest post writes it.
 * Authors are collected only for a site that has more than one.
 */
export function collectTerms(posts: readonly SitePost[]): Terms {
  const terms: Record<TermKind, Map<string, Term>> = {
    category: new Map(),
    tag: new Map(),
    author: new Map(),
    series: new Map(),
  };
  const hasAuthors = posts.some((post) => post.author !== '' && post.author !== posts[0]?.author);
  for (const [position, post] of posts.entries()) {
    for (const name of post.terms) {
      if (name.kind !== 'author' || hasAuthors) addTo(terms[name.kind], name, post, position);
    }
  }
  for (const term of terms.category.values()) term.children.sort(byTitle);
  for (const term of terms.series.values()) term.posts.sort(inReadingOrder);
  return terms;
}

/** The terms that a post belongs to by its own words. */
export function termsOf(post: SitePost, kind: TermKind, terms: Terms): readonly Term[] {
  return post.terms.flatMap((name) => (name.kind === kind ? (terms[kind].get(name.path) ?? []) : []));
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

function addTo(terms: Map<string, Term>, name: TermName, post: SitePost, position: number): void {
  for (let term = terms.get(name.path) ?? newTerm(terms, name, post.root); ; term = term.parent) {
    if (term.positions.at(-1) !== position) {
      term.posts.push(post);
      term.positions.push(position);
    }
    if (term.parent === undefined) return;
  }
}

/** A term that no post had before, with those above it. */
function newTerm(terms: Map<string, Term>, { kind, titles, slugs }: TermName, root: string): Term {
  const above = termsAddress(kind, root);
  let made: Term | undefined;
  for (let depth = 1; depth <= slugs.length; depth += 1) {
    const path = slugs.slice(0, depth).join('/');
    const parent: Term | undefined = made;
    made = terms.get(path);
    if (made !== undefined) continue;
    made = {
      kind,
      title: titles[depth - 1] ?? '',
      titles: titles.slice(0, depth),
      slugs: slugs.slice(0, depth),
      path,
      address: `${above}${path}/`,
      posts: [],
      positions: [],
      children: [],
      ...(parent === undefined ? {} : { parent }),
    };
    terms.set(path, made);
    parent?.children.push(made);
  }
  if (made === undefined) throw new Error('A term without a name');
  return made;
}

function inReadingOrder(a: SitePost, b: SitePost): number {
  const weight = (post: SitePost) => post.summary.matter.weight ?? 0;
  return weight(a) - weight(b) || (a.dateMs ?? 0) - (b.dateMs ?? 0) || (a.id < b.id ? -1 : 1);
}
