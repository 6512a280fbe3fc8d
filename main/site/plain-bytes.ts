/** Longer texts have bytes of their own. */
const maxShared = 256 * 1024;
/** So much is left that a character which does not fit is told from one that is not there. */
const room = 4;
const shared = Buffer.allocUnsafeSlow(maxShared + room);

/**
 * A text's bytes when it is ASCII alone, else undefined. For who looks at each letter of a blog: a byte is had in a fraction of the time
 * that a character of a string takes. They are good until the next text is asked for.
 */
export function plainBytes(text: string): Uint8Array | undefined {
  const { length } = text;
  const into = length > maxShared ? Buffer.allocUnsafeSlow(length + room) : shared;
  return into.write(text, 0, length + room) === length ? into.subarray(0, length) : undefined;
}
