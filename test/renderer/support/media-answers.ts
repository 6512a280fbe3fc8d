import type { MediaItem } from '../../../common/contract/media.ts';
import { ok } from '../../../common/result.ts';

const item = (name: string): MediaItem => ({
  path: `media/2026/11/${name}`,
  kind: name.endsWith('.pdf') ? 'document' : 'image',
  type: 'image/png',
  size: 1,
});

/** Answers about files that come in. A file's name is also the name of its intake. */
export const mediaAnswers = {
  'media.begin': ({ name }: { readonly name: string }) => ok({ intake: name, item: item(name) }),
  'media.add': () => ok(undefined),
  'media.take': ({ intake }: { readonly intake: string }) => ok(item(intake)),
};
