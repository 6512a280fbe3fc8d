import { createReadStream } from 'node:fs';

const pieceBytes = 1024 * 1024;

/** A file's bytes piece by piece, so that its size costs no memory. Opened when the first piece is asked for. */
export async function* filePieces(file: string): AsyncGenerator<Buffer> {
  const pieces: AsyncIterable<Buffer> = createReadStream(file, { highWaterMark: pieceBytes });
  yield* pieces;
}
