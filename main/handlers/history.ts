import type { HistoryCalls } from '../../common/contract/history.ts';
import type { PostId } from '../../common/post.ts';
import { ok } from '../../common/result.ts';
import type { SiteSession } from '../site-session.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';

/** Calls about what posts were: versions, the trash, copies and new names. */
export function historyHandlers({ current }: HandlerContext): HandlersOf<HistoryCalls> {
  return {
    'revisions.list': async ({ id }) => {
      const session = current.session();
      return session.ok ? session.value.library.revisions(id) : session;
    },
    'revisions.read': async ({ id, revision }) => {
      const session = current.session();
      return session.ok ? session.value.library.revision(id, revision) : session;
    },
    'revisions.restore': async ({ id, revision }) => {
      const session = current.session();
      return session.ok ? session.value.library.restoreRevision(id, revision) : session;
    },
    'drafts.compare': async ({ id }) => {
      const session = current.session();
      return session.ok ? session.value.library.compareDraft(id) : session;
    },
    'drafts.resolve': async ({ id, keep, body }) => {
      const session = current.session();
      return session.ok ? session.value.library.resolveDraft(id, keep, body) : session;
    },
    'trash.list': async () => {
      const session = current.session();
      return session.ok ? ok(await session.value.library.trashed()) : session;
    },
    'trash.restore': async ({ key }) => {
      const session = current.session();
      return session.ok ? session.value.library.restoreTrashed(key) : session;
    },
    'posts.duplicate': async ({ id }) => {
      const session = current.session();
      return session.ok ? session.value.library.duplicate(id) : session;
    },
    'posts.rename': async ({ id, slug }) => {
      const session = current.session();
      if (!session.ok) return session;
      return session.value.library.rename(id, slug, await publicAddress(session.value, id));
    },
  };
}

/** Where readers find a post now; undefined for one that they cannot see. */
async function publicAddress({ library, site }: SiteSession, id: PostId): Promise<string | undefined> {
  const post = await library.read(id);
  if (!post.ok || post.value.summary.status !== 'published') return undefined;
  const preview = await site.preview(id);
  return preview.ok ? preview.value.context.posts.find((other) => other.id === id)?.address : undefined;
}
