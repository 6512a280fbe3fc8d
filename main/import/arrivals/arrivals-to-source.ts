import type { ImportSource } from '../import-options.ts';
import type { ArrivalSource } from './arrival.ts';
import { importArrivals } from './import-arrivals.ts';

/** Offers arrivals that were looked through as something that can be brought in. `media` is 0 where it is not known yet. */
export function arrivalsToSource(source: ArrivalSource, media = 0): ImportSource {
  const { arrivals } = source;
  const posts = arrivals.filter(({ kind }) => kind === 'post').length;
  return {
    kind: source.kind,
    source: source.source,
    settings: source.settings,
    posts,
    pages: arrivals.length - posts,
    comments: arrivals.reduce((sum, { comments }) => sum + comments.length, 0),
    media,
    run: (options) => importArrivals(source, options),
  };
}
