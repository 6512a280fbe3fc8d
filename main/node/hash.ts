import { hash } from 'node:crypto';

/** SHA-256 of bytes or of a text's UTF-8, in lower-case hexadecimal: the name of content everywhere in the program. */
export function sha256(content: Uint8Array | string): string {
  return hash('sha256', content, 'hex');
}
