import { diff3Merge } from 'node-diff3';

/** Two versions of one text put together; undefined when both changed the same place in different ways. */
function mergeTexts(base: string, mine: string, theirs: string): string | undefined {
  if (mine === theirs || base === theirs) return mine;
  if (base === mine) return theirs;
  const regions = diff3Merge(mine.split('\n'), base.split('\n'), theirs.split('\n'), { excludeFalseConflicts: true });
  const lines: string[] = [];
  for (const region of regions) {
    if (region.ok === undefined) return undefined;
    for (const line of region.ok) lines.push(line);
  }
  return lines.join('\n');
}

/** Two versions of one post put together: front matter and body each by their lines. */
export function mergePosts(base: string, mine: string, theirs: string): string | undefined {
  return mergeTexts(base, mine, theirs);
}
