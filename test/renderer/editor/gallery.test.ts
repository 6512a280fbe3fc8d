import { describe, expect, it } from 'vitest';
import { makeGallery } from '../../../renderer/editor/gallery-command.ts';
import { run, stateOf } from './text-with-cursor.ts';

describe('a gallery of pictures', () => {
  it.each([
    [
      'around the cursor',
      'Text.\n\n![](/a.jpg)\n\n![B](/b.jpg "Two"){credit="J"}‸\n\n\n![](/c.jpg)\n\nMore.',
      'Text.\n\n![](/a.jpg)\n![B](/b.jpg "Two"){credit="J"}\n![](/c.jpg)‸\n\nMore.',
    ],
    ['between two of them', '![](/a.jpg)\n‸\n![](/b.jpg)', '![](/a.jpg)\n![](/b.jpg)‸'],
  ])('is made %s', (_name, before, after) => expect(run(makeGallery, before)).toBe(after));

  it.each(['Words‸ with ![](/a.jpg)\n\n![](/b.jpg)', '![](/a.jpg)‸\n![](/b.jpg)', '![](/a.jpg)‸', '‸'])(
    'is not made of %j',
    (text) => expect(makeGallery({ state: stateOf(text), dispatch: () => {} })).toBe(false),
  );
});
