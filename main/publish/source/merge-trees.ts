import type { TreeChanges, TreeEntry } from '../git/git-trees.ts';

/** What a path becomes: a content of ours, an object that is there already, or nothing (undefined). */
export type NewEntry = { readonly mode: string; readonly content: Uint8Array } | TreeEntry | undefined;

/** Both sides of a merge, by path, as far as each differs from what both began with. */
export interface Sides {
  readonly ours: ReadonlyMap<string, NewEntry>;
  readonly theirs: TreeChanges;
  /** Git's name for a content. */
  readonly nameOf: (content: Uint8Array) => string;
  /** Puts two versions of one file together; undefined when both changed the same place. */
  readonly merge: (path: string, ours: NewEntry, theirs: TreeEntry | undefined) => Uint8Array | undefined;
}

/** The outcome, for every path that either side changed. */
export interface Merged {
  readonly entries: ReadonlyMap<string, NewEntry>;
  /** Paths that both changed in the same place; nothing may be written before the author chose. */
  readonly conflicts: readonly string[];
}

/** Puts the author's changes and others' together, file by file; within a file as `merge` does. */
export function mergeTrees({ ours, theirs, nameOf, merge }: Sides): Merged {
  const entries = new Map<string, NewEntry>(theirs);
  const conflicts: string[] = [];
  for (const [path, mine] of ours) {
    const other = theirs.get(path);
    if (!theirs.has(path) || isSame(mine, other, nameOf)) {
      entries.set(path, mine);
      continue;
    }
    const content = merge(path, mine, other);
    if (content === undefined) conflicts.push(path);
    else entries.set(path, { mode: mine?.mode ?? other?.mode ?? '100644', content });
  }
  return { entries, conflicts };
}

/** True when both sides made the same of a file. */
export function isSame(one: NewEntry, other: NewEntry, nameOf: (content: Uint8Array) => string): boolean {
  if (one === undefined || other === undefined) return one === other;
  return nameOfEntry(one, nameOf) === nameOfEntry(other, nameOf);
}

/** Git's name of what a path becomes. */
export function nameOfEntry(entry: Exclude<NewEntry, undefined>, nameOf: (content: Uint8Array) => string): string {
  return 'oid' in entry ? entry.oid : nameOf(entry.content);
}
