import { localPathOf } from '../../common/markdown/local-path.ts';
import type { Links } from './addresses.ts';
import { type Input, input } from './input.ts';
import type { MediaIndex } from './media-index.ts';
import type { SiteModel, SitePost } from './model.ts';
import { type SiteDates, siteDates } from './site-dates.ts';
import { type Term, termNamed, termsOf } from './terms.ts';
import type { CardView, LinkView, PictureView, TermView } from './views.ts';

/** Makes what templates see of posts and terms; the same object each time it is asked for the same one. */
export interface ViewMaker {
  card(post: SitePost): Input<CardView>;
  link(term: Term): LinkView;
  term(term: Term): TermView;
  dates(language: string): SiteDates;
}

/** What views are made with. */
export interface ViewSurroundings {
  readonly model: SiteModel;
  readonly links: Links;
  readonly media: MediaIndex;
  /** The theme's `sizes` of a cover. */
  readonly pictureSizes: string;
}

const wordsPerMinute = 230;

/** A maker for one build or one preview. */
export function viewMaker({ model, links, media, pictureSizes }: ViewSurroundings): ViewMaker {
  const cards = new Map<SitePost, Input<CardView>>();
  const languages = new Map<string, SiteDates>();
  const dates = (language: string) => {
    const made = languages.get(language) ?? siteDates(language, model.settings.timeZone);
    languages.set(language, made);
    return made;
  };
  const link = (term: Term): LinkView => ({ title: term.title, href: links.href(term.address) });
  const term = (of: Term): TermView => ({ ...link(of), count: of.posts.length, children: of.children.map(term) });

  const makeCard = (post: SitePost): CardView => {
    const { matter, words, excerpt } = post.summary;
    const date = dates(post.language);
    const author = termNamed('author', post.author, model.terms);
    return {
      title: post.title,
      href: links.href(post.address),
      url: links.absolute(post.address),
      language: post.language,
      date: post.dateMs === undefined ? null : date.view(post.dateMs),
      updated: post.updatedMs === undefined ? null : date.view(post.updatedMs),
      summary: matter.description?.trim() || excerpt,
      description: matter.description?.trim() ?? '',
      words,
      minutes: Math.max(1, Math.round(words / wordsPerMinute)),
      cover: coverView(post),
      categories: termsOf(post, 'category', model.terms).map(link),
      tags: termsOf(post, 'tag', model.terms).map(link),
      author: author !== undefined ? link(author) : post.author === '' ? null : { title: post.author, href: '' },
    };
  };
  const coverView = (post: SitePost): PictureView | null => {
    const { cover } = post.summary.matter;
    const path = cover === undefined ? undefined : localPathOf(cover.src, post.id);
    const picture = path === undefined ? undefined : media.picture(path, pictureSizes);
    if (cover === undefined || picture === undefined) return null;
    return {
      ...picture,
      srcset: picture.srcset ?? '',
      sizes: picture.sizes ?? '',
      sources: picture.sources ?? [],
      url: media.url(path ?? ''),
      alt: cover.alt ?? '',
      caption: cover.caption ?? '',
      credit: cover.credit ?? '',
    };
  };

  return {
    card: (post) => {
      const made = cards.get(post) ?? input(makeCard(post));
      cards.set(post, made);
      return made;
    },
    link,
    term,
    dates,
  };
}
