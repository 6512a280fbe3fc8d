import type { PreviewCalls } from '../../common/contract/preview.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';

/** Calls about the live preview of the open site. */
export function previewHandlers({ current }: HandlerContext): HandlersOf<PreviewCalls> {
  return {
    'preview.page': async ({ id, withFarPictures }) => {
      const session = current.session();
      return session.ok ? session.value.site.preview(id, { withFarPictures: withFarPictures === true }) : session;
    },
  };
}
