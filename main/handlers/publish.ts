import type { PublishCalls } from '../../common/contract/publish.ts';
import { fail, ok } from '../../common/result.ts';
import { buildForTarget } from '../build-for-target.ts';
import { makePublic, takeBack } from '../make-public.ts';
import { findTarget } from '../publish/open-target.ts';
import { canPass, isRefused } from '../publish/retry.ts';
import { removedPosts } from '../removed-posts.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';
import { checkPlan } from './look-over.ts';
import { withReadingAddress } from './reading-address.ts';

/** Calls about publishing: save, make public, build, send, verify. */
export function publishHandlers(context: HandlerContext): HandlersOf<PublishCalls> {
  const { current, ports, runningPublishes, tell } = context;
  return {
    'publish.plan': async ({ target }) => {
      const session = current.session();
      if (!session.ok) return session;
      const built = await buildForTarget(session.value, target);
      if (!built.ok) return built;
      const plan = await session.value.publisher.plan(built.value, target);
      return plan.ok ? ok(await checkPlan(session.value.library, built.value, plan.value)) : plan;
    },
    'publish.comparePage': async ({ target, address }) => {
      const session = current.session();
      if (!session.ok) return session;
      const built = await buildForTarget(session.value, target);
      return built.ok ? session.value.publisher.compare(built.value, target, address) : built;
    },
    'publish.start': async ({ postId: asked, target, allow }) => {
      const session = current.session();
      if (!session.ok) return session;
      const { library, publisher, site } = session.value;
      if (library.readOnly !== undefined) return fail({ kind: 'read-only', holder: library.readOnly.holder });
      // Before anything is made public: nothing should change for a place that is not there.
      const known = findTarget(library.settings(), target);
      if (!known.ok) return known;
      const { name } = known.value;
      const around = { now: ports.now(), tell };
      const made = asked === undefined ? ok(undefined) : await makePublic(library, asked, around);
      if (!made.ok) return made;
      return runningPublishes.run(name, async (signal) => {
        const built = await buildForTarget(session.value, target, {
          signal,
          onProgress: (done, total, step) =>
            tell('publish.progressed', { target: name, stage: step === 'pictures' ? step : 'building', done, total }),
        });
        if (!built.ok) {
          await takeBack(library, made.value, around);
          return built;
        }
        const published = await publisher.publish(built.value, {
          target,
          ...(made.value === undefined ? {} : { postId: made.value.id }),
          removedPosts: await removedPosts(library),
          ...(allow === undefined ? {} : { allow }),
          onProgress: (progress) => tell('publish.progressed', progress),
          signal,
        });
        if (!published.ok) {
          if (!isUnderWay(published.failure)) await takeBack(library, made.value, around);
          return published;
        }
        // The site is live: what could not be noted now is noted at the next publish.
        await site.rememberAddresses(built.value);
        return ok(await withReadingAddress(context, session.value, published.value));
      });
    },
  };
}

/** What waits in the outbox, or is in the hands of the host already, is public; everything else is as it was before. */
function isUnderWay(failure: { readonly kind: string }): boolean {
  return isRefused(failure) && (canPass(failure.reason) || failure.reason === 'host-build-failed');
}
