import type { ManifestFile } from '../../common/manifest.ts';
import type { PageTask } from './page-task.ts';

/** What a task's page is in the manifest, made of its path below the site's root and its bytes. */
export type DescribeFile = (
  task: PageTask,
  path: string,
  bytes: Pick<ManifestFile, 'sha256' | 'size'> | ManifestFile,
) => ManifestFile;

/** Answers for the same task and bytes the very same entry, and the one it was given where that says all there is to say. */
export function describeFiles(): DescribeFile {
  const known = new WeakMap<PageTask, ManifestFile>();
  return (task, path, bytes) => {
    const before = known.get(task);
    if (before !== undefined && before.sha256 === bytes.sha256) return before;
    const { sha256, size } = bytes;
    const { role, address, title, postId } = task;
    const described = { page: { address, title, ...(postId === undefined ? {} : { postId }) } };
    const isPage = task.make === 'template' && role !== 'other';
    const file = { path, sha256, size, role, ...(isPage ? described : {}) };
    const answer = 'path' in bytes && saysTheSame(bytes, file) ? bytes : file;
    known.set(task, answer);
    return answer;
  };
}

function saysTheSame(one: ManifestFile, other: ManifestFile): boolean {
  return (
    one.path === other.path &&
    one.sha256 === other.sha256 &&
    one.size === other.size &&
    one.role === other.role &&
    one.page?.address === other.page?.address &&
    one.page?.title === other.page?.title &&
    one.page?.postId === other.page?.postId
  );
}
