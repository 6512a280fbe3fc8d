import path from 'node:path';
import type { FileFacts, FileSystem, FileWithFacts, FolderEntry, OpenFile } from '../../../main/node/file-system.ts';

/** What a disk was asked to do, in order. `mark` is put in by the test. */
export type DiskCall =
  | { readonly kind: 'write'; readonly inode: number; readonly position: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly inode: number; readonly size: number }
  | { readonly kind: 'sync'; readonly inode: number }
  | { readonly kind: 'name'; readonly path: string; readonly inode: number }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'sync-folder'; readonly path: string }
  | ({ readonly kind: 'mark' } & Promised);

/** What a program has said is on the disk. */
export interface Promised {
  /** Words of the text that came after one another. */
  readonly acknowledged: number;
  /** Files reported whole, with their content. */
  readonly whole: ReadonlyMap<string, string>;
  /** Versions that saves have replaced. */
  readonly kept: readonly string[];
}

/** What a disk holds: contents by inode, names of contents. Folders are taken for durable. */
export interface DiskState {
  readonly contents: Map<number, Uint8Array>;
  readonly names: Map<string, number>;
}

/** A disk in memory that remembers every call, so that any moment of a power cut can be made from it. */
export class ModelDisk implements FileSystem {
  readonly calls: DiskCall[] = [];
  readonly state: DiskState;
  readonly #folders = new Set<string>();
  #nextInode: number;
  #clock = 1_000;
  readonly #changed = new Map<number, number>();
  /** Asked before each call; throws to make it fail. */
  interfere: (call: string, file: string) => void = () => {};
  /** Bytes that fit on it; a write takes what still fits, then nothing more. */
  capacity = Number.POSITIVE_INFINITY;
  /** Writes asked for so far. */
  writes = 0;
  /** Called when a sync of contents begins; what it answers is put into the calls when that has ended. */
  markOnSync: (file: string) => DiskCall | undefined = () => undefined;

  constructor(state: DiskState = { contents: new Map(), names: new Map() }) {
    this.state = state;
    this.#nextInode = Math.max(0, ...state.contents.keys()) + 1;
    for (const name of state.names.keys()) this.#addFolders(path.dirname(name));
  }

  /** Puts a file on the disk as if it had always been there. */
  plant(file: string, text: string): void {
    const inode = this.#nextInode;
    this.#nextInode += 1;
    this.state.contents.set(inode, Buffer.from(text));
    this.state.names.set(file, inode);
    this.#addFolders(path.dirname(file));
  }

