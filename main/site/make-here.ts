import type { ThemeBroken } from '../../common/contract/preview.ts';
import type { RebuildReason } from '../../common/rebuild-reason.ts';
import type { Library } from '../library/library.ts';
import type { BodySource } from './body.ts';
import type { Breath } from './breath.ts';
import type { FeedEntry } from './feeds/feed-entry.ts';
import { readTexts, type Texts } from './gather.ts';
import { makePage } from './make-page.ts';
import type { PageMakers } from './make-pages.ts';
import type { PageTask } from './page-task.ts';
import type { SitePlan } from './plan-site.ts';
import { type RenderedBody, renderTools } from './render-tools.ts';
import type { MadePage } from './workers/messages.ts';

/** A page that has to be made. */
export interface ChangedPage {
  readonly task: PageTask;
  readonly path: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly reason: RebuildReason;
}

/** What making pages shares. */
export interface Work {
  readonly plan: SitePlan;
  readonly library: Library;
  readonly makers: PageMakers;
  readonly keep: (page: ChangedPage, made: MadePage) => void;
  readonly isMade: (page: ChangedPage) => boolean;
  /** Ids of the posts on the feeds to be made, and those posts as feeds carry them, as far as their pages were made. */
  readonly inFeeds: ReadonlySet<string>;
  readonly feedEntries: ReadonlyMap<string, FeedEntry>;
  readonly signal: AbortSignal | undefined;
  /** One for the whole build: many small portions are as long a work as a large one. */
  readonly breath: Breath;
}

/** Why not all pages were made; undefined when they were. */
export type Stopped = ThemeBroken | 'changed meanwhile' | undefined;

/** Makes pages in this thread; `bodies` are texts of them that were rendered elsewhere, by post. */
export async function makeHere(
  changed: readonly ChangedPage[],
  work: Work,
  bodies: ReadonlyMap<string, RenderedBody> = new Map(),
): Promise<Stopped> {
  const { plan, makers, keep, feedEntries, inFeeds, breath } = work;
  if (changed.length === 0) return undefined;
  const { memory } = makers;
  const texts = await textsOf(changed, work, {
    body: (source) => memory.bodies.has(source) || bodies.has(source.postId),
    words: (_, textKey) => memory.words.has(textKey),
    text: () => false,
  });
  if (texts === undefined) return 'changed meanwhile';
  const source = {
    text: (postId: string) => texts.get(postId),
    body: ({ postId }: BodySource) => bodies.get(postId),
    feedEntry: (postId: string) => feedEntries.get(postId),
  };
  const tools = renderTools(plan.setting, source, makers.templates(plan), memory);
  for (const page of changed) {
    if (breath.isDue) await breath.take();
    const { postId } = page.task;
    const made = makePage(page.task, tools, makers.store, postId !== undefined && inFeeds.has(postId));
    if (!made.ok) return made.failure;
    keep(page, made.value);
  }
  return undefined;
}

/** For which posts no text has to be read, because whoever makes the pages has it, or what is made from it. */
export interface AtHand {
  readonly body: (source: BodySource) => boolean;
  readonly words: (postId: string, textKey: string) => boolean;
  readonly text: (postId: string) => boolean;
}

/** Texts of the posts that these pages show, but for those at hand; undefined when one changed meanwhile. */
export async function textsOf(
  pages: readonly ChangedPage[],
  { plan, library, makers, feedEntries }: Work,
  atHand: AtHand,
): Promise<Texts | undefined> {
  const ids = new Set<string>();
  for (const { task } of pages) {
    const { body, excerpts, feed, search } = task.inputs;
    if (body !== undefined && !atHand.body(body.value)) ids.add(body.value.postId);
    for (const { body: entry, card } of feed?.value.entries ?? []) {
      if (!feedEntries.has(entry.postId) && makers.memory.feeds.get(entry)?.card !== card) ids.add(entry.postId);
    }
    for (const excerpt of excerpts?.value ?? []) {
      if (excerpt !== null && !atHand.text(excerpt.postId)) ids.add(excerpt.postId);
    }
    for (const [position, postId] of search?.value.postIds.entries() ?? []) {
      if (!atHand.words(postId, search?.value.textKeys[position] ?? '')) ids.add(postId);
    }
  }
  return readTexts(library, ids, plan);
}
