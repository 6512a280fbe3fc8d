import { expect, test } from 'vitest';
import type { PreviewContext } from '../../../common/contract/preview.ts';
import { markdownContext, type PicturesOnTheirWay } from '../../../renderer/preview/preview-context.ts';

const size = { width: 6_000, height: 4_000 };
const path = 'media/2026/11/hall.jpg';
const page: PreviewContext = {
  postId: 'posts/a.md',
  mediaBase: '../../original/',
  pictures: {},
  posts: [],
  language: 'en',
};

/** How the picture is shown, and which pictures were asked about. */
function shown(onTheirWay: PicturesOnTheirWay, pictures: PreviewContext['pictures'] = {}) {
  const unknown: string[] = [];
  const context = markdownContext({ ...page, pictures }, (asked) => unknown.push(asked), onTheirWay);
  return { picture: context.resolvePicture(`/${path}`), unknown };
}

test('a picture keeps its place and its address from its first byte until the page knows it', () => {
  const there = { ...size, src: `../../original/${path}` };
  const coming = (isSent: boolean) => ({ coming: new Map([[path, { ...size, isSent }]]) });
  expect(shown(coming(false))).toEqual({ picture: { ...size, src: '' }, unknown: [] });
  expect(shown(coming(true))).toEqual({ picture: there, unknown: [] });
  expect(shown({ come: new Map([[path, size]]) })).toEqual({ picture: there, unknown: [path] });
  const known = { ...size, src: '../../file/hall.jpg' };
  expect(shown(coming(true), { [path]: known })).toEqual({ picture: known, unknown: [] });
});

test('a picture that was never on its way is asked about, and its size is not made up', () => {
  expect(shown({})).toEqual({ picture: { src: `../../original/${path}` }, unknown: [path] });
});
