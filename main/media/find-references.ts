import { findAddresses, unescaped } from '../../common/markdown/find-addresses.ts';
import { localPathOf } from '../../common/markdown/local-path.ts';

/** One place in a post's text that names a file of the site. Offsets in UTF-16 units. */
export interface MediaReference {
  /** Path inside the site folder, `media/2026/11/harbour.jpg`. */
  readonly path: string;
  /** The address as written, and where it stands. */
  readonly written: string;
  readonly from: number;
  readonly to: number;
  /** Counts from 0 in the text. */
  readonly line: number;
  readonly role: 'picture' | 'link';
  /** Words at a picture; each absent when it is not stated. */
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
}

/** Every file of the site that a Markdown text names: pictures, links, definitions and HTML attributes; code is passed over. */
export function findReferences(body: string, postId: string): readonly MediaReference[] {
  const lineAt = lineCounter(body);
  return findAddresses(body).flatMap((reference) => {
    const path = localPathOf(unescaped(reference.written), postId);
    const isFile = path !== undefined && /\.[a-z0-9]{1,5}$/i.test(path) && !/\.(?:md|markdown|html?)$/i.test(path);
    return isFile ? [{ ...reference, path, line: lineAt(reference.from) }] : [];
  });
}

/** Counts lines up to offsets that only grow. */
function lineCounter(text: string): (offset: number) => number {
  let line = 0;
  let at = 0;
  return (offset) => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < offset; next = text.indexOf('\n', at)) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
}
