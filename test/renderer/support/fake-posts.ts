import type { PreviewElsewhere } from '../../../common/contract/preview.ts';
import type { PublishReceipt } from '../../../common/contract/publish.ts';
import type { OpenSite } from '../../../common/contract/site.ts';
import type { MatterChanges, PostMatter, PostSummary, TextChange } from '../../../common/post.ts';
import type { SeedPost } from './seed-posts.ts';

/** A post in the memory of the host: its text now, and what its file holds. */
export interface Stored {
  body: string;
  matter: PostMatter;
  sequence: number;
  savedSequence: number;
  fileBody: string;
  readonly seed: SeedPost;
}

/** A post as the host keeps it at the start. */
export function stored(seed: SeedPost): Stored {
  return { seed, body: seed.body, fileBody: seed.body, matter: seed.matter, sequence: 0, savedSequence: 0 };
}

/** The row of the list for a post. */
export function summary(id: string, { seed, body, matter }: Stored): PostSummary {
  const dateMs = matter.date === undefined ? undefined : Date.parse(matter.date);
  const isAhead = dateMs !== undefined && dateMs > Date.now();
  return {
    id,
    kind: seed.kind,
    status: matter.draft ? 'draft' : isAhead ? 'scheduled' : 'published',
    slug: matter.slug ?? id.replace(/^.*\/|\.md$/g, ''),
    matter,
    ...(dateMs === undefined ? {} : { dateMs }),
    changedMs: seed.changedMs,
    excerpt: body.slice(0, 90).replaceAll('\n', ' '),
    ...(seed.problem === undefined ? {} : { problem: seed.problem }),
  };
}

/** A text with changes made, offsets in the text before all of them. */
export function applied(body: string, changes: readonly TextChange[]): string {
  return [...changes]
    .reverse()
    .reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), body);
}

/** Front matter with changes made; null takes a key out. */
export function changed(matter: PostMatter, changes: MatterChanges): PostMatter {
  const next: Record<string, unknown> = { ...matter };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete next[key];
    else next[key] = value;
  }
  return { title: '', draft: false, categories: [], tags: [], aliases: [], ...next } as PostMatter;
}

/** What a publish answers. */
export function receipt(postId: string | undefined): PublishReceipt {
  return {
    id: '20261122-101500',
    target: 'local folder',
    publishedMs: Date.now(),
    pages: [{ change: 'new', address: '/2026/11/on-the-train/', title: 'On the train home' }],
    filesSent: 4,
    bytesSent: 48_200,
    siteAddress: 'http://127.0.0.1:4000/',
    ...(postId === undefined ? {} : { postAddress: 'http://127.0.0.1:4000/2026/11/on-the-train/' }),
  };
}

/** The blog that is open. */
export function sampleSite(folder: string): OpenSite {
  return {
    folder,
    layout: 'offprint',
    settings: {
      title: 'Letters from the harbour',
      tagline: 'Slow notes from a small town by the sea',
      author: 'Ada Lind',
      language: 'en',
      timeZone: 'UTC',
      url: 'https://example.org/',
      permalink: '/:year/:month/:slug/',
      theme: 'longread',
      postsPerPage: 10,
      menu: [],
      blogroll: [],
      targets: [],
    },
  };
}

/** How a post looks where it is not read. */
export function elsewhere(title: string): PreviewElsewhere {
  return {
    feedAddress: 'preview/feed.html',
    title: `${title} – Letters from the harbour`,
    description: 'What is written on the platform, before the train comes.',
    url: 'https://harbour.example/2026/11/on-the-train/',
    siteTitle: 'Letters from the harbour',
    cardTitle: title,
    cardDescription: 'What is written on the platform, before the train comes.',
  };
}
