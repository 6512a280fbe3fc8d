import type { ReadonlySignal } from '@preact/signals';
import type { PostId, PostSummary } from '../../common/post.ts';
import { inBackground } from '../background.ts';
import type { Client } from '../client.ts';

/** Where links into other posts may lead. */
export interface AnchorCache {
  /** Unknown until the post's anchors were read; asking has them read. */
  has(postId: PostId, anchor: string): boolean | 'unknown';
}

/**
 * Reads the anchors of posts that links lead into, once for each version of a post. `onKnown` hears when everything that was
 * asked for has come.
 */
export function createAnchorCache(
  client: Client,
  posts: ReadonlySignal<readonly PostSummary[]>,
  onKnown: () => void,
): AnchorCache {
  const known = new Map<PostId, { readonly version: string; readonly anchors: ReadonlySet<string> | undefined }>();
  let asked = 0;

  async function read(id: PostId, version: string): Promise<void> {
    asked += 1;
    const answer = await client.call('posts.anchors', { id });
    asked -= 1;
    known.set(id, { version, anchors: answer.ok ? new Set(answer.value) : undefined });
    if (asked === 0) onKnown();
  }

  return {
    has(id, anchor) {
      const post = posts.value.find((other) => other.id === id);
      const version = post?.version ?? String(post?.changedMs ?? '');
      const entry = known.get(id);
      if (entry?.version !== version) {
        known.set(id, { version, anchors: entry?.anchors });
        inBackground(read(id, version));
      }
      return entry?.anchors?.has(anchor) ?? 'unknown';
    },
  };
}
