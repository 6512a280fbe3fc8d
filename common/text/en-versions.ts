import type { Revision } from '../contract/history.ts';

const reasons: Readonly<Record<Revision['reason'], string>> = {
  saved: 'Replaced by a save',
  'changed-outside': 'Found on the disk',
  dropped: 'Given up',
  trashed: 'Put in the trash',
};

/** Earlier versions, the trash, and two texts that could not be put together, in English. */
export const versionsPage = {
  name: 'Earlier versions',
  list: 'Versions',
  empty: 'No earlier versions yet. One is kept with each save, for 30 days.',
  reasons,
  differences: 'What the version says, compared with the post as it is',
  restore: 'Go back to this version',
  restoreHint: 'The text as it is now becomes a version too.',
  trash: {
    name: 'Trash',
    empty: 'The trash is empty. Posts stay here for 30 days.',
    bringBack: 'Bring back',
    moved: (title: string) => `“${title}” was moved to the trash.`,
  },
  conflict: {
    name: 'Two texts of one post',
    compare: 'Compare',
    lead: 'Another program changed the same place as you did. Nothing was overwritten. What only you have is shown as added, what only the file has as removed.',
    mine: 'Go on with my text',
    theirs: 'Go on with the file’s text',
    hint: 'The other text is kept as a version.',
  },
};
