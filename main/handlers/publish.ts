import type { PublishCalls } from '../../common/contract/publish.ts';
import { fail, ok } from '../../common/result.ts';
import { makePublic } from '../make-public.ts';
import { findTarget } from '../publish/open-target.ts';
import { removedPosts } from '../removed-posts.ts';
import type { BuildOptions } from '../site/site.ts';
import type { SiteSession } from '../site-session.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';
import { withReadingAddress } from './reading-address.ts';

/** Calls about publishing: save, make public, build, send, verify. */
export function publishHandlers(context: HandlerContext): HandlersOf<PublishCalls> {
  const { current, ports, runningPublishes, tell } = context;
  return {
    'publish.plan': async ({ target }) => {
      const session = current.session();
      if (!session.ok) return session;
      const known = findTarget(session.value.library.settings(), target);
      if (!known.ok) return known;
      const built = await saveAndBuild(session.value);
      return built.ok ? session.value.publisher.plan(built.value, target) : built;
    },
    'publish.start': async ({ postId: asked, target, allow }) => {
      const session = current.session();
      if (!session.ok) return session;
      const { library, publisher, site } = session.value;
      if (library.readOnly !== undefined) return fail({ kind: 'read-only', holder: library.readOnly.holder });
      // Before anything is made public: nothing should change for a place that is not there.
      const known = findTarget(library.settings(), target);
      if (!known.ok) return known;
      const isPublic = asked === undefined ? ok(asked) : await makePublic(library, asked, { now: ports.now(), tell });
      if (!isPublic.ok) return isPublic;
      const postId = isPublic.value;
      const { name } = known.value;
      const built = await saveAndBuild(session.value, (done, total, step) =>
        tell('publish.progressed', { target: name, stage: step === 'pictures' ? step : 'building', done, total }),
      );
      if (!built.ok) return built;
      const removed = await removedPosts(library);
      const published = await runningPublishes.run(name, (signal) =>
        publisher.publish(built.value, {
          target,
          ...(postId === undefined ? {} : { postId }),
          removedPosts: removed,
          ...(allow === undefined ? {} : { allow }),
          onProgress: (progress) => tell('publish.progressed', progress),
          signal,
        }),
      );
      // The site is live: what could not be noted now is noted at the next publish.
      if (published.ok) await site.rememberAddresses(built.value);
      return published.ok ? ok(await withReadingAddress(context, session.value, published.value)) : published;
    },
  };
}

async function saveAndBuild({ library, site }: SiteSession, onProgress?: BuildOptions['onProgress']) {
  const saved = await library.saveAll();
  return saved.ok ? site.build(onProgress === undefined ? {} : { onProgress }) : saved;
}