  text(file: string): string | undefined {
    const inode = this.state.names.get(file);
    return inode === undefined ? undefined : Buffer.from(this.#content(inode)).toString('utf8');
  }

  async open(file: string, purpose: 'create' | 'append'): Promise<OpenFile> {
    this.interfere('open', file);
    if (!this.#folders.has(path.dirname(file))) throw coded('ENOENT');
    let inode = this.state.names.get(file);
    if (inode !== undefined && purpose === 'create') throw coded('EEXIST');
    if (inode === undefined) {
      inode = this.#nextInode;
      this.#nextInode += 1;
      this.state.contents.set(inode, new Uint8Array());
      this.state.names.set(file, inode);
      this.calls.push({ kind: 'name', path: file, inode });
    }
    return this.#handle(file, inode);
  }

  async readFile(file: string): Promise<Uint8Array> {
    return this.#content(this.#inodeOf(file)).slice();
  }

  async readWithFacts(file: string): Promise<FileWithFacts> {
    const facts = await this.stat(file);
    return { facts, ...(facts.kind === 'file' ? { bytes: await this.readFile(file) } : {}) };
  }

  readAll<Value>(
    files: readonly string[],
    _maxBytes: number,
    use: (file: FileWithFacts, index: number) => Value,
  ): Promise<readonly (Value | undefined)[]> {
    return Promise.all(
      files.map(async (name, index) => {
        const file = await this.readWithFacts(name).catch(() => undefined);
        return file === undefined ? undefined : use(file, index);
      }),
    );
  }

  async stat(file: string): Promise<FileFacts> {
    if (this.#folders.has(file)) return { kind: 'folder', size: 0, modifiedMs: 0, mode: 0o755, inode: 0 };
    const inode = this.#inodeOf(file);
    const size = this.#content(inode).byteLength;
    return { kind: 'file', size, modifiedMs: this.#changed.get(inode) ?? 0, mode: 0o644, inode };
  }

  async statAll<Value>(
    files: readonly string[],
    use: (facts: FileFacts | undefined, index: number) => Value,
  ): Promise<readonly Value[]> {
    const found = await Promise.all(files.map((file) => this.stat(file).catch(() => undefined)));
    return found.map(use);
  }

  lstat(file: string): Promise<FileFacts> {
    return this.stat(file);
  }

  async realpath(file: string): Promise<string> {
    await this.stat(file);
    return file;
  }

  async list(folder: string): Promise<readonly FolderEntry[]> {
    if (!this.#folders.has(folder)) throw coded('ENOENT');
    const names = new Map<string, FolderEntry>();
    const add = (file: string, kind: 'file' | 'folder'): void => {
      if (path.dirname(file) === folder) names.set(path.basename(file), { name: path.basename(file), kind });
    };
    for (const file of this.state.names.keys()) add(file, 'file');
    for (const other of this.#folders) if (other !== folder) add(other, 'folder');
    return [...names.values()];
  }

  async rename(from: string, to: string): Promise<void> {
    this.interfere('rename', to);
    const inode = this.#inodeOf(from);
    this.state.names.delete(from);
    this.state.names.set(to, inode);
    this.calls.push({ kind: 'rename', from, to });
  }

  async link(from: string, to: string): Promise<void> {
    this.interfere('link', to);
    const inode = this.#inodeOf(from);
    if (!this.#folders.has(path.dirname(to))) throw coded('ENOENT');
    if (this.state.names.has(to)) throw coded('EEXIST');
    this.state.names.set(to, inode);
    this.calls.push({ kind: 'name', path: to, inode });
  }

  async unlink(file: string): Promise<void> {
    this.interfere('unlink', file);
    this.#inodeOf(file);
    this.state.names.delete(file);
    this.calls.push({ kind: 'unlink', path: file });
  }

  async makeFolder(folder: string): Promise<void> {
    this.interfere('makeFolder', folder);
    this.#addFolders(folder);
  }

  async syncFolder(folder: string): Promise<void> {
    this.interfere('syncFolder', folder);
    this.calls.push({ kind: 'sync-folder', path: folder });
  }

  #handle(file: string, inode: number): OpenFile {
    const sync = async (): Promise<void> => {
      const mark = this.markOnSync(file);
      this.interfere('sync', file);
      this.calls.push({ kind: 'sync', inode });
      if (mark !== undefined) this.calls.push(mark);
    };
    return {
      write: async (bytes, position) => {
        this.interfere('write', file);
        // Half of a large write is taken, as a real disk may do, so that the loop around it is tried too.
        const part = bytes.byteLength > 64 ? bytes.byteLength >> 1 : bytes.byteLength;
        const taken = bytes.slice(0, Math.min(part, this.#room(inode, position)));
        this.writes += 1;
        if (taken.byteLength === 0 && bytes.byteLength > 0) throw coded('ENOSPC');
        this.state.contents.set(inode, withWrite(this.#content(inode), position, taken));
        this.calls.push({ kind: 'write', inode, position, bytes: taken });
        this.#touch(inode);
        return taken.byteLength;
      },
      sync,
      syncData: sync,
      truncate: async (size) => {
        this.interfere('truncate', file);
        this.state.contents.set(inode, this.#content(inode).slice(0, size));
        this.calls.push({ kind: 'truncate', inode, size });
        this.#touch(inode);
      },
      size: async () => this.#content(inode).byteLength,
      close: async () => {},
    };
  }

  /** How far a write at a position of a file may reach: what is there is overwritten for nothing. */
  #room(inode: number, position: number): number {
    const named = new Set(this.state.names.values());
    let used = 0;
    for (const [other, content] of this.state.contents) if (named.has(other)) used += content.byteLength;
    return Math.max(0, this.capacity - used) + Math.max(0, this.#content(inode).byteLength - position);
  }

  #touch(inode: number): void {
    this.#clock += 1;
    this.#changed.set(inode, this.#clock);
  }

  #content(inode: number): Uint8Array {
    return this.state.contents.get(inode) ?? new Uint8Array();
  }

  #inodeOf(file: string): number {
    const inode = this.state.names.get(file);
    if (inode === undefined) throw coded('ENOENT');
    return inode;
  }

  #addFolders(folder: string): void {
    this.#folders.add(folder);
    if (path.dirname(folder) !== folder) this.#addFolders(path.dirname(folder));
  }
}

/** A content with bytes put at a position; a gap is filled with zeros. */
export function withWrite(content: Uint8Array, position: number, bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(Math.max(content.byteLength, position + bytes.byteLength));
  result.set(content);
  result.set(bytes, position);
  return result;
}

/** An error as the operating system gives it. */
export function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}
