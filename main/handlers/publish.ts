import type { PublishCalls, PublishReceipt } from '../../common/contract/publish.ts';
import type { PostId } from '../../common/post.ts';
import { fail, ok } from '../../common/result.ts';
import { makePublic } from '../make-public.ts';
import type { Build } from '../site/site.ts';
import type { SiteSession } from '../site-session.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';

/** Calls about publishing: save, make public, build, send, verify. */
export function publishHandlers({ current, ports, readingServers, tell }: HandlerContext): HandlersOf<PublishCalls> {
  /** Points the receipt to where the blog can be read now: for a local folder, the program's own reading server. */
  const withReadingAddress = async (
    receipt: PublishReceipt,
    build: Build,
    { library }: SiteSession,
    postId?: PostId,
  ) => {
    if (receipt.folder === undefined) return receipt;
    const siteAddress = await readingServers.addressOf(receipt.folder, library.settings().url);
    if (siteAddress === undefined) return receipt;
    const post = build.manifest.files.find(({ page }) => page !== undefined && page.postId === postId)?.page;
    return {
      ...receipt,
      siteAddress,
      ...(post === undefined || postId === undefined
        ? {}
        : { postAddress: new URL(`.${post.address}`, siteAddress).href }),
    };
  };

  return {
    'publish.plan': async ({ target }) => {
      const session = current.session();
      if (!session.ok) return session;
      const built = await saveAndBuild(session.value);
      return built.ok ? session.value.publisher.plan(built.value, target) : built;
    },
    'publish.start': async ({ postId, target }) => {
      const session = current.session();
      if (!session.ok) return session;
      const { library, publisher } = session.value;
      if (library.readOnly !== undefined) return fail({ kind: 'read-only', holder: library.readOnly.holder });
      if (postId !== undefined) {
        const isPublic = await makePublic(library, postId, { now: ports.now(), tell });
        if (!isPublic.ok) return isPublic;
      }
      const name = target ?? library.settings().targets[0]?.name ?? 'local';
      const built = await saveAndBuild(session.value, (done, total) =>
        tell('publish.progressed', { target: name, stage: 'building', done, total }),
      );
      if (!built.ok) return built;
      const published = await publisher.publish(built.value, {
        target,
        ...(postId === undefined ? {} : { postId }),
        onProgress: (progress) => tell('publish.progressed', progress),
      });
      return published.ok
        ? ok(await withReadingAddress(published.value, built.value, session.value, postId))
        : published;
    },
  };
}

async function saveAndBuild({ library, site }: SiteSession, onProgress?: (done: number, total: number) => void) {
  const saved = await library.saveAll();
  return saved.ok ? site.build(onProgress === undefined ? {} : { onProgress }) : saved;
}
