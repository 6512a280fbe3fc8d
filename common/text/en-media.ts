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
