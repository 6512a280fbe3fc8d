import type { BulkCalls } from '../../common/contract/bulk.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';

/** Calls that change many posts as one step. */
export function bulkHandlers({ current }: HandlerContext): HandlersOf<BulkCalls> {
  return {
    'bulk.preview': async ({ change }) => {
      const session = current.session();
      return session.ok ? session.value.library.previewBulk(change) : session;
    },
    'bulk.apply': async ({ change, ids }) => {
      const session = current.session();
      return session.ok ? session.value.library.applyBulk(change, ids) : session;
    },
    'bulk.undo': async ({ undo }) => {
      const session = current.session();
      return session.ok ? session.value.library.undoBulk(undo) : session;
    },
  };
}
