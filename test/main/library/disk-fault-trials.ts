import path from 'node:path';
import { Drafts } from '../../../main/library/drafts.ts';
import { Revisions } from '../../../main/library/revisions.ts';
import type { FileSystem } from '../../../main/node/file-system.ts';
import { coded, ModelDisk } from './model-disk.ts';

/** What became of writing while calls of the disk failed. */
export interface DiskFaultCount {
  readonly trials: number;
  /** Post files that were neither a whole old nor a whole new version at the end. */
  readonly damaged: number;
  /** Words answered as recorded, or posts answered as saved, that are not there. */
  readonly falseSuccess: number;
  /** Failures that nobody was told. */
  readonly silent: number;
  readonly firstFault: string;
}

/** How the disk fails: once or from then on, with the system's code. */
export interface DiskFault {
  readonly call: number;
  readonly code: string;
  readonly isLasting: boolean;
}

const post = '/site/posts/a.md';
const id = 'posts/a.md';

/** How many calls of the disk the story makes when none fails. */
export async function callsOfStory(): Promise<number> {
  let calls = 0;
  const disk = planted();
  disk.interfere = () => {
    calls += 1;
  };
  await write(disk);
  return calls;
}

/** Writes while one call of the disk fails, for each fault. `deaf` hides failed writes from the program: the control. */
export async function failDisk(faults: readonly DiskFault[], deaf = false): Promise<DiskFaultCount> {
  let [damaged, falseSuccess, silent, firstFault] = [0, 0, 0, ''];
  for (const fault of faults) {
    const disk = planted();
    let calls = 0;
    let hasFailed = false;
    disk.interfere = () => {
      calls += 1;
      if (calls !== fault.call && !(fault.isLasting && calls > fault.call)) return;
      hasFailed = true;
      throw coded(fault.code);
    };
    const told = await write(deaf ? withDeafEars(disk) : disk);
    disk.interfere = () => {};
    const text = disk.text(post) ?? '';
    const isWhole = told.versions.has(text);
    const words = await recovered(disk);
    const isThere =
      told.recorded.every((word) => words.includes(word)) && told.saved.every((word) => words.includes(word));
    if (!isWhole) damaged += 1;
    else if (!isThere) falseSuccess += 1;
    if (fault.isLasting && hasFailed && told.failures === 0 && !isThere) silent += 1;
    if ((!isWhole || !isThere) && firstFault === '') firstFault = `${JSON.stringify(fault)}: ${words.join(' ')}`;
  }
  return { trials: faults.length, damaged, falseSuccess, silent, firstFault };
}

/** Writes on disks of growing size, from one that has no room at all, `step` bytes more each time. */
export async function fillDisk(
  step: number,
  disks: number,
  deaf = false,
): Promise<DiskFaultCount & { readonly writes: number }> {
  let [damaged, falseSuccess, silent, writes, firstFault] = [0, 0, 0, 0, ''];
  for (let size = 0; size < disks; size += 1) {
    const disk = planted();
    disk.capacity = 40 + size * step;
    const told = await write(deaf ? withDeafEars(disk) : disk);
    writes += disk.writes;
    disk.capacity = Number.POSITIVE_INFINITY;
    const isWhole = told.versions.has(disk.text(post) ?? '');
    const words = await recovered(disk);
    const isThere = [...told.recorded, ...told.saved].every((word) => words.includes(word));
    if (!isWhole) damaged += 1;
    else if (!isThere) falseSuccess += 1;
    if (told.failures === 0 && !isThere) silent += 1;
    if ((!isWhole || !isThere) && firstFault === '') firstFault = `${disk.capacity} bytes: ${words.join(' ')}`;
  }
  return { trials: disks, damaged, falseSuccess, silent, writes, firstFault };
}

function planted(): ModelDisk {
  const disk = new ModelDisk();
  disk.plant(post, '---\ntitle: A\n---\n\nw0');
  return disk;
}

/** A program that goes on as if every write had worked. */
function withDeafEars(disk: ModelDisk): FileSystem {
  const deafly = {
    open: async (file: string, purpose: 'create' | 'append') => {
      const opened = await disk.open(file, purpose);
      return {
        ...opened,
        write: (bytes: Uint8Array, position: number) => opened.write(bytes, position).catch(() => bytes.byteLength),
        size: async () => Number.NaN,
      };
    },
  };
  return new Proxy<FileSystem>(disk, {
    get: (target, name) => {
      if (name === 'open') return deafly.open;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

interface Told {
  readonly recorded: readonly string[];
  readonly saved: readonly string[];
  readonly versions: ReadonlySet<string>;
  readonly failures: number;
}

async function write(fileSystem: FileSystem): Promise<Told> {
  const drafts = draftsOn(fileSystem);
  const draft = await drafts.open(id);
  if (draft === undefined) throw new Error('The planted post is missing');
  const versions = new Set([draft.text().source]);
  const recorded: string[] = [];
  const saved: string[] = [];
  let failures = 0;
  let length = 2;
  for (let word = 1; word <= 6; word += 1) {
    const insert = ` w${word}`;
    const changes = [{ from: length, to: length, insert }];
    // The page sends a refused edit again.
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { sequence } = draft.describe();
      const edited = await draft.edit({ id, sequence: sequence + 1, changes });
      if (!edited.ok) failures += 1;
      if (!edited.ok) continue;
      recorded.push(`w${word}`);
      length += insert.length;
      break;
    }
    if (word % 2 === 0) {
      versions.add(draft.text().source);
      const state = await draft.save();
      if (state.kind === 'saved') saved.push(...recorded);
      else failures += 1;
    }
  }
  versions.add(draft.text().source);
  await drafts.close();
  return { recorded, saved, versions, failures };
}

async function recovered(disk: ModelDisk): Promise<readonly string[]> {
  const drafts = draftsOn(disk);
  await drafts.recover();
  const draft = await drafts.open(id);
  const words = draft?.text().body.split(' ') ?? [];
  await draft?.discard();
  return words;
}

function draftsOn(fileSystem: FileSystem): Drafts {
  const revisions = new Revisions(fileSystem, '/data/revisions', () => 0);
  const context = { fileSystem, folder: '/site', journalFolder: '/data/journal', revisions, autosaveMs: 1_000_000 };
  return new Drafts({ ...context, emit: () => {}, wrote: async () => {}, refusal: () => undefined }, (wanted) =>
    path.join('/site', wanted),
  );
}
