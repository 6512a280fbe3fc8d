import type { Writable } from 'node:stream';
import { plainPerson, quotedPath, writeTo } from '../git/fast-import.ts';
import type { Git, GitPlace } from '../git/git-place.ts';
import type { NewEntry } from './merge-trees.ts';

/** A commit to be made. */
export interface NewCommit {
  /** First the commit whose files the changes are written onto, then others it merges. */
  readonly parents: readonly string[];
  readonly message: string;
  /** By path below the repository's root. */
  readonly entries: ReadonlyMap<string, NewEntry>;
  readonly signal?: AbortSignal | undefined;
}

/** Writes a commit straight into the objects, without index or work tree; answers its name. */
export async function commitSource(git: Git, place: GitPlace, commit: NewCommit): Promise<string> {
  const made = await git(['fast-import', '--quiet', '--done', '--force', '--date-format=now'], {
    input: (stdin) => describe(stdin, place, commit),
    ...(commit.signal === undefined ? {} : { signal: commit.signal }),
  });
  const name = /^[0-9a-f]{40,64}/.exec(made.stdout.toString('utf8'))?.[0];
  if (name === undefined) throw new Error('fast-import made no commit');
  return name;
}

async function describe(stdin: Writable, place: GitPlace, { parents, message, entries }: NewCommit): Promise<void> {
  const text = Buffer.from(`${message}\n`);
  const [from, ...others] = parents;
  await writeTo(stdin, `commit refs/offprint/next\nmark :1\ncommitter ${plainPerson(place.author)} now\n`);
  await writeTo(stdin, `data ${text.byteLength}\n`);
  await writeTo(stdin, text);
  await writeTo(stdin, '\n');
  if (from !== undefined) await writeTo(stdin, `from ${from}\n`);
  for (const parent of others) await writeTo(stdin, `merge ${parent}\n`);
  // What goes away comes first, so that a file may become a folder of the same name.
  for (const [path, entry] of entries) if (entry === undefined) await writeTo(stdin, `D ${quotedPath(path)}\n`);
  for (const [path, entry] of entries) {
    if (entry === undefined) continue;
    if ('oid' in entry) {
      await writeTo(stdin, `M ${entry.mode} ${entry.oid} ${quotedPath(path)}\n`);
      continue;
    }
    await writeTo(stdin, `M ${entry.mode} inline ${quotedPath(path)}\ndata ${entry.content.byteLength}\n`);
    await writeTo(stdin, entry.content);
    await writeTo(stdin, '\n');
  }
  // Answers the commit on the standard output.
  await writeTo(stdin, '\nget-mark :1\ndone\n');
}
