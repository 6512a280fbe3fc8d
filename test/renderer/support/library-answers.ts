import type { BulkItem } from '../../../common/contract/bulk.ts';
import type { DraftComparison } from '../../../common/contract/history.ts';
import { ok } from '../../../common/result.ts';

const revision = (body: string) => ({
  body,
  matter: { title: 'On the train home', draft: true, categories: [], tags: [], aliases: [] },
});

const items: readonly BulkItem[] = [
  {
    id: 'posts/net-mending.md',
    title: 'Mending nets with Tomas',
    count: 1,
    samples: [{ line: 1, before: 'He ties without looking.', after: 'He knots without looking.' }],
  },
];

const comparison: DraftComparison = {
  mine: revision('Mine\n\nSame\n'),
  theirs: revision('Theirs\n\nSame\n'),
  pieces: [
    { kind: 'disputed', mine: 'Mine\n', theirs: 'Theirs\n' },
    { kind: 'agreed', text: '\nSame\n' },
  ],
  isMatterDisputed: true,
};

/** Answers about the media, about many posts at once, and about a post that another program changed in the same places. */
export const libraryAnswers = {
  'media.list': () =>
    ok({
      items: ['media/2026/11/hall.jpg', 'media/2026/11/slides.pdf'].map((path) => ({
        path,
        kind: path.endsWith('.pdf') ? ('document' as const) : ('image' as const),
        type: path.endsWith('.pdf') ? 'application/pdf' : 'image/jpeg',
        size: 48_000,
        changedMs: 0,
        uses: [],
      })),
      missing: [],
      tops: [''],
    }),
  // Two folders in each, named for how deep they lie.
  'import.browse': ({ folder = '/home/ada' }: { readonly folder?: string | undefined }) =>
    ok({
      folder,
      parent: '/home',
      entries: ['north', 'south'].map((name) => ({
        name: `${name}-${folder.split('/').length}`,
        kind: 'folder' as const,
      })),
    }),
  'bulk.preview': () => ok(items),
  'drafts.compare': () => ok(comparison),
} as const;
