import { isAscii } from 'node:buffer';

/**
 * A value as JSON of ASCII letters alone: a single other letter in megabytes of it, the dots behind one excerpt, makes all of it
 * take several times as long to read.
 */
export function asciiJson(value: unknown): string {
  const json = JSON.stringify(value);
  // To look takes a third of the time of a replacement that finds nothing.
  if (!/[^\0-\x7f]/.test(json)) return json;
  return json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The value of JSON in UTF-8. */
export function parseJson(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8'));
}
