import path from 'node:path';
import { type DiskCall, type DiskState, type Promised, withWrite } from './model-disk.ts';

/** What a disk did with contents it had not synced yet. */
export type Fate = 'none' | 'whole' | 'zeroed' | 'torn';
const fates: readonly Fate[] = ['none', 'whole', 'zeroed', 'torn'];

/** A disk as a power cut may leave it, and what must be on it. */
export interface CutState {
  readonly disk: DiskState;
  readonly promised: Promised;
  readonly describe: string;
}

/**
 * Every state in which a power cut between two calls may leave a disk that honours sync: unsynced contents took one of four
 * fates, and of the unsynced changes of names any first part is there, or all but one. `before` is the disk at the start.
 */
export function* cutStates(before: DiskState, calls: readonly DiskCall[]): Generator<CutState> {
  let promised: Promised = { acknowledged: 0, whole: new Map(), kept: [] };
  for (let cut = 0; cut <= calls.length; cut += 1) {
    const last = calls[cut - 1];
    if (last?.kind === 'mark') {
      promised = { ...last, acknowledged: Math.max(promised.acknowledged, last.acknowledged) };
    }
    const done = calls.slice(0, cut);
    const unsynced = unsyncedNames(done);
    for (const missing of missingNames(unsynced)) {
      const names = namesWithout(before, done, missing);
      for (const fate of fates) {
        const disk: DiskState = { names: new Map(names), contents: contentsWith(before, done, fate) };
        yield {
          disk,
          promised,
          describe: `cut after call ${cut}, contents ${fate}, ${missing.size} names missing`,
        };
      }
    }
  }
}

type NameCall = Extract<DiskCall, { readonly kind: 'name' | 'rename' | 'unlink' }>;

function isNameCall(call: DiskCall): call is NameCall {
  return call.kind === 'name' || call.kind === 'rename' || call.kind === 'unlink';
}

function unsyncedNames(calls: readonly DiskCall[]): readonly NameCall[] {
  let unsynced: NameCall[] = [];
  for (const call of calls) {
    if (call.kind === 'sync-folder') unsynced = unsynced.filter((change) => !foldersOf(change).includes(call.path));
    if (isNameCall(call)) unsynced.push(call);
  }
  return unsynced;
}

function foldersOf(change: NameCall): readonly string[] {
  return [path.dirname(change.kind === 'rename' ? change.to : change.path)];
}

/** All; none; any last part; any single one. */
function* missingNames(unsynced: readonly NameCall[]): Generator<ReadonlySet<NameCall>> {
  for (let kept = unsynced.length; kept >= 0; kept -= 1) yield new Set(unsynced.slice(kept));
  if (unsynced.length > 1) for (const one of unsynced.slice(0, -1)) yield new Set([one]);
}

function namesWithout(
  before: DiskState,
  calls: readonly DiskCall[],
  missing: ReadonlySet<NameCall>,
): Map<string, number> {
  const names = new Map(before.names);
  for (const call of calls) {
    if (!isNameCall(call) || missing.has(call)) continue;
    if (call.kind === 'name') names.set(call.path, call.inode);
    else if (call.kind === 'unlink') names.delete(call.path);
    else {
      const inode = names.get(call.from);
      names.delete(call.from);
      if (inode !== undefined) names.set(call.to, inode);
    }
  }
  return names;
}

function contentsWith(before: DiskState, calls: readonly DiskCall[], fate: Fate): Map<number, Uint8Array> {
  const synced = new Map(before.contents);
  const pending = new Map<number, DiskCall[]>();
  for (const call of calls) {
    if (call.kind === 'write' || call.kind === 'truncate') {
      pending.set(call.inode, [...(pending.get(call.inode) ?? []), call]);
    } else if (call.kind === 'sync') {
      synced.set(call.inode, played(synced.get(call.inode), pending.get(call.inode) ?? []));
      pending.delete(call.inode);
    }
  }
  for (const [inode, changes] of pending) synced.set(inode, afterCut(synced.get(inode), changes, fate));
  return synced;
}

function afterCut(content: Uint8Array | undefined, changes: readonly DiskCall[], fate: Fate): Uint8Array {
  if (fate === 'none') return content ?? new Uint8Array();
  if (fate === 'whole') return played(content, changes);
  if (fate === 'torn') {
    const half = changes.slice(0, changes.length >> 1);
    const next = changes[half.length];
    const torn = next?.kind === 'write' ? [{ ...next, bytes: next.bytes.slice(0, next.bytes.byteLength >> 1) }] : [];
    return played(content, [...half, ...torn]);
  }
  const zeroed = changes.map((call) =>
    call.kind === 'write' ? { ...call, bytes: new Uint8Array(call.bytes.byteLength) } : call,
  );
  return played(content, zeroed);
}

function played(content: Uint8Array | undefined, changes: readonly DiskCall[]): Uint8Array {
  let result = content ?? new Uint8Array();
  for (const call of changes) {
    if (call.kind === 'write') result = withWrite(result, call.position, call.bytes);
    else if (call.kind === 'truncate') result = result.slice(0, call.size);
  }
  return result;
}
