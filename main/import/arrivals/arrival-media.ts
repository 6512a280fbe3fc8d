import type { FetchProblem, MissingMedia } from '../../../common/import-report.ts';
import { sha256 } from '../../node/hash.ts';
import { embeddedPicture } from '../html/embedded-picture.ts';
import type { ImportOptions } from '../import-options.ts';
import type { Arrival, ArrivalSource, FoundFile } from './arrival.ts';

/** Pictures and files of a source on their way into the site. */
export interface ArrivalMedia {
  /** Takes in what an address in an arrival's text names; answers its path from the top of the site, `/media/2024/05/a.jpg`. */
  takeIn(address: string, from: Arrival, usedBy: string): Promise<string | undefined>;
  isMissing(address: string): boolean;
  missing(): readonly MissingMedia[];
  /** Different files that came over. */
  count(): number;
  note(problems: ReadonlyMap<string, FetchProblem>): void;
}

/** Looks in the source first, then among what was fetched. Each file is taken in once. */
export function arrivalMedia(
  source: ArrivalSource,
  fetched: (address: string) => Promise<FoundFile | undefined>,
  { takeIn, now }: Pick<ImportOptions, 'takeIn' | 'now'>,
): ArrivalMedia {
  const taken = new Map<string, string | undefined>();
  const missing = new Map<string, string[]>();
  const problems = new Map<string, FetchProblem>();
  return {
    takeIn: async (address, from, usedBy) => {
      const found = embedded(address, from, now()) ?? (await source.find(address, from)) ?? (await fetched(address));
      if (found !== undefined && !taken.has(found.key)) {
        taken.set(found.key, await takeIn(found.name, await found.content(), found.dateMs));
      }
      const site = found === undefined ? undefined : taken.get(found.key);
      if (site !== undefined) return `/${site}`;
      if (found !== undefined ? !address.startsWith('data:') : source.isOwnFile(address)) {
        missing.set(address, [...(missing.get(address) ?? []), usedBy]);
      }
      return undefined;
    },
    isMissing: (address) => missing.has(address),
    missing: () =>
      [...missing].map(([url, usedBy]) => {
        const problem = problems.get(url);
        return { url, usedBy: [...new Set(usedBy)], ...(problem === undefined ? {} : { problem }) };
      }),
    count: () => new Set([...taken.values()].filter((site) => site !== undefined)).size,
    note: (found) => {
      for (const [url, problem] of found) problems.set(url, problem);
    },
  };
}

/** A picture that stands in the text itself becomes a file like any other. */
function embedded(address: string, { date = '' }: Arrival, nowMs: number): FoundFile | undefined {
  const picture = embeddedPicture(address);
  if (picture === undefined) return undefined;
  const { name, content } = picture;
  return { key: sha256(content), name, content: async () => content, dateMs: Date.parse(date) || nowMs };
}
