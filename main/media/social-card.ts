import { sha256 } from '../node/hash.ts';
import type { PublishedFile } from './media.ts';
import { cardSize } from './pictures/draw-card.ts';
import type { PictureWork } from './pictures/picture-work.ts';
import type { VariantStore } from './variant-store.ts';

/** What stands on the card that other sites show beside a link to a post without a picture. */
export interface SocialCard {
  readonly title: string;
  readonly siteTitle: string;
}

/** Changes whenever the same card would be drawn otherwise. */
export const cardRecipe = 'card-1';

/** What drawing cards needs. */
export interface SocialCardParts {
  readonly store: VariantStore;
  readonly pictures: PictureWork;
  /** Folder with the font's files, one for each part of the alphabet; empty for none. */
  readonly fontsFolder: string;
}

/**
 * Answers cards, each drawn once: a title and the blog's name on plain paper. Undefined where the picture library or the
 * font is missing.
 */
export function createSocialCards({
  store,
  pictures,
  fontsFolder,
}: SocialCardParts): (card: SocialCard) => Promise<PublishedFile | undefined> {
  return async ({ title, siteTitle }) => {
    if (fontsFolder === '') return undefined;
    const key = sha256(JSON.stringify([title, siteTitle]));
    const kept = await store.read(key, cardRecipe);
    if (kept !== undefined) return kept.files[0];
    const content = await pictures.run('card', { title, siteTitle, fontsFolder });
    if (content === undefined) return undefined;
    const file = { name: 'card.jpg', content, type: 'image/jpeg', extension: '.jpg', ...cardSize };
    const made = await store.keep(key, cardRecipe, { kind: 'image', removed: [], files: [file], ...cardSize });
    return made.files[0];
  };
}
