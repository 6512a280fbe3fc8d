import { list, oneOf, optional, record, text } from '../../common/validate.ts';
import type { LinkedMedia } from './media-markdown.ts';

/** Files of the library on their way into the text; checked again where they are dropped, because any page can name this type. */
const dragType = 'application/x-offprint-media';

/** A file of the library with the name that links show. */
export type DraggedMedia = LinkedMedia & { readonly name: string };

const words = text({ maxLength: 10_000 });
const checkItems = list(
  record({
    path: text({ minLength: 1, maxLength: 1_000 }),
    address: text({ minLength: 1, maxLength: 4_000 }),
    kind: oneOf('image', 'audio', 'video', 'document'),
    name: text({ maxLength: 1_000 }),
    words: optional(record({ alt: optional(words), caption: optional(words), credit: optional(words) })),
  }),
  200,
);

/** Puts files onto a drag; a text field elsewhere gets their addresses. */
export function dragItems(data: DataTransfer, items: readonly DraggedMedia[]): void {
  data.effectAllowed = 'copy';
  data.setData(dragType, JSON.stringify(items));
  data.setData('text/plain', items.map(({ address, path }) => address ?? path).join('\n'));
}

/** The files of the library that a drag carries; empty when it carries something else. */
export function draggedItems(data: DataTransfer | null): readonly DraggedMedia[] {
  const written = data?.getData(dragType) ?? '';
  if (written === '') return [];
  try {
    const checked = checkItems(JSON.parse(written));
    return checked.ok
      ? checked.value.map(({ words: said, ...item }) => (said === undefined ? item : { ...item, words: plain(said) }))
      : [];
  } catch {
    return [];
  }
}

function plain({ alt, caption, credit }: NonNullable<LinkedMedia['words']>): NonNullable<LinkedMedia['words']> {
  return {
    ...(alt === undefined ? {} : { alt }),
    ...(caption === undefined ? {} : { caption }),
    ...(credit === undefined ? {} : { credit }),
  };
}
