import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { WriteFailed } from '../../common/contract/site.ts';
import { ok, type Result } from '../../common/result.ts';
import { isPlainObject } from '../../common/validate.ts';
import { writeDurably } from '../node/durable-file.ts';
import { cleanAddress } from './addresses.ts';
import { keyOf } from './input.ts';
import { readTermMemory, type TermMemory, termLines } from './term-memory.ts';

/**
 * Every address the site's posts, categories and tags were ever published at: `urls.json` in the site folder. It travels with the
 * posts, so that no machine forgets an address that readers have.
 */
export interface UrlMemory extends TermMemory {
  /** Addresses by post id, oldest first, the present one last. */
  readonly addresses: ReadonlyMap<string, readonly string[]>;
  /** Stands for all that the file says. */
  readonly key: string;
}

/** The post or page that stands at an address now. */
export interface PlacedPost {
  readonly id: string;
  readonly address: string;
}

const fileName = 'urls.json';
const maxBytes = 64 * 1024 * 1024;

/** Reads `urls.json`; empty when it is missing. What cannot be understood is left out, never written over: see `rememberUrls`. */
export async function readUrls(siteFolder: string): Promise<UrlMemory & { readonly isBroken: boolean }> {
  const none = {
    addresses: new Map<string, readonly string[]>(),
    terms: new Map(),
    moved: new Map(),
    key: '',
    isBroken: false,
  };
  let text: string;
  try {
    text = await readFile(path.join(siteFolder, fileName), 'utf8');
  } catch {
    return none;
  }
  try {
    const value: unknown = text.length > maxBytes ? undefined : JSON.parse(text);
    if (!isPlainObject(value) || !isPlainObject(value.posts)) return { ...none, key: keyOf(text), isBroken: true };
    const addresses = new Map<string, readonly string[]>();
    for (const [id, list] of Object.entries(value.posts)) {
      if (!Array.isArray(list)) continue;
      const clean = list.flatMap((address) => (typeof address === 'string' ? (cleanAddress(address) ?? []) : []));
      if (clean.length > 0) addresses.set(id, clean);
    }
    return { addresses, ...readTermMemory(value), key: keyOf(text), isBroken: false };
  } catch {
    return { ...none, key: keyOf(text), isBroken: true };
  }
}

/**
 * The memory with the present addresses added. A post under a new file name takes over the addresses of a vanished one
 * that stood at the same address. Answers the same object when nothing is new.
 */
export function withPresent(memory: UrlMemory, posts: readonly PlacedPost[]): UrlMemory {
  const present = new Set(posts.map((post) => post.id));
  const vanished = new Map(
    [...memory.addresses].filter(([id]) => !present.has(id)).map(([id, list]) => [list.at(-1) ?? '', id] as const),
  );
  const addresses = new Map(memory.addresses);
  let isNew = false;
  for (const { id, address } of posts) {
    const renamed = addresses.has(id) ? undefined : vanished.get(address);
    const before = addresses.get(id) ?? (renamed === undefined ? [] : (addresses.get(renamed) ?? []));
    if (before.at(-1) === address && renamed === undefined) continue;
    isNew = true;
    if (renamed !== undefined) addresses.delete(renamed);
    addresses.set(id, [...before.filter((old) => old !== address), address]);
  }
  return isNew ? { ...memory, addresses } : memory;
}

/** Former addresses that lead to a post's present one. Addresses that another page uses now are not among them. */
export function formerAddresses(
  memory: UrlMemory,
  posts: readonly PlacedPost[],
  isTaken: (address: string) => boolean,
): readonly { readonly from: string; readonly to: string; readonly id: string }[] {
  return posts.flatMap(({ id, address }) =>
    (memory.addresses.get(id) ?? [])
      .filter((former) => former !== address && !isTaken(former))
      .map((from) => ({ from, to: address, id })),
  );
}

/** Addresses of posts that are no more, not even as drafts: nothing stands there, and nothing will. */
export function goneAddresses(memory: UrlMemory, isThere: (id: string) => boolean): readonly string[] {
  return [...memory.addresses].flatMap(([id, addresses]) => (isThere(id) ? [] : addresses));
}

function part(name: string, lines: readonly string[]): string {
  return `  "${name}": {\n${lines.map((line) => `    ${line}`).join(',\n')}\n  }`;
}

/** Writes `urls.json` durably, one post a line, so that two machines' additions merge by lines. */
export async function writeUrls(siteFolder: string, memory: UrlMemory): Promise<Result<void, WriteFailed>> {
  const lines = [...memory.addresses]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, list]) => `${JSON.stringify(id)}: ${JSON.stringify(list)}`);
  const { terms, moved } = termLines(memory);
  const parts = [part('posts', lines), ...(terms.length > 0 ? [part('terms', terms)] : [])];
  const text = `{\n  "version": 1,\n${[...parts, ...(moved.length > 0 ? [part('moved', moved)] : [])].join(',\n')}\n}\n`;
  const before = await readFile(path.join(siteFolder, fileName), 'utf8').catch(() => undefined);
  if (before === text) return ok(undefined);
  return writeDurably(path.join(siteFolder, fileName), Buffer.from(text), { within: siteFolder });
}
