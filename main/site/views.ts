import type { ResolvedPicture } from '../../common/markdown/context.ts';
import type { DateView } from './site-dates.ts';

/**
 * What templates see. Every field is always there, `null` or an empty list or text when it has nothing to say, so that a
 * misspelt name is an error with its line. Names are written as Liquid writes them. docs/themes.md explains each.
 */

/** A link with its words. */
export interface LinkView {
  readonly title: string;
  readonly href: string;
}

/** A language by its own name, and where it leads. */
export interface LanguageView extends LinkView {
  readonly language: string;
}

/** `site`: the same on every page of one language. */
export interface SiteView {
  readonly title: string;
  readonly tagline: string;
  readonly author: string;
  readonly language: string;
  /** Address of the home page, as pages link to it. */
  readonly home: string;
  /** With scheme and host. */
  readonly url: string;
  /** Every language of the site with its home page, the main one first; empty when there is one only. */
  readonly languages: readonly LanguageView[];
  readonly menu: readonly LinkView[];
  readonly blogroll: readonly LinkView[];
  readonly archive: string;
  readonly search: string;
  /** Address of the list of the parts of the index that the search page reads; docs/themes.md says what is in them. */
  readonly search_index: string;
  readonly feed: string;
  readonly json_feed: string;
}

/** A picture ready for an `img` or `picture` element. */
export interface PictureView extends ResolvedPicture {
  /** With scheme and host, for cards of other sites. */
  readonly url: string;
  /** For the `style` of the `img`: what stays in sight where it is cut, and what is seen until it has come. May be empty. */
  readonly style: string;
  readonly alt: string;
  readonly caption: string;
  readonly credit: string;
}

/** A post as lists, neighbours and feeds show it. */
export interface CardView {
  readonly title: string;
  readonly href: string;
  readonly url: string;
  readonly language: string;
  readonly date: DateView | null;
  readonly updated: DateView | null;
  /** The author's description, else the first words of the text. Plain. */
  readonly summary: string;
  /** HTML of what the author lets stand in lists by `<!--more-->`; empty without the mark, and outside of lists. */
  readonly excerpt: string;
  /** The author's description alone. Plain. */
  readonly description: string;
  /** 0 on a card in a list when no template of the theme says `.words`. */
  readonly words: number;
  /** Reading time; 0 for a text without words. */
  readonly minutes: number;
  readonly cover: PictureView | null;
  readonly categories: readonly LinkView[];
  readonly tags: readonly LinkView[];
  readonly author: LinkView | null;
}

/** `post`: the post or page itself, on its own page. */
export interface PostView extends CardView {
  /** HTML in one element, `<div class="prose">`. */
  readonly content: string;
  /** The cover is one of the pictures in the text, so a theme need not show it twice. */
  readonly cover_in_text: boolean;
  readonly headings: readonly HeadingView[];
  /** A table of contents of the upper headings; empty for a text that needs none. */
  readonly contents: readonly ContentsView[];
  readonly comments: readonly CommentView[];
  readonly comment_count: number;
  readonly comments_open: boolean;
  /** How to comment, or null. */
  readonly invitation: InvitationView | null;
  readonly newer: CardView | null;
  readonly older: CardView | null;
  readonly related: readonly CardView[];
  readonly series: SeriesView | null;
  /** Front matter keys of the author's own. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** A heading of the post, for a table of contents. */
export interface HeadingView {
  readonly level: number;
  readonly title: string;
  readonly href: string;
}

/** An entry of the table of contents. */
export interface ContentsView extends LinkView {
  readonly children: readonly ContentsView[];
}

/** How readers are invited to comment: one of the two is empty. */
export interface InvitationView {
  /** A `mailto:` address that names the post. */
  readonly mail: string;
  /** The author's own HTML. */
  readonly embed: string;
}

/** A series a post belongs to. */
export interface SeriesView extends LinkView {
  /** Position of this post, from 1. */
  readonly position: number;
  readonly posts: readonly (LinkView & { readonly current: boolean })[];
}

/** A comment with the answers to it. */
export interface CommentView {
  readonly id: string;
  readonly author: string;
  /** Empty, or an http address. */
  readonly url: string;
  readonly date: DateView | null;
  /** Clean HTML. */
  readonly html: string;
  readonly replies: readonly CommentView[];
}

/** A category, tag, author or series. */
export interface TermView extends LinkView {
  readonly count: number;
  readonly children: readonly TermView[];
}

/** One year of the archive. */
export interface YearView extends LinkView {
  readonly months: readonly (LinkView & {
    readonly count: number;
    readonly posts: readonly Pick<CardView, 'title' | 'href' | 'date' | 'language'>[];
  })[];
  readonly count: number;
}

/** Where a page of a list stands among its pages. */
export interface PaginationView {
  readonly page: number;
  readonly pages: number;
  /** Towards the first page; empty on it. */
  readonly newer: string;
  readonly older: string;
}

/** `page`: the page itself, whatever it shows. */
export interface PageView {
  readonly kind: 'home' | 'post' | 'page' | 'list' | 'archive' | 'search' | 'missing';
  /** What a list is about: `category`, `tag`, `year`, `month`, `author`, `series`; else empty. */
  readonly about: string;
  /** For the title bar: without the site's name. */
  readonly title: string;
  readonly description: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly href: string;
  readonly url: string;
  readonly image: PictureView | null;
  /** Feeds that belong to the page besides the site's. */
  readonly feeds: readonly { readonly title: string; readonly href: string; readonly type: string }[];
  /** Where the page stands, outermost first, without itself. */
  readonly breadcrumbs: readonly LinkView[];
  /** Search engines are asked to leave the page out. */
  readonly hidden: boolean;
  /** JSON-LD, safe inside a script element. */
  readonly json_ld: string;
  /** This page in every language it is in, itself included; empty when that is one. */
  readonly translations: readonly TranslationView[];
  /** The way to the site's other languages: this page's translation, else that language's home page. */
  readonly languages: readonly LanguageView[];
}

/** A page in one language. */
export interface TranslationView extends LinkView {
  readonly language: string;
  readonly url: string;
}
