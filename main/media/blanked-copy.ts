import { filePieces } from '../node/file-pieces.ts';
import type { Blank } from './clean-movie.ts';

/** A file's bytes piece by piece, with some ranges overwritten. */
export async function* blankedCopy(file: string, blanks: readonly Blank[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for await (const piece of filePieces(file)) {
    for (const blank of blanks) overwrite(piece, start, blank);
    yield piece;
    start += piece.byteLength;
  }
}

function overwrite(piece: Buffer, start: number, { from, to, text }: Blank): void {
  const [first, last] = [Math.max(from, start), Math.min(to, start + piece.byteLength)];
  if (first >= last) return;
  if (text === undefined) piece.fill(0, first - start, last - start);
  else piece.write(text.slice(first - from, last - from), first - start, 'latin1');
}
