import type { PastPublish } from '../../../common/contract/publish-targets.ts';
import { ok } from '../../../common/result.ts';

const past = (id: string, publishedMs: number): PastPublish => ({
  id,
  target: 'Live',
  publishedMs,
  pages: [{ change: 'new', address: '/2026/11/on-the-train/', title: 'On the train home', postId: 'posts/train.md' }],
  filesSent: 12,
  bytesSent: 40_000,
  siteAddress: 'https://example.org/',
  canPutBack: true,
});

const place = {
  settings: { name: 'Live', kind: 'git', url: 'https://git.example.org/ada/site.git' },
  secret: 'known',
} as const;

/** Answers about places, history and outbox: one place, two publishes, nothing waiting. */
export const publishPlaces = {
  'publish.targets': () => ok([place]),
  'publish.testTarget': () => ok(undefined),
  'publish.saveTarget': () => ok([place]),
  'publish.removeTarget': () => ok([]),
  'publish.outbox': () => ok([]),
  'publish.cancel': () => ok(undefined),
  'publish.comparePage': ({ address }: { readonly address: string }) =>
    ok({ address, before: 'Two short.', after: 'Two short, one long.', pictures: [] }),
  'publish.history': () =>
    ok([past('000002-b', Date.UTC(2026, 10, 22, 18)), past('000001-a', Date.UTC(2026, 10, 20, 9))]),
  'publish.undo': () => ok(past('000003-c', Date.UTC(2026, 10, 22, 19))),
} as const;
