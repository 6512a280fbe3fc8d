import type { Events } from '../common/contract.ts';
import { inBackground } from './background.ts';
import type { Client } from './client.ts';
import type { DraftStore } from './stores/draft-store.ts';

/** Which post to open when a blog comes into view. */
export interface WantedPost {
  /** Opens the post that the system asked for in this folder, else the one that was open last. */
  openIn(folder: string): Promise<void>;
}

/**
 * Hears which post the system asked for (a double click on its file). It is opened now when its blog is the one shown here,
 * else as soon as it is. `shownFolder` answers the folder of the blog shown now.
 */
export function followWantedPost(
  client: Client,
  draft: Pick<DraftStore, 'open' | 'openLast'>,
  shownFolder: () => string | undefined,
): WantedPost {
  let wanted: Events['host.postRequested'] | undefined;
  client.on('host.postRequested', (request) => {
    if (request.folder === shownFolder()) inBackground(draft.open(request.id));
    else wanted = request;
  });
  return {
    openIn: (folder) => {
      if (wanted?.folder !== folder) return draft.openLast();
      const { id } = wanted;
      wanted = undefined;
      return draft.open(id);
    },
  };
}
