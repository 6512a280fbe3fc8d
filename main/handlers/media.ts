import type { MediaCalls } from '../../common/contract/media.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';

/** Calls about pictures and attachments of the open site. */
export function mediaHandlers({ current }: HandlerContext): HandlersOf<MediaCalls> {
  return {
    'media.take': async ({ name, content }) => {
      const session = current.session();
      return session.ok ? session.value.media.take(name, content) : session;
    },
  };
}
