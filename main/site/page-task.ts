import type { FileRole } from '../../common/manifest.ts';
import type { PageSource } from '../../common/page-source.ts';
import type { NewComments } from '../../common/site-settings.ts';
import type { BodySource } from './body.ts';
import type { StoredComment } from './comments/read-comments.ts';
import type { Input } from './input.ts';
import type { CardView, PageView, PaginationView, SeriesView, SiteView, TermView, YearView } from './views.ts';

/**
 * A file of the finished site, planned: where it goes, and everything it is made from, as plain data. What it says depends
 * on `inputs`, `make`, `template` and `language` alone, so it is kept under their keys and can be made in any thread.
 */
export interface PageTask {
  /** Readable address below the site's root, `/2026/11/on-the-train/`. */
  readonly address: string;
  readonly role: FileRole;
  /** What an author calls it. */
  readonly title: string;
  readonly postId?: string;
  /** Names it where two pages want one address. */
  readonly source: PageSource;
  readonly make: 'template' | 'atom' | 'json-feed' | 'sitemap' | 'sitemap-index' | 'search-part' | 'redirect' | 'text';
  /** For `make: 'template'`. */
  readonly template?: string;
  /** BCP 47 tag: language of the theme's own texts on it. */
  readonly language: string;
  readonly inputs: PageInputs;
}

/** A task as nothing but data, for another thread: inputs that are made when they are asked for are made. */
export function plainTask(task: PageTask): PageTask {
  const inputs: Record<string, Input> = {};
  for (const [name, given] of Object.entries(task.inputs)) {
    const { key, value }: Input = given;
    inputs[name] = { key, value };
  }
  return { ...task, inputs };
}

/** What pages are made from; each kind of page has some of these. The names are the reasons a rebuild gives. */
export interface PageInputs {
  readonly site?: Input<SiteView>;
  readonly page?: Input<PageView>;
  readonly post?: Input<CardView>;
  readonly body?: Input<BodySource>;
  readonly comments?: Input<CommentsSource>;
  readonly neighbours?: Input<NeighboursSource>;
  readonly related?: Input<readonly CardView[]>;
  readonly series?: Input<SeriesView>;
  readonly extra?: Input<Readonly<Record<string, unknown>>>;
  readonly posts?: Input<readonly CardView[]>;
  /** For each of `posts` its text, when that says how much of it stands in lists. */
  readonly excerpts?: Input<readonly (BodySource | null)[]>;
  readonly pagination?: Input<PaginationView>;
  readonly term?: Input<TermView>;
  readonly terms?: Input<TermsSource>;
  readonly years?: Input<readonly YearView[]>;
  readonly feed?: Input<FeedSource>;
  readonly search?: Input<SearchSource>;
  readonly list?: Input<readonly ListedAddress[]>;
  readonly text?: Input<string>;
}

/** The comments of a post and what is done with new ones. */
export interface CommentsSource {
  readonly stored: readonly StoredComment[];
  /** How new ones are invited; absent when they are not. */
  readonly by?: NewComments;
}

/** A part of the search index: posts, and by the same positions the ids and keys of their texts. */
export interface SearchSource {
  readonly cards: readonly CardView[];
  readonly postIds: readonly string[];
  readonly textKeys: readonly string[];
}

/** The posts before and after one, in time. */
export interface NeighboursSource {
  readonly newer: CardView | null;
  readonly older: CardView | null;
}

/** The trees and clouds of the archive page. */
export interface TermsSource {
  readonly categories: readonly TermView[];
  readonly tags: readonly TermView[];
  readonly authors: readonly TermView[];
  readonly series: readonly TermView[];
}

/** A feed: whose, and its entries with their bodies, newest first. */
export interface FeedSource {
  readonly title: string;
  readonly subtitle: string;
  /** Whole addresses. */
  readonly homeUrl: string;
  readonly selfUrl: string;
  readonly language: string;
  readonly author: string;
  readonly entries: readonly { readonly card: CardView; readonly body: BodySource }[];
}

/** A page as a sitemap names it, or a sitemap as the list of them does. */
export interface ListedAddress {
  readonly url: string;
  /** W3C date and time, or empty. */
  readonly changed: string;
}
