import { describe, expect, test } from 'vitest';
import { draggedItems, dragItems } from '../../renderer/editor/media-drag.ts';

/** What a drag carries, as a browser keeps it. */
function dataTransfer(): DataTransfer {
  const kept = new Map<string, string>();
  // Only what is used of it: there is no browser here.
  return {
    effectAllowed: 'none',
    setData: (type: string, value: string) => kept.set(type, value),
    getData: (type: string) => kept.get(type) ?? '',
  } as unknown as DataTransfer;
}

const hall = {
  path: 'media/2026/11/hall.jpg',
  address: '/media/2026/11/hall.jpg',
  kind: 'image',
  name: 'hall.jpg',
} as const;

describe('files dragged from the library', () => {
  test('arrive as they were taken up, and as addresses elsewhere', () => {
    const data = dataTransfer();
    const items = [hall, { ...hall, words: { alt: 'The hall', caption: 'Full' } }];
    dragItems(data, items);
    expect(draggedItems(data)).toEqual(items);
    expect(data.getData('text/plain')).toBe(`${hall.address}\n${hall.address}`);
  });

  test.each(['', 'no list', '{}', '[{"path":"a"}]', '[{"path":"a","address":"b","kind":"script","name":""}]', '[1]'])(
    'that another page made up are not taken: %j',
    (written) => {
      const data = dataTransfer();
      data.setData('application/x-offprint-media', written);
      expect(draggedItems(data)).toEqual([]);
    },
  );

  test('are none where nothing is dragged', () => expect(draggedItems(null)).toEqual([]));
});
