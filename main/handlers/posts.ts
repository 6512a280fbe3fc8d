import { textAnchors } from '../../common/checks/text-anchors.ts';
import type { PostCalls } from '../../common/contract/posts.ts';
import { ok } from '../../common/result.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';

/** Calls about posts: all of them go to the library of the open site. */
export function postHandlers({ current }: HandlerContext): HandlersOf<PostCalls> {
  return {
    'posts.list': async () => {
      const session = current.session();
      return session.ok ? ok(await session.value.library.list({ forShow: true })) : session;
    },
    'posts.create': async ({ kind, title }) => {
      const session = current.session();
      return session.ok ? session.value.library.create(kind, title) : session;
    },
    'posts.trash': async ({ id }) => {
      const session = current.session();
      return session.ok ? session.value.library.trash(id) : session;
    },
    'posts.anchors': async ({ id }) => {
      const session = current.session();
      if (!session.ok) return session;
      const post = await session.value.library.read(id);
      return post.ok ? ok([...textAnchors(post.value.body)]) : post;
    },
    'drafts.open': async ({ id }) => {
      const session = current.session();
      return session.ok ? session.value.library.openDraft(id) : session;
    },
    'drafts.edit': async (edit) => {
      const session = current.session();
      return session.ok ? session.value.library.editDraft(edit) : session;
    },
    'drafts.save': async ({ id }) => {
      const session = current.session();
      return session.ok ? session.value.library.saveDraft(id) : session;
    },
    'drafts.revertToFile': async ({ id }) => {
      const session = current.session();
      return session.ok ? session.value.library.revertDraft(id) : session;
    },
  };
}
