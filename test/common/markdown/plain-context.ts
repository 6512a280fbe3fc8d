import type { MarkdownContext } from '../../../common/markdown/context.ts';

/** A context that changes nothing: links lead where they say, pictures are where they are. */
export const plainContext: MarkdownContext = {
  language: 'en',
  resolveLink: (href) => ({ href }),
  resolvePicture: (src) => ({ src }),
};
