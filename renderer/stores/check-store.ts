import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { CheckSurroundings, TextFinding } from '../../common/checks/findings.ts';
import { createLinkIndex } from '../../common/markdown/link-resolver.ts';
import { belowTop } from '../../common/media-address.ts';
import type { PostId, PostSummary } from '../../common/post.ts';
import { inBackground } from '../background.ts';
import type { Client } from '../client.ts';
import { createAnchorCache } from './anchor-cache.ts';
import { readAnew } from './read-anew.ts';

/** What was found in the post that is open, and what the checks know of the rest of the blog. */
export interface CheckStore {
  readonly findings: ReadonlySignal<readonly TextFinding[]>;
  setFindings(findings: readonly TextFinding[]): void;
  /** Resolves when the text has been looked over the next time, or another post is open. */
  nextLook(): Promise<void>;
  /** What a post's links and pictures may lead to. */
  surroundings(postId: PostId): CheckSurroundings;
  /** Files have come in, by their paths; all are read again once what was given has been shown. */
  filesCame(paths: readonly string[]): void;
  /** Reads again which files there are. */
  refreshFiles(): Promise<void>;
  /** Paths of all files as posts address them from the top, once they were read. */
  files(): readonly string[];
}

/** By then a picture that was given is seen, in milliseconds: reading the whole library would only hold it up. */
const shownMs = 1_500;

/**
 * Follows the list of posts; files are read when a blog is opened, a file comes in, or the window comes back. `onKnown` hears
 * when something that was unknown became known, so that texts are worth another look.
 */
export function createCheckStore(
  client: Client,
  posts: ReadonlySignal<readonly PostSummary[]>,
  onKnown: () => void,
): CheckStore {
  const findings = signal<readonly TextFinding[]>([]);
  const paths = signal<ReadonlySet<string> | undefined>(undefined);
  const addressed = signal<readonly string[]>([]);
  const byName = computed(() => onlyOnes(addressed.value));
  const anchors = createAnchorCache(client, posts, onKnown);
  const drafts = computed(() => new Set(posts.value.filter(({ status }) => status === 'draft').map(({ id }) => id)));
  const index = computed(() =>
    createLinkIndex(posts.value.map(({ id, slug, matter }) => ({ id, slug, title: matter.title, address: '' }))),
  );
  const refreshFiles = readAnew(async () => {
    const media = await client.call('media.list');
    if (!media.ok) {
      paths.value = undefined;
      return;
    }
    const { items, tops } = media.value;
    const shown = items.map(({ path }) => belowTop(path, tops) ?? path);
    paths.value = new Set([...items.map(({ path }) => path), ...shown]);
    addressed.value = shown;
  });
  const waiting: (() => void)[] = [];
  let soon: ReturnType<typeof setTimeout> | undefined;
  return {
    findings,
    setFindings(found) {
      findings.value = found;
      for (const resolve of waiting.splice(0)) resolve();
    },
    nextLook: () => new Promise((resolve) => waiting.push(resolve)),
    surroundings: (postId) => ({
      postId,
      findPost(target, form) {
        const post = form === 'file' ? index.value.byFile(target) : index.value.byName(target);
        return post === undefined ? undefined : { id: post.id, title: post.title, isDraft: drafts.value.has(post.id) };
      },
      hasAnchor: anchors.has,
      findFile: (name) => byName.value.get(name),
      hasFile: (path) => paths.value?.has(path) ?? 'unknown',
    }),
    filesCame(came) {
      if (paths.value !== undefined) paths.value = new Set([...paths.value, ...came]);
      clearTimeout(soon);
      soon = setTimeout(() => inBackground(refreshFiles()), shownMs);
    },
    refreshFiles,
    files: () => addressed.value,
  };
}

/** Paths by file name, as far as a name stands for one file only. */
function onlyOnes(paths: readonly string[]): ReadonlyMap<string, string> {
  const ones = new Map<string, string>();
  const several = new Set<string>();
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (ones.has(name)) several.add(name);
    ones.set(name, path);
  }
  for (const name of several) ones.delete(name);
  return ones;
}
