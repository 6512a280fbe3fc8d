import { describe, expect, it } from 'vitest';
import { jumpToFootnote } from '../../../renderer/editor/footnote-jump.ts';
import { run, stateOf } from './text-with-cursor.ts';

describe('the jump between a footnote’s mark and its text', () => {
  it.each([
    ['from the mark', 'One[^a‸] two.\n\n[^a]: Note.', 'One[^a] two.\n\n[^a]: ‸Note.'],
    ['from behind the mark', 'One[^a]‸ two.\n\n[^a]: Note.', 'One[^a] two.\n\n[^a]: ‸Note.'],
    ['from the rest of the line', 'One[^a] t‸wo.\n\n[^a]: Note.', 'One[^a] two.\n\n[^a]: ‸Note.'],
    ['back from the note', 'One[^a] two.\n\n[^a]: No‸te.', 'One[^a]‸ two.\n\n[^a]: Note.'],
    [
      'back from a later paragraph of the note',
      'One[^a].\n\n[^a]: Note.\n\n    Mo‸re.',
      'One[^a]‸.\n\n[^a]: Note.\n\n    More.',
    ],
    [
      'from a mark inside a note',
      'A[^a] B[^b]\n\n[^a]: See[^b‸].\n[^b]: Two.',
      'A[^a] B[^b]\n\n[^a]: See[^b].\n[^b]: ‸Two.',
    ],
    ['of the nearest mark', '[^a] and [^b] a‸nd\n\n[^a]: A\n[^b]: B', '[^a] and [^b] and\n\n[^a]: A\n[^b]: ‸B'],
  ])('goes %s', (_name, before, after) => expect(run(jumpToFootnote, before)).toBe(after));

  it('leaves the key to others where there is no footnote', () => {
    expect(jumpToFootnote({ state: stateOf('Plain‸ text[^x].'), dispatch: () => {} })).toBe(false);
  });
});
