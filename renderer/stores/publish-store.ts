import { type ReadonlySignal, signal } from '@preact/signals';
import type { Allowance, CheckedPlan, PublishProgress, PublishReceipt } from '../../common/contract/publish.ts';
import type { PostId } from '../../common/post.ts';
import type { Failure, Result } from '../../common/result.ts';
import type { Client } from '../client.ts';

/** Where publishing is. */
export type PublishState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: PublishProgress | undefined }
  | { readonly kind: 'live'; readonly receipt: PublishReceipt }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Where to, when not to the first place, and what the author allows after a guard stopped a try. */
export interface PublishChoice {
  readonly target?: string;
  readonly allow?: readonly Allowance[];
}

/** The one primary action of the window, and how it goes. */
export interface PublishStore {
  readonly state: ReadonlySignal<PublishState>;
  /** Publishes the blog; a post that is named is made public with it. Does nothing while a publish runs. */
  start(postId: PostId | undefined, options?: PublishChoice): Promise<void>;
  /** Stops what is being sent; the live site stays whole. */
  stop(): Promise<unknown>;
  /** What a publish would change. */
  plan(): Promise<Result<CheckedPlan>>;
  dismiss(): void;
}

/**
 * `before` gives everything typed to the host, so that what is published is what is on the screen; `after` reads back what
 * the publish changed in the post.
 */
export function createPublishStore(
  client: Client,
  around: { readonly before: () => Promise<unknown>; readonly after: () => Promise<unknown> },
): PublishStore {
  const state = signal<PublishState>({ kind: 'idle' });
  client.on('publish.progressed', (progress) => {
    if (state.value.kind === 'running') state.value = { kind: 'running', progress };
  });
  return {
    state,
    async start(postId, options = {}) {
      if (state.value.kind === 'running') return;
      state.value = { kind: 'running', progress: undefined };
      await around.before();
      const published = await client.call('publish.start', { postId, ...options });
      state.value = published.ok
        ? { kind: 'live', receipt: published.value }
        : { kind: 'failed', failure: published.failure };
      await around.after();
    },
    stop: () => client.call('publish.cancel', {}),
    plan: () => client.call('publish.plan', {}),
    dismiss() {
      if (state.value.kind !== 'running') state.value = { kind: 'idle' };
    },
  };
}
