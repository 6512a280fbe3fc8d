import { embeddedPicture } from '../html/embedded-picture.ts';
import type { TakeIn } from '../import-options.ts';

/** A text whose pictures are files. */
export interface PicturesAsFiles {
  readonly content: string;
  /** From the top of the site, `/media/2024/05/picture.png`. */
  readonly taken: readonly string[];
  /** Beginnings of what was no picture after all, was damaged or too large; it stays in the text. */
  readonly refused: readonly string[];
}

const attribute =
  /(\s(?:src|href|poster|data-src|data-lazy-src|data-original)\s*=\s*)(?:"(data:[^"]*)"|'(data:[^']*)')/gi;

/** Takes pictures that stand in a text itself (`data:` addresses) in as files of the month `dateMs`, told by their content. */
export async function withPicturesAsFiles(content: string, takeIn: TakeIn, dateMs: number): Promise<PicturesAsFiles> {
  const parts: string[] = [];
  const taken = new Set<string>();
  const refused: string[] = [];
  let from = 0;
  for (const found of content.matchAll(attribute)) {
    const [whole, name = '', double, single] = found;
    // Long addresses are wrapped here and there.
    const address = (double ?? single ?? '').replace(/\s+/g, '').replaceAll('&amp;', '&');
    const picture = embeddedPicture(address);
    if (picture === undefined) continue;
    const site = await takeIn(picture.name, picture.content, dateMs);
    if (site === undefined) refused.push(`${address.slice(0, 40)}…`);
    else {
      taken.add(`/${site}`);
      parts.push(content.slice(from, found.index), `${name}"/${site}"`);
      from = found.index + whole.length;
    }
  }
  return { content: parts.join('') + content.slice(from), taken: [...taken], refused };
}
