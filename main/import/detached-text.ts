/**
 * The same text in memory of its own. A piece cut out of a longer text keeps all of that text in memory, so whatever outlives
 * the reading of an export is detached from it first.
 */
export function detached(text: string): string {
  return Buffer.from(text).toString();
}
