import { keepsAddress, withoutDots } from '../kept-address.ts';
import type { ImportedFiles } from '../write-imported.ts';
import type { Arrival } from './arrival.ts';

/** Where an arrival goes. */
export interface PlannedArrival {
  readonly arrival: Arrival;
  /** Path of its file inside the site folder. */
  readonly file: string;
  /** Set when the site's pattern would give it another address than it had. */
  readonly permalink: string | undefined;
}

/** Gives every arrival a file and settles how it keeps its address. By key. */
export async function planArrivals(
  arrivals: readonly Arrival[],
  files: ImportedFiles,
  site: { readonly permalink: string; readonly timeZone: string },
): Promise<ReadonlyMap<string, PlannedArrival>> {
  const planned = new Map<string, PlannedArrival>();
  for (const arrival of arrivals) {
    const { kind, key, slug, address, date, comments } = arrival;
    const folder = [kind === 'post' ? 'posts' : 'pages', ...arrival.folder.split('/').map(withoutDots)]
      .filter(Boolean)
      .join('/');
    const file = await files.place(key, folder, slug || arrival.title, comments.length > 0);
    const isKept = address === undefined || keepsAddress({ kind, file, slug, date, address }, site);
    planned.set(key, { arrival, file, permalink: isKept ? undefined : address });
  }
  return planned;
}
