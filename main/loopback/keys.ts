import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a page must know to reach the host. Made anew at each start, kept in memory only. */
export interface Keys {
  /** Lets calls and events through; travels in the address's fragment, which browsers never send. */
  readonly secret: string;
  /** Only reads previews and pictures; lies in their addresses, because a picture's request carries no header. */
  readonly readKey: string;
}

/** Two keys of 256 random bits, as text that needs no escaping in an address. */
export function createKeys(): Keys {
  return { secret: randomBytes(32).toString('base64url'), readKey: randomBytes(32).toString('base64url') };
}

/** Compares in a time that says nothing about either key, not even its length. */
export function isSameKey(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
