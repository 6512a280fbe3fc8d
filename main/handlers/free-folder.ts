import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { slugFromTitle } from '../../common/slug.ts';

/** A folder that is not there yet, for a new blog of this title: in the author's home, numbered when the name is taken. */
export async function freeFolder(title: string): Promise<string> {
  const base = path.join(homedir(), slugFromTitle(title) || 'blog');
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? base : `${base}-${number}`;
    const isThere = await stat(folder).then(
      () => true,
      () => false,
    );
    if (!isThere) return folder;
  }
}
