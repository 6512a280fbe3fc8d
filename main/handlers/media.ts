import type { MediaCalls } from '../../common/contract/media.ts';
import { ok } from '../../common/result.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';

/** Calls about pictures and attachments of the open site. */
export function mediaHandlers({ current, tell }: HandlerContext): HandlersOf<MediaCalls> {
  const changed = <Answer extends { readonly ok: boolean }>(answer: Answer): Answer => {
    if (answer.ok) tell('media.changed', {});
    return answer;
  };
  return {
    'media.begin': async (file) => {
      const session = current.session();
      return session.ok ? session.value.media.intakes.begin(file) : session;
    },
    'media.add': async ({ intake, from, content }) => {
      const session = current.session();
      return session.ok ? session.value.media.intakes.add(intake, from, content) : session;
    },
    'media.stop': async ({ intake }) => {
      const session = current.session();
      return session.ok ? ok(await session.value.media.intakes.stop(intake)) : session;
    },
    'media.lost': async () => {
      const session = current.session();
      return session.ok ? ok(await session.value.media.intakes.lost()) : session;
    },
    'media.take': async ({ intake }) => {
      const session = current.session();
      if (!session.ok) return session;
      const { media } = session.value;
      const taken = changed(await media.intakes.end(intake, (file) => media.take(file)));
      // Looking through every post is only worth it for a picture that some post may show already.
      if (!taken.ok || taken.value.isKnown !== true) return taken;
      const words = await session.value.mediaLibrary.wordsFor(taken.value.path);
      return words === undefined ? taken : ok({ ...taken.value, words });
    },
    'media.list': async () => {
      const session = current.session();
      return session.ok ? ok(await session.value.mediaLibrary.list()) : session;
    },
    'media.whereUsed': async ({ path }) => {
      const session = current.session();
      return session.ok ? ok(await session.value.mediaLibrary.whereUsed(path)) : session;
    },
    'media.missing': async () => {
      const session = current.session();
      return session.ok ? ok((await session.value.mediaLibrary.list()).missing) : session;
    },
    'media.receipt': async ({ path }) => {
      const session = current.session();
      return session.ok ? session.value.mediaLibrary.receipt(path) : session;
    },
    'media.rename': async ({ path, name }) => {
      const session = current.session();
      return session.ok ? changed(await session.value.mediaLibrary.rename(path, name)) : session;
    },
    'media.replace': async ({ path, intake }) => {
      const session = current.session();
      if (!session.ok) return session;
      const { media, mediaLibrary } = session.value;
      return changed(await media.intakes.end(intake, (file) => mediaLibrary.replace(path, file)));
    },
    'media.trash': async ({ path, evenIfUsed = false }) => {
      const session = current.session();
      return session.ok ? changed(await session.value.mediaLibrary.trash(path, evenIfUsed)) : session;
    },
    'media.trashed': async () => {
      const session = current.session();
      return session.ok ? ok(await session.value.mediaLibrary.trashed()) : session;
    },
    'media.restore': async ({ key }) => {
      const session = current.session();
      return session.ok ? changed(await session.value.mediaLibrary.restore(key)) : session;
    },
    'media.edit': async ({ path, turn, crop, focus }) => {
      const session = current.session();
      if (!session.ok) return session;
      const [left, top, width, height] = crop ?? [0, 0, 1, 1];
      const edit = {
        ...(turn === undefined ? {} : { turn }),
        ...(crop === undefined ? {} : { crop: { left, top, width, height } }),
        ...(focus === undefined ? {} : { focus: { x: focus[0], y: focus[1] } }),
      };
      return changed(await session.value.mediaLibrary.edit(path, edit));
    },
    'media.relink': async ({ from, to }) => {
      const session = current.session();
      return session.ok ? changed(await session.value.mediaLibrary.relink(from, to)) : session;
    },
  };
}
