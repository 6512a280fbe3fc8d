import { mkdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FetchProblem } from '../../../common/import-report.ts';
import { inside } from '../../node/inside.ts';
import { type Network, publicNetwork } from './ask.ts';
import { download } from './download.ts';
import type { FetchMedia, WantedFile } from './fetch-media.ts';

/** Files asked for at once. An old blog is often a small machine. */
const atOnce = 3;
/** Tries of one address when what is wrong may pass by itself. */
const maxTries = 4;
const longestWaitMs = 60_000;
/** Files of one host that did not come in a row because it does not answer; then its others are not asked for. */
const maxSilent = 3;
/** Quiet between two requests of one line. */
const politePauseMs = 150;

/** Fetches from the public internet, a few files at a time, with pauses. `network` is for tests. */
export function createFetchMedia(network: Network = publicNetwork): FetchMedia {
  return async (wanted, folder, { onProgress, isStopped }) => {
    await mkdir(folder, { recursive: true });
    const root = await realpath(folder);
    const problems = new Map<string, FetchProblem>();
    const waiting = [...wanted].reverse();
    const silent = new Map<string, number>();
    let fetched = 0;
    let done = 0;
    const line = async () => {
      for (let file = waiting.pop(); file !== undefined && !isStopped(); file = waiting.pop()) {
        const host = hostOf(file);
        const isSilent = (silent.get(host) ?? 0) >= maxSilent;
        const problem = isSilent ? 'unreachable' : await fetchOne(file, root, network);
        silent.set(host, problem === 'unreachable' ? (silent.get(host) ?? 0) + 1 : 0);
        if (problem === undefined) fetched += 1;
        else problems.set(file.path, problem);
        done += 1;
        onProgress(done, wanted.length);
        if (!isSilent) await network.waitMs(politePauseMs);
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, wanted.length) }, line));
    return { fetched, problems };
  };
}

function hostOf({ candidates }: WantedFile): string {
  const url = candidates[0]?.url ?? '';
  return URL.canParse(url) ? new URL(url).host : '';
}

async function fetchOne({ candidates }: WantedFile, root: string, network: Network): Promise<FetchProblem | undefined> {
  let worst: FetchProblem = 'not-found';
  for (const { url, path: name } of candidates) {
    const place = await inside(root, name);
    if (!place.ok) return 'refused';
    if (await isThere(place.value)) return undefined;
    await mkdir(path.dirname(place.value), { recursive: true });
    const problem = await tried(url, place.value, network);
    if (problem === undefined) return undefined;
    // What is forbidden or out of reach at one name is so at the next; only what is missing or wrong is looked for elsewhere.
    if (problem === 'refused' || problem === 'unreachable') return problem;
    if (problem !== 'not-found') worst = problem;
  }
  return worst;
}

async function tried(url: string, place: string, network: Network): Promise<FetchProblem | undefined> {
  for (let attempt = 1; attempt <= maxTries; attempt += 1) {
    const problem = await download(url, place, network);
    if (problem === undefined || typeof problem === 'string') return problem;
    if (attempt < maxTries) await network.waitMs(Math.min(problem.waitMs ?? 500 * 2 ** attempt, longestWaitMs));
  }
  return 'unreachable';
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    (facts) => facts.isFile(),
    () => false,
  );
}
