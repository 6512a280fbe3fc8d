import { expect, it } from 'vitest';
import { type CutCount, cutPublishes } from '../main/publish/cut-trials.ts';
import { cuttablePlaces } from '../main/publish/cuttable-places.ts';
import { buildKillChild, killPublishes } from '../main/publish/kill-trials.ts';
import { naivePublish } from '../main/publish/naive-publish.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** 1,000 cuts in all as a rule; `OFFPRINT_FAULT_SHARE` between 0 and 1 runs a part of them. */
const share = Number(process.env.OFFPRINT_FAULT_SHARE ?? 1);
const trialsOf: Readonly<Record<string, number>> = { S3: 300, SFTP: 250, 'git over HTTP': 150, 'git over SSH': 100 };
const killsOf = { chosen: 100, embedded: 100 } as const;

it.each(Object.entries(cuttablePlaces))('publishes over %s cut anywhere break nothing', async (name, open) => {
  report(name, await cutPublishes(await open(), Math.ceil((trialsOf[name] ?? 0) * share)));
});

it.each(['chosen', 'embedded'] as const)('publishes to the %s folder killed anywhere break nothing', async (target) => {
  const child = await buildKillChild(await temporaryFolder());
  report(`the ${target} folder, kill -9`, await killPublishes(child, target, Math.ceil(killsOf[target] * share)));
});

it('the control breaks the site', async () => {
  const place = await cuttablePlaces.SFTP?.();
  if (place === undefined) throw new Error('no place');
  const count = await cutPublishes(place, Math.ceil(50 * share), naivePublish(place));
  console.info(`control without order and renames: ${count.trials} cut, ${count.broken.length} broken`);
  expect(count.broken.length).toBeGreaterThan(0);
});

function report(name: string, count: CutCount): void {
  const { trials, stopped, broken, falseDone, notFinished } = count;
  console.info(
    `publishes cut, ${name}: ${trials} trials, ${stopped} stopped, ${broken.length} broken, ${falseDone} falsely done, ${notFinished.length} not finished by the next`,
  );
  expect({ broken, falseDone, notFinished }).toEqual({ broken: [], falseDone: 0, notFinished: [] });
  expect(stopped).toBeGreaterThan(0);
}
