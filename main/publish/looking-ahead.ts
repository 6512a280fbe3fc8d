import type { Target } from './target.ts';

/**
 * The same target, which begins to look at once: the way to the host and back then takes no time of its own while the build
 * is kept. The first `look` answers with that, the next ones look anew.
 */
export function lookingAhead(target: Target, signal: AbortSignal | undefined): Target {
  const begun = target.look(signal);
  // Told to whoever asks for it; when nobody does, because keeping the build failed, it is of no interest.
  const ended = begun.then(
    () => undefined,
    () => undefined,
  );
  let first: typeof begun | undefined = begun;
  return {
    ...target,
    look: (again) => {
      const looked = first ?? target.look(again);
      first = undefined;
      return looked;
    },
    close: async () => {
      await ended;
      await target.close();
    },
  };
}
