import path from 'node:path/posix';
import type { PostSummary } from '../../../common/post.ts';
import { isConflictCopy, isPostName } from '../../library/layout.ts';
import { isTemporaryName } from '../../node/staged-file.ts';
import type { TreeEntry } from '../git/git-trees.ts';
import { workflowPath } from './scheduled-workflow.ts';

/** What lies in a blog's folder, by path below it. */
export interface FolderContent {
  /** Files of the last commit. */
  readonly tracked: ReadonlyMap<string, TreeEntry>;
  /** Files on the disk that git does not know and is not told to ignore. */
  readonly untracked: readonly string[];
  readonly posts: readonly PostSummary[];
}

/** Which of them a publish brings, as far as names tell. */
export interface BlogFiles {
  /** Posts that readers get now or later, as they are on the disk. */
  readonly posts: readonly PostSummary[];
  /** Drafts and files that cannot be understood, which a commit holds: they go only if readers had them before. */
  readonly drafts: readonly string[];
  /** Pictures and other files that belong to the blog and are in the last commit, or lie beside a public post. */
  readonly others: readonly string[];
  /** New pictures and other files to be shown, wherever this kind of blog keeps them: they go when a public post names them. */
  readonly freshMedia: readonly string[];
}

/** Files beside posts that are the blog's when the author keeps them in git. */
const ownNames: ReadonlySet<string> = new Set(['offprint.yml', 'urls.json', workflowPath]);

/** Tells the blog's files from everything else an author keeps in the same folder, which no publish touches. */
export function blogFiles({ tracked, untracked, posts }: FolderContent): BlogFiles {
  const byId = new Map(posts.map((post) => [post.id, post]));
  const isPublic = (post: PostSummary) => post.status !== 'draft' && post.problem === undefined;
  const bundles = posts
    .filter(isPublic)
    .map(({ id }) => id)
    .filter(isBundle)
    .map((id) => `${path.dirname(id)}/`);
  const isInBundle = (file: string) =>
    !isPostName(path.basename(file)) && bundles.some((bundle) => file.startsWith(bundle));
  const others: string[] = [];
  for (const [file, { mode }] of tracked) {
    // Links and other repositories are nobody's text.
    if (byId.has(file) || !mode.startsWith('100')) continue;
    const isOwn =
      isPostName(path.basename(file)) ||
      isMedia(file) ||
      file.startsWith('comments/') ||
      ownNames.has(file) ||
      isInBundle(file);
    if (isOwn) others.push(file);
  }
  const fresh = untracked.filter((file) => !isTemporaryName(path.basename(file)) && !isConflictCopy(file));
  return {
    posts: posts.filter(isPublic),
    drafts: posts.filter((post) => !isPublic(post) && tracked.has(post.id)).map(({ id }) => id),
    others: [
      ...others,
      ...fresh.filter((file) => isInBundle(file) || file.startsWith('comments/') || file === workflowPath),
    ],
    freshMedia: fresh.filter((file) => isMedia(file) && !isInBundle(file)),
  };
}

/** Hugo's leaf bundle: the post is `index.md`, and what it shows lies beside it. */
function isBundle(id: string): boolean {
  return /(?:^|\/)index\.[^/]+$/.test(id) && path.dirname(id) !== '.';
}

/** Each kind of blog has its own folders for pictures; templates and settings are never told by these endings. */
function isMedia(file: string): boolean {
  return (
    file.startsWith('media/') ||
    /\.(?:jpe?g|png|gif|webp|avif|svg|pdf|mp[34]|m4[av]|webm|og[agv]|wav|flac|zip|epub)$/i.test(file)
  );
}

/** True when a text names a file, as it is or as addresses write it. */
export function isNamedIn(texts: readonly string[], file: string): boolean {
  const name = path.basename(file);
  const written = [name, encodeURI(name), encodeURIComponent(name)];
  return texts.some((text) => written.some((form) => text.includes(form)));
}
