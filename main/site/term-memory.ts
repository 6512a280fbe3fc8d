import { isPlainObject } from '../../common/validate.ts';
import { cleanAddress } from './addresses.ts';
import type { SiteModel } from './model.ts';
import type { Term } from './terms.ts';

/** A category, tag, author or series as it was published: enough to find out later what became of it. */
export interface PlacedTerm {
  readonly address: string;
  /** Posts in it. */
  readonly count: number;
  /** Ids of some of them, the newest. */
  readonly posts: readonly string[];
}

/** What is remembered of published terms: part of `urls.json`. */
export interface TermMemory {
  /** As last published, by address. */
  readonly terms: ReadonlyMap<string, PlacedTerm>;
  /** Where the addresses of earlier ones lead. */
  readonly moved: ReadonlyMap<string, string>;
}

const maxPosts = 8;

/** The terms of a site as they are remembered. */
export function placedTerms(models: readonly SiteModel[]): readonly PlacedTerm[] {
  return allTerms(models).map(({ address, posts }) => ({
    address,
    count: posts.length,
    posts: posts.slice(0, maxPosts).map((post) => post.id),
  }));
}

/**
 * Where the address of each term that is no more leads: to the term that took in most of its posts (two tags merged, one
 * renamed, a category moved), else to the one above it, else to the list of its kind, as long as that is there.
 */
export function movedTerms(memory: TermMemory, models: readonly SiteModel[]): ReadonlyMap<string, string> {
  const present = new Map(allTerms(models).map((term) => [term.address, term]));
  const termsOfPost = new Map<string, Term[]>();
  // As long as every term is still there, nobody has to know where its posts went.
  if ([...memory.terms.keys()].every((address) => present.has(address)) && memory.moved.size === 0) return new Map();
  for (const term of present.values()) {
    for (const post of term.posts) termsOfPost.set(post.id, [...(termsOfPost.get(post.id) ?? []), term]);
  }
  const moved = new Map<string, string>();
  for (const before of memory.terms.values()) {
    if (!present.has(before.address)) moved.set(before.address, successor(before, memory, termsOfPost, present));
  }
  for (const [from, to] of memory.moved) {
    if (present.has(from) || moved.has(from)) continue;
    moved.set(from, present.has(to) ? to : (moved.get(to) ?? above(to, present)));
  }
  return new Map([...moved].filter(([from, to]) => to !== '' && to !== from));
}

/** The memory after a publish. */
export function withTerms(terms: readonly PlacedTerm[], moved: ReadonlyMap<string, string>): TermMemory {
  return { terms: new Map(terms.map((term) => [term.address, term])), moved };
}

function successor(
  before: PlacedTerm,
  memory: TermMemory,
  termsOfPost: ReadonlyMap<string, readonly Term[]>,
  present: ReadonlyMap<string, Term>,
): string {
  const kind = kindFolder(before.address);
  const found = new Map<Term, number>();
  for (const id of before.posts) {
    for (const term of termsOfPost.get(id) ?? []) {
      const isNew = kindFolder(term.address) === kind && hasJoined(id, term, memory.terms.get(term.address));
      if (isNew) found.set(term, (found.get(term) ?? 0) + 1);
    }
  }
  const [best] = [...found].sort(([a, many], [b, more]) => more - many || (a.address < b.address ? -1 : 1));
  const isMost = best !== undefined && best[1] * 2 > before.posts.length;
  return isMost ? best[0].address : above(before.address, present);
}

/** Whether a post has come into a term since it was published. Of a large term not all posts are remembered: then it must have grown. */
function hasJoined(postId: string, term: Term, before: PlacedTerm | undefined): boolean {
  if (before === undefined) return true;
  if (before.posts.length === before.count) return !before.posts.includes(postId);
  return term.posts.length > before.count;
}

/** The nearest term above an address, or the list of its kind; empty when neither is there. */
function above(address: string, present: ReadonlyMap<string, Term>): string {
  for (let path = parentOf(address); path !== '/'; path = parentOf(path)) {
    if (present.has(path)) return path;
    const some = [...present.keys()].some((other) => other.startsWith(path));
    if (some && path === kindFolder(address)) return path;
  }
  return '';
}

function parentOf(address: string): string {
  return address.replace(/[^/]+\/$/, '');
}

/** `/de/tags/` of `/de/tags/tides/`. */
function kindFolder(address: string): string {
  return /^.*?\/(?:categories|tags|authors|series)\//.exec(address)?.[0] ?? '/';
}

function allTerms(models: readonly SiteModel[]): readonly Term[] {
  return models
    .flatMap(({ terms }) => [terms.category, terms.tag, terms.author, terms.series])
    .flatMap((kind) => [...kind.values()]);
}

/** Reads the part of `urls.json` about terms; what is not understood is left out. */
export function readTermMemory(value: Readonly<Record<string, unknown>>): TermMemory {
  const terms = new Map<string, PlacedTerm>();
  for (const [written, line] of isPlainObject(value.terms) ? Object.entries(value.terms) : []) {
    const address = cleanAddress(written);
    const [count, ...posts] = Array.isArray(line) ? (line as readonly unknown[]) : [];
    if (address === undefined || typeof count !== 'number') continue;
    terms.set(address, { address, count, posts: posts.filter((id) => typeof id === 'string') });
  }
  const moved = new Map<string, string>();
  for (const [written, target] of isPlainObject(value.moved) ? Object.entries(value.moved) : []) {
    const [from, to] = [cleanAddress(written), typeof target === 'string' ? cleanAddress(target) : undefined];
    if (from !== undefined && to !== undefined) moved.set(from, to);
  }
  return { terms, moved };
}

/** The lines of `urls.json` about terms, one a term, sorted. */
export function termLines({ terms, moved }: TermMemory): { readonly terms: string[]; readonly moved: string[] } {
  const sorted = <Value>(map: ReadonlyMap<string, Value>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    terms: sorted(terms).map(
      ([address, { count, posts }]) => `${JSON.stringify(address)}: ${JSON.stringify([count, ...posts])}`,
    ),
    moved: sorted(moved).map(([from, to]) => `${JSON.stringify(from)}: ${JSON.stringify(to)}`),
  };
}
