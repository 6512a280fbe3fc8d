import { expect, test } from 'vitest';
import { wordsProblem } from '../../common/media-words.ts';

test.each([
  ['', undefined, 'no-alt'],
  [' … ', undefined, 'no-alt'],
  ['Image', undefined, 'alt-says-nothing'],
  ['Bild.', undefined, 'alt-says-nothing'],
  ['harbour-dawn', undefined, 'alt-is-file-name'],
  ['Harbour Dawn', undefined, 'alt-is-file-name'],
  ['harbour_dawn.JPG', undefined, 'alt-is-file-name'],
  ['IMG_2041', undefined, 'alt-is-file-name'],
  ['DSC 00017', undefined, 'alt-is-file-name'],
  ['other.png', undefined, 'alt-is-file-name'],
  ['The quay at low tide', 'The quay, at low tide.', 'alt-is-caption'],
  ['The quay at low tide', 'Bergen, 2018', undefined],
  ['Boats moored along a quay', undefined, undefined],
  ['灯台', undefined, undefined],
])('%j with caption %j: %s', (alt, caption, problem) => {
  expect(wordsProblem('media/2018/09/harbour-dawn.jpg', alt, caption)).toBe(problem);
});
