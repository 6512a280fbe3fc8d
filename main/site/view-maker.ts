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
  /** For lists and for other posts' pages. */
  card(post: SitePost): Input<CardView>;
  /** For the post's own page, with all its words counted. */
  ownCard(post: SitePost): Input<CardView>;
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
  /** Whether the theme counts words in lists: where it does not, a word more in a post leaves all other pages as they are. */
  readonly listsWords: boolean;
  /** The theme's `sizes` of a cover. */
  readonly pictureSizes: string;
  /** Cards made before. */
  readonly memory: CardMemory;
}

/** Cards by post. */
export type CardMemory = WeakMap<SitePost, KnownCard>;

interface KnownCard {
  /** For everything besides the post that the card was made from. */
  readonly mark: string;
  readonly card: Input<CardView>;
  readonly words: number;
  readonly own: Input<CardView>;
}

/** A maker for one build or one preview. */
export function viewMaker(surroundings: ViewSurroundings): ViewMaker {
  const { model, links, media, pictureSizes, wordsOf, listsWords, memory } = surroundings;
  const languages = new Map<string, SiteDates>();
  const dates = (language: string) => {
    const made = languages.get(language) ?? siteDates(language, model.settings.timeZone);
    languages.set(language, made);
    return made;
  };
  const hasAuthors = model.terms.author.size > 0;
  const { timeZone } = model.settings;
  const shared = JSON.stringify([hasAuthors, links.absolute('/'), timeZone, process.versions.icu]);
  const named = ({ titles, address }: TermName): LinkView => ({
    title: titles.at(-1) ?? '',
    href: links.href(address),
  });
  const link = (term: Term): LinkView => ({ title: term.title, href: links.href(term.address) });
  const term = (of: Term): TermView => ({ ...link(of), count: of.posts.length, children: of.children.map(term) });

  const makeCard = (post: SitePost, words: number, minutes: number, cover: PictureView | null): CardView => {
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
      minutes,
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

  const cards = new Map<SitePost, KnownCard>();
  const cardsOf = (post: SitePost): KnownCard => {
    const known = cards.get(post);
    if (known !== undefined) return known;
    const made = rememberedCards(post);
    cards.set(post, made);
    return made;
  };
  const rememberedCards = (post: SitePost): KnownCard => {
    const cover = coverView(post);
    const words = wordsOf(post);
    const minutes = words === 0 ? 0 : readingMinutes(words);
    const listed = listsWords ? words : 0;
    const mark = `${cover === null ? '' : JSON.stringify(cover)} ${listed} ${minutes} ${shared}`;
    const known = memory.get(post);
    const isSame = known?.mark === mark;
    if (isSame && known.words === words) return known;
    const card = isSame ? known.card : lazyInput([mark, cardKey(post)], () => makeCard(post, listed, minutes, cover));
    const own = listed === words ? card : lazyInput([card.key, String(words)], () => ({ ...card.value, words }));
    const made = { mark, card, words, own };
    memory.set(post, made);
    return made;
  };

  return {
    card: (post) => cardsOf(post).card,
    ownCard: (post) => cardsOf(post).own,
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
