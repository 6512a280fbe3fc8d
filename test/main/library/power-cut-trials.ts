import path from 'node:path';
import { Drafts } from '../../../main/library/drafts.ts';
import { Revisions } from '../../../main/library/revisions.ts';
import { writeDurably } from '../../../main/node/durable-file.ts';
import type { FileSystem } from '../../../main/node/file-system.ts';
import { type DiskCall, type DiskState, ModelDisk } from './model-disk.ts';
import { cutStates } from './power-cut.ts';

/** What was found on disks after power cuts. */
export interface PowerCutCount {
  readonly states: number;
  /** Posts that are neither a whole old nor a whole new version, or not there. */
  readonly damaged: number;
  /** States without something that was acknowledged and synced. */
  readonly lost: number;
  readonly firstFault: string;
}

const folder = '/site';
const post = '/site/posts/a.md';
const id = 'posts/a.md';
const historyFolder = '/data/revisions';

/** Writes for a while on a model disk, then cuts the power in every way. `careless` drops these syncs: the controls. */
export async function cutPower(
  seed: number,
  maxStates: number,
  careless?: 'everywhere' | 'in the history',
): Promise<PowerCutCount> {
  const before = plantedDisk();
  const disk = new ModelDisk(copyOf(before.state));
  const versions = new Set([before.text(post) ?? '']);
  const calls = await writeOn(disk, seed, versions);
  const heard = careless === undefined ? calls : withoutSyncs(calls, careless === 'everywhere' ? '/' : historyFolder);
  let [states, damaged, lost, firstFault] = [0, 0, 0, ''];
  for (const state of cutStates(before.state, heard)) {
    if (states >= maxStates) break;
    states += 1;
    const after = new ModelDisk(copyOf(state.disk));
    const isWhole = versions.has(after.text(post) ?? '');
    const words = isWhole ? await wordsAfterRecovery(after) : [];
    const { acknowledged, whole, kept } = state.promised;
    const history = await keptIn(after);
    const isLost = words.length - 1 < acknowledged || !kept.every((version) => history.has(version));
    const isTorn = !isWhole || words.some((word, index) => word !== `w${index}`);
    const isGone = [...whole].some(([file, text]) => after.text(file) !== text);
    if (isTorn || isGone) damaged += 1;
    else if (isLost) lost += 1;
    if ((isTorn || isGone || isLost) && firstFault === '') {
      firstFault = `${state.describe}: ${words.length} words, ${acknowledged} acknowledged, file ${isWhole}, ${history.size} versions of ${kept.length}`;
    }
  }
  return { states, damaged, lost, firstFault };
}

function plantedDisk(): ModelDisk {
  const disk = new ModelDisk();
  disk.plant(post, '---\ntitle: A\n---\n\nw0');
  disk.plant('/data/journal/.keep', '');
  return disk;
}

/** Types words, changes the title, saves, makes other files; answers every call the disk got. */
async function writeOn(disk: ModelDisk, seed: number, versions: Set<string>): Promise<readonly DiskCall[]> {
  const random = randomFrom(seed);
  const drafts = draftsOn(disk);
  const draft = await drafts.open(id);
  if (draft === undefined) throw new Error('The planted post is missing');
  let acknowledged = 0;
  const whole = new Map<string, string>();
  const kept = new Set<string>();
  const mark = (safe = acknowledged): DiskCall => ({
    kind: 'mark',
    acknowledged: safe,
    whole: new Map(whole),
    kept: [...kept],
  });
  // Only the journal's own sync makes acknowledged words safe; a save is marked when it has answered.
  disk.markOnSync = (file) => (file.endsWith('.journal') ? mark() : undefined);
  let length = 2;
  let { sequence } = draft.describe();
  for (let word = 1; word <= 10; word += 1) {
    sequence += 1;
    const insert = ` w${word}`;
    const matter = random() < 0.3 ? { matter: { description: `After ${word}` } } : {};
    const edited = await draft.edit({ id, sequence, changes: [{ from: length, to: length, insert }], ...matter });
    if (!edited.ok) throw new Error(JSON.stringify(edited.failure));
    acknowledged = word;
    length += insert.length;
    if (random() < 0.35) {
      versions.add(draft.text().source);
      const replaced = disk.text(post) ?? '';
      const state = await draft.save();
      if (state.kind !== 'saved') throw new Error(JSON.stringify(state));
      kept.add(replaced);
      disk.calls.push(mark());
    }
    if (random() < 0.2) {
      const file = `/site/posts/new-${word}.md`;
      const content = `New ${word}`;
      await writeDurably(file, Buffer.from(content), { fileSystem: disk });
      whole.set(file, content);
      // Another file says nothing about the words.
      disk.calls.push(mark(0));
    }
  }
  await drafts.close();
  versions.add(draft.text().source);
  disk.calls.push(mark());
  return disk.calls;
}

async function wordsAfterRecovery(disk: ModelDisk): Promise<readonly string[]> {
  const drafts = draftsOn(disk);
  await drafts.recover();
  const draft = await drafts.open(id);
  const words = draft?.text().body.split(' ') ?? [];
  await draft?.discard();
  return words;
}

/** Every version of the post that its history gives back. */
async function keptIn(disk: ModelDisk): Promise<ReadonlySet<string>> {
  const revisions = new Revisions(disk, historyFolder, () => 0);
  const versions = (await revisions.list(id)).map(({ hash }) => revisions.read(hash));
  return new Set((await Promise.all(versions)).map((bytes) => Buffer.from(bytes ?? []).toString('utf8')));
}

/** The calls of a program that never waits for the disk below `folder`. */
function withoutSyncs(calls: readonly DiskCall[], folder: string): readonly DiskCall[] {
  const inodes = new Set(
    calls.flatMap((call) => (call.kind === 'name' && call.path.startsWith(folder) ? [call.inode] : [])),
  );
  return calls.filter((call) => {
    if (call.kind === 'sync') return !inodes.has(call.inode);
    return call.kind !== 'sync-folder' || !call.path.startsWith(folder);
  });
}

function draftsOn(fileSystem: FileSystem): Drafts {
  const revisions = new Revisions(fileSystem, historyFolder, () => 0);
  return new Drafts(
    {
      fileSystem,
      folder,
      journalFolder: '/data/journal',
      revisions,
      autosaveMs: 1_000_000,
      emit: () => {},
      wrote: async () => {},
      refusal: () => undefined,
    },
    (wanted) => path.join(folder, wanted),
  );
}

function copyOf(state: DiskState): DiskState {
  return { contents: new Map(state.contents), names: new Map(state.names) };
}

function randomFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
