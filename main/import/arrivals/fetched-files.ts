import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FetchProblem } from '../../../common/import-report.ts';
import { addressesIn } from '../../media/markdown-addresses.ts';
import { sha256 } from '../../node/hash.ts';
import type { ImportOptions } from '../import-options.ts';
import type { ArrivalSource, FoundFile } from './arrival.ts';

/** What was fetched from the old blog, now or by an earlier run. */
export interface FetchedFiles {
  readonly find: (address: string) => Promise<FoundFile | undefined>;
  readonly problems: ReadonlyMap<string, FetchProblem>;
  readonly count: number;
}

/** Fetches, where the author allowed it, every picture that lies on the old blog alone; else only looks at what is there. */
export async function createFetched(
  source: ArrivalSource,
  folder: string,
  { fetchMedia, isDryRun, onProgress, isStopped = () => false }: ImportOptions,
): Promise<FetchedFiles> {
  const find = async (address: string): Promise<FoundFile | undefined> => {
    if (!isWebAddress(address)) return undefined;
    const file = path.join(folder, nameFor(address));
    const facts = await stat(file).catch(() => undefined);
    if (facts?.isFile() !== true) return undefined;
    const name = decodeName(new URL(address).pathname.split('/').at(-1) ?? '');
    return { key: file, name: name || 'picture', content: () => readFile(file), dateMs: facts.mtimeMs };
  };
  if (fetchMedia === undefined || isDryRun) return { find, problems: new Map(), count: 0 };
  const wanted = new Set<string>();
  for (const arrival of source.arrivals) {
    const { text } = await arrival.read();
    const addresses = [...addressesIn(text), ...(arrival.cover === undefined ? [] : [arrival.cover.src])];
    for (const address of addresses) {
      const isWanted =
        isWebAddress(address) && source.isOwnFile(address) && (await source.find(address, arrival)) === undefined;
      if (isWanted) wanted.add(address);
    }
  }
  const files = [...wanted].map((url) => ({ path: nameFor(url), candidates: [{ url, path: nameFor(url) }] }));
  const watch = { onProgress: (done: number, total: number) => onProgress?.('fetching', done, total), isStopped };
  const { fetched, problems } = await fetchMedia(files, folder, watch);
  const byUrl = new Map(
    [...wanted].flatMap((url) => {
      const problem = problems.get(nameFor(url));
      return problem === undefined ? [] : [[url, problem] as const];
    }),
  );
  return { find, problems: byUrl, count: fetched };
}

function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

/** Addresses can be longer than names may be, so the file is called by the address's hash. */
function nameFor(address: string): string {
  const extension = /\.[a-z0-9]{2,5}$/i.exec(new URL(address).pathname)?.[0] ?? '';
  return `web/${sha256(address).slice(0, 32)}${extension}`;
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
