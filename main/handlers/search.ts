import type { SearchCalls } from '../../common/contract/search.ts';
import { ok } from '../../common/result.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';

/** Hits answered where the caller states no limit. */
const defaultLimit = 50;

/** Calls that search. */
export function searchHandlers({ current }: HandlerContext): HandlersOf<SearchCalls> {
  return {
    'posts.search': async ({ query, limit, isPatient }) => {
      const session = current.session();
      if (!session.ok) return session;
      return ok(await session.value.library.search(query, limit ?? defaultLimit, isPatient ?? false));
    },
  };
}
