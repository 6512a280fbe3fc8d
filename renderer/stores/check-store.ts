import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { CheckSurroundings, TextFinding } from '../../common/checks/findings.ts';
import { createLinkIndex } from '../../common/markdown/link-resolver.ts';
import { belowTop } from '../../common/media-address.ts';
import type { PostId, PostSummary } from '../../common/post.ts';
import type { Client } from '../client.ts';

/** What was found in the post that is open, and what the checks know of the rest of the blog. */
export interface CheckStore {
  readonly findings: ReadonlySignal<readonly TextFinding[]>;
  setFindings(findings: readonly TextFinding[]): void;
  /** What a post's links and pictures may lead to. */
  surroundings(postId: PostId): CheckSurroundings;
  /** Reads again which files there are. */
  refreshFiles(): Promise<void>;
  /** Paths of all files as posts address them from the top, once they were read. */
  files(): readonly string[];
}

/** Follows the list of posts; files are read when a blog is opened, a file comes in, or the window comes back. */
export function createCheckStore(client: Client, posts: ReadonlySignal<readonly PostSummary[]>): CheckStore {
  const findings = signal<readonly TextFinding[]>([]);
  const paths = signal<ReadonlySet<string> | undefined>(undefined);
  const addressed = signal<readonly string[]>([]);
  const drafts = computed(() => new Set(posts.value.filter(({ status }) => status === 'draft').map(({ id }) => id)));
  const index = computed(() =>
    createLinkIndex(posts.value.map(({ id, slug, matter }) => ({ id, slug, title: matter.title, address: '' }))),
  );
  return {
    findings,
    setFindings(found) {
      findings.value = found;
    },
    surroundings: (postId) => ({
      postId,
      findPost(target, form) {
        const post = form === 'file' ? index.value.byFile(target) : index.value.byName(target);
        return post === undefined ? undefined : { title: post.title, isDraft: drafts.value.has(post.id) };
      },
      hasFile: (path) => paths.value?.has(path) ?? 'unknown',
    }),
    async refreshFiles() {
      const media = await client.call('media.list');
      if (!media.ok) {
        paths.value = undefined;
        return;
      }
      const { items, tops } = media.value;
      const shown = items.map(({ path }) => belowTop(path, tops) ?? path);
      paths.value = new Set([...items.map(({ path }) => path), ...shown]);
      addressed.value = shown;
    },
    files: () => addressed.value,
  };
}
