import type { OutputRefused } from '../contract/build.ts';

/** Why a finished site was not written into a folder. */
export const outputRefused: Readonly<
  Record<OutputRefused['reason'], (folder: string, files: readonly string[]) => string>
> = {
  'inside-source': (folder) =>
    `“${folder}” lies inside the blog, which would then contain itself. Choose a folder outside the blog.`,
  'contains-source': (folder) =>
    `“${folder}” holds the blog itself, and writing the finished site there could destroy it. Choose another folder.`,
  'not-a-folder': (folder) => `“${folder}” is a file, so nothing can be written into it. Choose a folder.`,
  'foreign-files': (folder, files) =>
    `“${folder}” holds files that Offprint did not write (${files.slice(0, 3).join(', ')}${files.length > 3 ? ', …' : ''}). Choose an empty or new folder, or empty this one first.`,
};
