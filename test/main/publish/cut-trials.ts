import type { TargetSettings } from '../../../common/site-settings.ts';
import type { SecretReader } from '../../../main/publish/open-target.ts';
import type { CuttingProxy } from '../../servers/cutting-proxy.ts';
import { type Desk, openDesk, type SiteFiles } from './open-desk.ts';
import { brokenParts, goneBefore, rollingSite } from './rolling-site.ts';

/** A place behind a line that can be cut. */
export interface CuttablePlace {
  readonly settings: TargetSettings;
  readonly secret: string | undefined;
  readonly proxy: CuttingProxy;
  /** The site's files as they lie on the server, past the line. */
  read(): Promise<SiteFiles>;
}

/** What cut publishes left behind. */
export interface CutCount {
  readonly trials: number;
  /** Publishes that the cut really stopped. */
  readonly stopped: number;
  /** Sites on which a reader could meet something broken right after the cut. */
  readonly broken: readonly string[];
  /** Publishes that were called done although the site was not the build. */
  readonly falseDone: number;
  /** Sites that were not exactly the build after the next publish. */
  readonly notFinished: readonly string[];
}

/** Brings a build to a place; true when it says that it is there. */
export type Publish = (desk: Desk, number: number) => Promise<boolean>;

/** As the program does. */
export const honestPublish: Publish = async (desk, number) => {
  const sent = await desk.publish(rollingSite(number), { removedPosts: goneBefore(number) });
  return sent.ok;
};

/**
 * Publishes version after version and cuts the line each time at another place: in turn after a random number of bytes and
 * after a whole piece. Looks at the site as a reader would, mends the line, publishes again and compares.
 */
export async function cutPublishes(
  place: CuttablePlace,
  trials: number,
  publish: Publish = honestPublish,
): Promise<CutCount> {
  const secrets: SecretReader['read'] = async () => place.secret;
  // One try a publish: each cut is a trial of its own.
  const desk = await openDesk([place.settings], () => place.secret, {
    secrets: { read: secrets },
    wait: () => Promise.reject(new Error('one try only')),
  });
  const count = { trials: 0, stopped: 0, broken: [] as string[], falseDone: 0, notFinished: [] as string[] };
  await honestPublish(desk, 0);
  place.proxy.mend();
  await publish(desk, 1);
  const whole = place.proxy.passed();
  for (let trial = 0; trial < trials; trial += 1) {
    const number = trial + 2;
    const [before, after] = [rollingSite(number - 1), rollingSite(number)];
    place.proxy.mend();
    place.proxy.cutAfter(
      trial % 2 === 0
        ? { bytes: 1 + Math.floor(Math.random() * whole.bytes) }
        : { pieces: 1 + Math.floor(Math.random() * whole.pieces) },
    );
    const isDone = await publish(desk, number);
    const left = await place.read();
    count.trials += 1;
    count.stopped += isDone ? 0 : 1;
    const parts = brokenParts(left, [before, after]);
    if (parts.length > 0) count.broken.push(`${trial}: ${parts.join('; ')}`);
    if (isDone && !isSame(left, after)) count.falseDone += 1;
    place.proxy.mend();
    const isFinished = await honestPublish(desk, number);
    const finished = await place.read();
    if (!isFinished || !isSame(finished, after)) count.notFinished.push(`${trial}: ${difference(finished, after)}`);
  }
  return count;
}

function isSame(one: SiteFiles, other: SiteFiles): boolean {
  return difference(one, other) === '';
}

function difference(one: SiteFiles, other: SiteFiles): string {
  const paths = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...paths].filter((path) => one[path] !== other[path]).join(', ');
}
