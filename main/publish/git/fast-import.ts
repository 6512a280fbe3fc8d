import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { Refusal } from '../target.ts';

/** Writes to a running `git fast-import`, as fast as it takes it. Rejects when it stopped taking. */
export async function writeTo(stdin: Writable, content: string | Uint8Array): Promise<void> {
  if (stdin.destroyed) throw new Refusal('interrupted', { kind: 'busy-there' });
  if (!stdin.write(content)) await once(stdin, 'drain');
}

/** A path as fast-import wants it where it could be misread: in quotes, with C escapes. */
export function quotedPath(path: string): string {
  const escaped = path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${escaped}"`;
}

/** `Name <address>` without what would end either. */
export function plainPerson({ name, email }: { readonly name: string; readonly email: string }): string {
  const plain = (text: string) => text.replaceAll(/[<>\n\0]/g, ' ').trim();
  return `${plain(name)} <${plain(email)}>`;
}
