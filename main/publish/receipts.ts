import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { PublishReceipt } from '../../common/contract/publish.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { Result } from '../../common/result.ts';
import { isPlainObject } from '../../common/validate.ts';
import { writeDurably } from '../node/durable-file.ts';
import { isMissing } from '../node/file-system.ts';

/** A receipt and the name of its kept build. */
export interface StoredReceipt {
  readonly receipt: PublishReceipt;
  /** For `KeptBuilds.open`. */
  readonly build: string;
}

/** The finished publishes of one site, each a small file, ordered by number and not by the clock. */
export interface Receipts {
  /** A new id, greater than all before. */
  nextId(): Promise<string>;
  write(stored: StoredReceipt): Promise<Result<void, WriteFailed>>;
  /** Latest first. */
  all(): Promise<readonly StoredReceipt[]>;
  remove(id: string): Promise<void>;
}

/** Keeps receipts in `folder`. Reads it once. */
export function openReceipts(folder: string): Receipts {
  let loaded: Promise<StoredReceipt[]> | undefined;
  let lastNumber = 0;
  const load = () => {
    loaded ??= readAll(folder);
    return loaded;
  };
  const pathOf = (id: string) => path.join(folder, `${id}.json`);
  return {
    nextId: async () => {
      const latest = (await load())[0]?.receipt.id ?? '0';
      lastNumber = Math.max(lastNumber, Number.parseInt(latest, 10)) + 1;
      return `${String(lastNumber).padStart(6, '0')}-${crypto.randomUUID().slice(0, 8)}`;
    },
    write: async (stored) => {
      const written = await writeDurably(pathOf(stored.receipt.id), Buffer.from(JSON.stringify(stored)));
      if (written.ok) (await load()).unshift(stored);
      return written;
    },
    all: load,
    remove: async (id) => {
      await rm(pathOf(id), { force: true });
      loaded = Promise.resolve((await load()).filter(({ receipt }) => receipt.id !== id));
    },
  };
}

async function readAll(folder: string): Promise<StoredReceipt[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const found: StoredReceipt[] = [];
  for (const name of names
    .filter((file) => file.endsWith('.json'))
    .sort()
    .reverse()) {
    const stored = parse(await readFile(path.join(folder, name), 'utf8'));
    if (stored !== undefined) found.push(stored);
  }
  return found;
}

/** A receipt was written whole or not at all by this program; only its outline is checked. */
function parse(text: string): StoredReceipt | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isPlainObject(value) || typeof value.build !== 'string' || !isPlainObject(value.receipt)) return undefined;
    const { receipt } = value;
    const isWhole =
      typeof receipt.id === 'string' && typeof receipt.target === 'string' && Array.isArray(receipt.pages);
    // The outline was checked; the file lies in the application's own data folder.
    return isWhole ? { receipt: receipt as unknown as PublishReceipt, build: value.build } : undefined;
  } catch {
    return undefined;
  }
}
