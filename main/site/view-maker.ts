import { localPathOf } from '../../common/markdown/local-path.ts';
import { pictureStyle } from '../../common/markdown/rules/picture.ts';
import { typeset } from '../../common/markdown/rules/typography.ts';
import { readingMinutes } from '../../common/reading-time.ts';
import type { Links } from './addresses.ts';
import { type Input, lazyInput } from './input.ts';
import type { MediaIndex } from './media-index.ts';
import type { SiteModel, SitePost } from './model.ts';
import { type SiteDates, siteDates } from './site-dates.ts';
import type { Term, TermName } from './terms.ts';
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
  /** Length of a post's text; 0 where it was not read. */
  readonly wordsOf: (post: SitePost) => number;
  /** The theme's `sizes` of a cover. */
  readonly pictureSizes: string;
  /** Cards made before. */
  readonly memory: CardMemory;
}

/** Cards by post, with a mark for everything besides the post that they were made from. */
export type CardMemory = WeakMap<SitePost, { readonly mark: string; readonly card: Input<CardView> }>;

/** A maker for one build or one preview. */
export function viewMaker({ model, links, media, pictureSizes, wordsOf, memory }: ViewSurroundings): ViewMaker {
  const languages = new Map<string, SiteDates>();
  const dates = (language: string) => {
    const made = languages.get(language) ?? siteDates(language, model.settings.timeZone);
    languages.set(language, made);
    return made;
  };
  const hasAuthors = model.terms.author.size > 0;
  const { timeZone } = model.settings;
  const surroundings = JSON.stringify([hasAuthors, links.absolute('/'), timeZone, process.versions.icu]);
  const named = ({ titles, address }: TermName): LinkView => ({
    title: titles.at(-1) ?? '',
    href: links.href(address),
  });
  const link = (term: Term): LinkView => ({ title: term.title, href: links.href(term.address) });
  const term = (of: Term): TermView => ({ ...link(of), count: of.posts.length, children: of.children.map(term) });

  const makeCard = (post: SitePost, words: number, cover: PictureView | null): CardView => {
    const { matter, excerpt } = post.summary;
    const description = typeset(matter.description?.trim() ?? '', post);
    const date = dates(post.language);
    const author = hasAuthors ? post.terms.find(({ kind }) => kind === 'author') : undefined;
    return {
      title: post.title,
      href: links.href(post.address),
      url: links.absolute(post.address),
      language: post.language,
      date: post.dateMs === undefined ? null : date.view(post.dateMs),
      updated: post.updatedMs === undefined ? null : date.view(post.updatedMs),
      summary: description || typeset(excerpt, post),
      excerpt: '',
      description,
      words,
      minutes: readingMinutes(words),
      cover,
      categories: post.terms.filter(({ kind }) => kind === 'category').map(named),
      tags: post.terms.filter(({ kind }) => kind === 'tag').map(named),
      author: author !== undefined ? named(author) : post.author === '' ? null : { title: post.author, href: '' },
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
      style: pictureStyle(picture) ?? '',
      alt: cover.alt ?? '',
      caption: typeset(cover.caption ?? '', post),
      credit: cover.credit ?? '',
    };
  };

  const cards = new Map<SitePost, Input<CardView>>();
  const card = (post: SitePost): Input<CardView> => {
    const known = cards.get(post);
    if (known !== undefined) return known;
    const made = rememberedCard(post);
    cards.set(post, made);
    return made;
  };
  const rememberedCard = (post: SitePost): Input<CardView> => {
    const cover = coverView(post);
    const words = wordsOf(post);
    const mark = `${cover === null ? '' : JSON.stringify(cover)} ${words} ${surroundings}`;
    const known = memory.get(post);
    if (known?.mark === mark) return known.card;
    const made = lazyInput([mark, cardKey(post)], () => makeCard(post, words, cover));
    memory.set(post, { mark, card: made });
    return made;
  };

  return {
    card,
    link,
    term,
    dates,
  };
}

/** Everything of a post that its card shows. */
function cardKey({ title, address, language, dateMs, updatedMs, author, terms, summary }: SitePost): string {
  const { matter, excerpt } = summary;
  const named = terms.map((term) => `${term.address} ${term.titles.at(-1) ?? ''}`);
  const texts = [title, address, language, author, matter.description?.trim() || excerpt, matter.description ?? ''];
  return [...texts, dateMs ?? '', updatedMs ?? '', ...named].join('\n\0');
}
