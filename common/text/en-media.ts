import type { WordsProblem } from '../media-words.ts';

/** What was taken out of a published file, as words for a sentence. */
const removedParts: Readonly<Record<string, string>> = {
  location: 'place',
  'serial-number': 'serial numbers',
  camera: 'camera',
  time: 'time',
  author: 'names',
  thumbnail: 'thumbnail',
  'maker-note': 'maker’s notes',
  description: 'descriptions',
  other: 'other data',
  script: 'scripts',
};

/** What is amiss with a picture's words. */
export const wordsProblems: Readonly<Record<WordsProblem, string>> = {
  'no-alt': 'no alternative text; say what the picture shows',
  'alt-is-file-name': 'the alternative text is a file name; say what the picture shows',
  'alt-says-nothing': 'the alternative text says only that it is a picture; say what it shows',
  'alt-is-caption': 'the alternative text repeats the caption; say what the picture shows',
};

/** Names of removed parts, in one line. */
export function removedText(removed: readonly string[]): string {
  return removed.map((part) => (Object.hasOwn(removedParts, part) ? removedParts[part] : part)).join(', ');
}

/** The library of pictures and files in the page. */
export const mediaPage = {
  name: 'Pictures and files',
  search: 'Search pictures and files',
  searchHint: 'Name, description or caption',
  show: 'Show',
  filters: {
    all: 'All',
    pictures: 'Pictures',
    files: 'Files',
    unused: 'Not used',
    words: 'Needs words',
    large: 'Large',
    missing: 'Missing',
  },
  grid: 'Files',
  reading: 'Looking through the blog…',
  empty: 'No pictures yet. Drop one into a post, and it appears here.',
  nothing: 'No file matches.',
  choose: 'Choose a file to see where it is used.',
  add: 'Add files…',
  facts: (size: string, width: number | undefined, height: number | undefined) =>
    width === undefined || height === undefined ? size : `${width} × ${height} · ${size}`,
  notUsed: 'No post uses this file.',
  uses: (places: number) => (places === 1 ? 'Used in one place' : `Used in ${places} places`),
  useAs: { picture: 'picture', link: 'link', cover: 'cover' },
  open: (title: string) => `Open “${title}”`,
  untitled: 'Untitled',
  insert: 'Put into the post',
  turnLeft: 'Turn left',
  turnRight: 'Turn right',
  crop: 'Crop',
  cropLegend: 'Cut off at each side',
  cropSides: { left: 'Left', top: 'Top', right: 'Right', bottom: 'Bottom' },
  cropApply: 'Show this part',
  showWhole: 'Show the whole picture',
  rename: 'Rename',
  renameLabel: 'New name',
  renameHint: 'Every post that shows it follows.',
  replace: 'Replace…',
  trash: 'Move to the trash',
  trashQuestion: (places: number) =>
    places === 1
      ? 'One post shows this file and would show nothing.'
      : `${places} places show this file and would show nothing.`,
  trashAnyway: 'Move it anyway',
  trashed: (name: string) => `“${name}” is in the trash.`,
  undo: 'Bring it back',
  followed: (posts: number) =>
    posts === 0 ? 'Done.' : posts === 1 ? 'Done; one post follows.' : `Done; ${posts} posts follow.`,
  receipt: 'What readers get',
  receiptAsk: 'Show what readers get',
  receiptRemoved: (removed: readonly string[]) =>
    removed.length === 0 ? 'There was nothing to take out.' : `Taken out: ${removedText(removed)}.`,
  receiptFiles: (files: number, smallest: string, largest: string) =>
    files === 1 ? `One file of ${largest}.` : `${files} sizes, from ${smallest} to ${largest}.`,
  missingNote: 'Posts name these files, and they are not there.',
  missingNone: 'Every file that posts name is there.',
  namedIn: (titles: readonly string[]) => `Named in ${titles.map((title) => `“${title}”`).join(', ')}`,
  foundAgain: (path: string) => `The same content is at ${path}.`,
  relink: 'Let the posts follow',
  problems: wordsProblems,
};

/** What `offprint media` says. */
export const commandLineMedia = {
  looked: (pictures: number, others: number, size: string) =>
    `Looked at ${count(pictures, 'picture')} and ${count(others, 'other file')}, ${size} together.`,
  missing: (path: string, place: string) => `Missing: ${path}, named in ${place}.`,
  movedTo: (path: string) => `  The same content is at ${path} now.`,
  unused: (path: string, size: string) => `Not used: ${path} (${size})`,
  words: (place: string, path: string, problem: WordsProblem) => `Words: ${place}: ${path}: ${wordsProblems[problem]}`,
  receipt: (
    path: string,
    removed: readonly string[],
    original: string,
    files: number,
    smallest: string,
    largest: string,
  ) =>
    `${path}: ${removed.length === 0 ? 'nothing to take out' : `without ${removedText(removed)}`}; ${original} published as ${files === 1 ? `one file of ${largest}` : `${files} files from ${smallest} to ${largest}`}`,
  damaged: (path: string) => `Damaged: ${path} cannot be published.`,
  nothing: 'Nothing needs a look.',
  sweeping: 'Making pictures',
};

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
