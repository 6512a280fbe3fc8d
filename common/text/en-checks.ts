import type { FindingKind } from '../checks/findings.ts';

/** One sentence maker for each thing that the checks find in a text; `fix` names what its button does. */
export type FindingSentences = {
  readonly [Kind in FindingKind['kind']]: (finding: Extract<FindingKind, { readonly kind: Kind }>) => string;
};

const picture: Readonly<Record<'no-alt' | 'alt-is-file-name' | 'alt-says-nothing' | 'alt-is-caption', string>> = {
  'no-alt': 'Say what this picture shows, for those who cannot see it.',
  'alt-is-file-name': 'A file’s name does not say what the picture shows. Describe it in a few words.',
  'alt-says-nothing': 'Say what the picture shows, not that it is one.',
  'alt-is-caption': 'The description repeats the caption, which is read aloud as well. Say what can be seen.',
};

/** What the checks say in English. */
export const enChecks: { readonly sentences: FindingSentences; readonly fix: string } = {
  fix: 'Put right',
  sentences: {
    'repeated-word': ({ word }) => `“${word}” stands here twice.`,
    'skipped-heading': ({ level, expected }) =>
      `This heading is of level ${level}, but the one above it asks for ${expected}: readers who move by headings miss a step.`,
    'unclosed-fence': () => 'This code block is never closed, so everything below it becomes code.',
    'duplicate-footnote': ({ label }) => `There is a footnote “${label}” above already; only the first one is shown.`,
    'missing-footnote': ({ label }) => `There is no text for the footnote “${label}”.`,
    'unused-footnote': ({ label }) => `Nothing refers to the footnote “${label}”, so it is not shown.`,
    'picture-words': ({ problem }) => picture[problem],
    'missing-file': ({ path }) => `There is no file “${path}” in this blog.`,
    'empty-link': () => 'This link has no address yet.',
    'broken-link': ({ target }) => `“${target}” is no post or page of this blog.`,
    'broken-anchor': ({ anchor }) => `No heading of this post has the address “#${anchor}”.`,
    'link-to-draft': ({ title }) => `“${title}” is still a draft; readers will not find it.`,
    unfinished: ({ word }) => `“${word}”: something is still to be written here.`,
  },
};
