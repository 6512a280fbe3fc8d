import type { ManifestFile } from '../../common/manifest.ts';

/** A path whose file is new (no `before`), gone (no `after`), or described in another way: content, role or page. */
export interface FileDifference {
  readonly before?: ManifestFile;
  readonly after?: ManifestFile;
}

/**
 * Every path at which two lists of files differ, in order of the paths. Both lists are walked once, side by side: of ten
 * thousand files of which one changed, nothing but that one is kept hold of.
 */
export function manifestDifferences(
  before: readonly ManifestFile[],
  after: readonly ManifestFile[],
): readonly FileDifference[] {
  const [old, now] = [byPath(before), byPath(after)];
  const found: FileDifference[] = [];
  let [left, right] = [0, 0];
  while (left < old.length || right < now.length) {
    const [one, other] = [old[left], now[right]];
    if (one !== undefined && (other === undefined || one.path < other.path)) {
      found.push({ before: one });
      left += 1;
    } else if (other !== undefined && (one === undefined || other.path < one.path)) {
      found.push({ after: other });
      right += 1;
    } else if (one !== undefined && other !== undefined) {
      if (!isSame(one, other)) found.push({ before: one, after: other });
      left += 1;
      right += 1;
    }
  }
  return found;
}

function isSame(one: ManifestFile, other: ManifestFile): boolean {
  return (
    one === other ||
    (one.sha256 === other.sha256 &&
      one.role === other.role &&
      one.page?.address === other.page?.address &&
      one.page?.title === other.page?.title &&
      one.page?.postId === other.page?.postId)
  );
}

/** Manifests are sorted; one that somebody else wrote is sorted here. */
function byPath(files: readonly ManifestFile[]): readonly ManifestFile[] {
  const isSorted = files.every((file, index) => index === 0 || (files[index - 1]?.path ?? '') < file.path);
  return isSorted ? files : [...files].sort((one, other) => (one.path < other.path ? -1 : 1));
}
