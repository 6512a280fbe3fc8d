import { expect, test } from 'vitest';
import type { MediaEntry, MediaUse } from '../../common/contract/media.ts';
import { arrangeMedia, countMedia } from '../../renderer/stores/media-view.ts';

const entry = (path: string, more: Partial<MediaEntry> = {}): MediaEntry => ({
  path,
  kind: 'image',
  type: 'image/jpeg',
  size: 1_000,
  changedMs: 0,
  uses: [],
  ...more,
});
const use = (more: Partial<MediaUse> = {}): MediaUse => ({
  postId: 'posts/a.md',
  title: 'A crossing',
  role: 'picture',
  ...more,
});

const list = {
  items: [
    entry('media/2024/05/hall.jpg', { uses: [use({ alt: 'Zuhörer im Saal', caption: 'First morning' })] }),
    entry('media/2024/06/quay.jpg', { size: 9_000_000, uses: [use({ problem: 'no-alt' })] }),
    entry('media/2023/01/slides.pdf', { kind: 'document', type: 'application/pdf' }),
    entry('media/loose.png'),
  ],
  missing: [{ path: 'media/gone.jpg', uses: [use()] }],
};
const shown = (filter: Parameters<typeof arrangeMedia>[1], search = '') =>
  arrangeMedia(list, filter, search).flatMap(({ month, items }) => items.map(({ path }) => `${month} ${path}`));

test('few files are arranged by year, newest first, files of no month last', () => {
  expect(shown('all')).toEqual([
    '2024 media/2024/06/quay.jpg',
    '2024 media/2024/05/hall.jpg',
    '2023 media/2023/01/slides.pdf',
    ' media/loose.png',
  ]);
});

test('many files are arranged by month', () => {
  const items = Array.from({ length: 20 }, (_, index) => entry(`media/2024/0${1 + (index % 2)}/${index}.jpg`));
  expect(arrangeMedia({ items, missing: [] }, 'all', '').map(({ month }) => month)).toEqual(['2024-02', '2024-01']);
});

test('each filter shows what it says, and counts it', () => {
  expect(shown('documents')).toEqual(['2023 media/2023/01/slides.pdf']);

  expect(shown('words')).toEqual(['2024 media/2024/06/quay.jpg']);
  expect(shown('large')).toEqual(['2024 media/2024/06/quay.jpg']);
  expect(shown('unused').length).toBe(2);
  expect(countMedia(list)).toEqual({
    all: 4,
    pictures: 3,
    audio: 0,
    video: 0,
    documents: 1,
    archives: 0,
    unused: 2,
    words: 1,
    large: 1,
    missing: 1,
    trash: 0,
    readers: 0,
  });
});

test.each([
  ['hall', 1],
  ['zuhorer', 1],
  ['MORNING first', 1],
  ['crossing', 2],
  ['nothing at all', 0],
])('searching %j finds %i', (search, found) => {
  expect(shown('all', search).length).toBe(found);
});

test.each([
  ['pictures', 'image', 'image/jpeg'],
  ['audio', 'audio', 'audio/mpeg'],
  ['video', 'video', 'video/mp4'],
  ['documents', 'document', 'application/pdf'],
  ['archives', 'document', 'application/zip'],
] as const)('the filter %s shows that type and no other', (filter, kind, type) => {
  const items = [
    entry('media/a', { kind, type }),
    ...(['image', 'audio', 'video', 'document'] as const)
      .filter((other) => other !== kind)
      .map((other) => entry(`media/${other}`, { kind: other, type: `${other}/x` })),
  ];
  const found = arrangeMedia({ items, missing: [] }, filter, '').flatMap((month) =>
    month.items.map(({ path }) => path),
  );
  expect(found).toEqual(['media/a']);
  expect(countMedia({ items, missing: [] })[filter]).toBe(1);
});
