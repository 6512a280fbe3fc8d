import type * as IsomorphicGit from 'isomorphic-git';
import type { IsoRepository } from './iso-git.ts';

type Entry = IsomorphicGit.TreeEntry;

/** Every file of a commit below a folder (with a slash at its end, or empty): path and object. */
export async function filesOfCommit(
  repository: IsoRepository,
  commit: string,
  prefix: string,
): Promise<Map<string, string>> {
  const { git, store } = repository;
  const found = new Map<string, string>();
  const walk = async (oid: string, path: string): Promise<void> => {
    const { tree } = await git.readTree({ ...store, oid });
    for (const entry of tree) {
      const below = `${path}${entry.path}`;
      const isOnTheWay = prefix.startsWith(`${below}/`) || below.startsWith(prefix);
      if (entry.type === 'tree' && isOnTheWay) await walk(entry.oid, `${below}/`);
      if (entry.type === 'blob' && below.startsWith(prefix)) found.set(below.slice(prefix.length), entry.oid);
    }
  };
  await walk(commit, '');
  return found;
}

/** Writes the trees of a commit with some files changed or (undefined) taken away; answers the new root, if any is left. */
export async function changeTree(
  repository: IsoRepository,
  tree: string | undefined,
  changes: ReadonlyMap<string, string | undefined>,
): Promise<string | undefined> {
  const { git, store } = repository;
  const before = tree === undefined ? [] : (await git.readTree({ ...store, oid: tree })).tree;
  const entries = new Map(before.map((entry) => [entry.path, entry]));
  const below = new Map<string, Map<string, string | undefined>>();
  // What goes away comes first, so that a page may become a folder of the same name.
  const ordered = [...changes].sort(([, one], [, other]) => Number(one !== undefined) - Number(other !== undefined));
  for (const [path, oid] of ordered) {
    const [name = '', ...rest] = path.split('/');
    if (rest.length > 0) below.set(name, (below.get(name) ?? new Map()).set(rest.join('/'), oid));
    else if (oid !== undefined) entries.set(name, { mode: '100644', path: name, oid, type: 'blob' });
    else if (entries.get(name)?.type === 'blob') entries.delete(name);
  }
  for (const [name, inside] of below) {
    const old = entries.get(name);
    const isNewFile = old !== undefined && old.type === 'blob' && changes.get(name) === old.oid;
    const changed = await changeTree(repository, old?.type === 'tree' ? old.oid : undefined, inside);
    if (changed !== undefined) entries.set(name, folder(name, changed));
    else if (!isNewFile) entries.delete(name);
  }
  return entries.size === 0 ? undefined : git.writeTree({ ...store, tree: [...entries.values()] });
}

function folder(name: string, oid: string): Entry {
  return { mode: '040000', path: name, oid, type: 'tree' };
}
