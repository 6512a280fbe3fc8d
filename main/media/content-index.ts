import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isPlainObject } from '../../common/validate.ts';
import { writeDurably } from '../node/durable-file.ts';
import { type FileFacts, nodeFileSystem } from '../node/file-system.ts';
import type { Log } from '../node/log.ts';

/** The hash of each file's content, remembered for as long as the file's entry does not change. */
export interface ContentIndex {
  /** SHA-256 of a file's content. Rejects when it cannot be read. */
  hashOf(file: string): Promise<string>;
  /** The hash a file had when it was last looked at, whether or not it is still there. */
  lastHashOf(file: string): Promise<string | undefined>;
  /** Writes what is known to disk. Losing it costs time only. */
  save(): Promise<void>;
}

interface Entry {
  readonly size: number;
  readonly modifiedMs: number;
  readonly inode: number;
  readonly sha256: string;
}

/** A file changed this shortly before it was hashed may change again within the same time stamp. */
const doubtMs = 2_000;

/** No file's time: such a hash is never believed of the file, and only finds it again where it was moved to. */
const inDoubt = -1;

/** Opens the index kept in `indexFile`; a missing or broken one starts empty. `folder` shortens the names in it. */
export function openContentIndex(indexFile: string, folder: string, log: Log): ContentIndex {
  let entries: Promise<Map<string, Entry>> | undefined;
  let isChanged = false;
  const known = () => {
    entries ??= readEntries(indexFile);
    return entries;
  };
  const put = async (file: string, facts: FileFacts, sha256: string) => {
    const { size, inode } = facts;
    const modifiedMs = Date.now() - facts.modifiedMs < doubtMs ? inDoubt : facts.modifiedMs;
    (await known()).set(path.relative(folder, file), { size, modifiedMs, inode, sha256 });
    isChanged = true;
  };

  return {
    hashOf: async (file) => {
      const facts = await nodeFileSystem.stat(file);
      const entry = (await known()).get(path.relative(folder, file));
      const isSame = entry?.size === facts.size && entry.modifiedMs === facts.modifiedMs && entry.inode === facts.inode;
      if (isSame) return entry.sha256;
      const sha256 = await hashFile(file);
      await put(file, facts, sha256);
      return sha256;
    },
    lastHashOf: async (file) => (await known()).get(path.relative(folder, file))?.sha256,
    save: async () => {
      if (!isChanged) return;
      isChanged = false;
      const text = JSON.stringify({ version: 1, files: Object.fromEntries(await known()) });
      const written = await writeDurably(indexFile, Buffer.from(text));
      if (!written.ok) log.info('the media index was not kept', { code: written.failure.code });
    },
  };
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file)) hash.update(part);
  return hash.digest('hex');
}

async function readEntries(indexFile: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let content: unknown;
  try {
    content = JSON.parse(await readFile(indexFile, 'utf8'));
  } catch {
    return entries;
  }
  const files = isPlainObject(content) && content.version === 1 ? content.files : undefined;
  if (!isPlainObject(files)) return entries;
  for (const [name, entry] of Object.entries(files)) {
    if (isEntry(entry)) entries.set(name, entry);
  }
  return entries;
}

function isEntry(value: unknown): value is Entry {
  return (
    isPlainObject(value) &&
    typeof value.size === 'number' &&
    typeof value.modifiedMs === 'number' &&
    typeof value.inode === 'number' &&
    typeof value.sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(value.sha256)
  );
}
