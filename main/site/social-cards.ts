import { localPathOf } from '../../common/markdown/local-path.ts';
import type { Media, PublishedFile } from '../media/media.ts';
import type { KnownFacts } from './gather.ts';
import type { MediaIndex } from './media-index.ts';
import type { SiteModel, SitePost } from './model.ts';
import type { PictureView } from './views.ts';

/** The pictures that other sites show beside links to posts. */
export interface SocialCards {
  /** Of a post without a cover: the first picture of its text, else a card that was drawn; null for neither. */
  of(post: SitePost): PictureView | null;
  /** The cards that were drawn, by post id. */
  readonly drawn: ReadonlyMap<string, PictureView>;
  /** Files of the cards that were drawn, with their paths below the site's root. */
  readonly files: readonly { readonly path: string; readonly file: PublishedFile }[];
}

/** No cards, for the preview, where no other site looks. */
export const noSocialCards: SocialCards = { of: () => null, drawn: new Map(), files: [] };

/** Cards are drawn for so many of a section's newest posts without a picture, and for its pages: who shares older ones shares words. */
const newest = 40;
/** Smaller pictures would be shown as a stamp. */
const minWidth = 600;

/** What gathering needs. */
export interface SocialCardSources {
  readonly media: Media;
  readonly index: MediaIndex;
  readonly facts: KnownFacts;
  readonly absolute: (sitePath: string) => string;
  readonly href: (sitePath: string) => string;
}

/** Finds or draws what stands for each post that has no cover. */
export async function gatherSocialCards(
  models: readonly SiteModel[],
  sources: SocialCardSources,
): Promise<SocialCards> {
  const drawnCards = new Map<string, PictureView>();
  const files: { path: string; file: PublishedFile }[] = [];
  await Promise.all(
    models.map(async ({ posts, pages, settings }) => {
      const bare: SitePost[] = [];
      let drawn = 0;
      const isBare = (post: SitePost) =>
        post.summary.matter.cover === undefined && firstPicture(post, sources) === undefined;
      for (const post of posts) {
        if (drawn === newest) break;
        if (!isBare(post)) continue;
        bare.push(post);
        drawn += 1;
      }
      bare.push(...pages.filter(isBare));
      await Promise.all(
        bare.map(async (post) => {
          const file = await sources.media.card({ title: post.title, siteTitle: settings.title });
          if (file === undefined) return;
          const path = `cards/${file.sha256.slice(0, 16)}${file.extension}`;
          files.push({ path, file });
          drawnCards.set(post.id, view(sources, path, { alt: post.title, width: file.width, height: file.height }));
        }),
      );
    }),
  );
  return {
    of: (post) =>
      post.summary.matter.cover === undefined ? (firstPicture(post, sources) ?? drawnCards.get(post.id) ?? null) : null,
    drawn: drawnCards,
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** The first picture of a post's text that is large enough and no drawing, which other sites cannot show. */
function firstPicture(post: SitePost, { index, facts }: SocialCardSources): PictureView | undefined {
  for (const written of facts.get(post.id)?.needs.pictures ?? []) {
    const path = localPathOf(written, post.id);
    const picture = path === undefined ? undefined : index.picture(path, '');
    if (path === undefined || picture === undefined || (picture.width ?? 0) < minWidth) continue;
    const url = index.url(path);
    if (/\.(?:svg|gif)$/i.test(url)) continue;
    return { ...emptyView, ...picture, url };
  }
  return undefined;
}

const emptyView = { srcset: '', sizes: '', sources: [], style: '', alt: '', caption: '', credit: '' } as const;

function view(
  { absolute, href }: SocialCardSources,
  path: string,
  {
    alt,
    width,
    height,
  }: { readonly alt: string; readonly width?: number | undefined; readonly height?: number | undefined },
): PictureView {
  const size = width === undefined || height === undefined ? {} : { width, height };
  return { ...emptyView, ...size, src: href(path), url: absolute(path), alt };
}
