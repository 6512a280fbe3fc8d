import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { cutPublishes } from './cut-trials.ts';
import { cuttablePlaces } from './cuttable-places.ts';
import { buildKillChild, killPublishes } from './kill-trials.ts';
import { naivePublish } from './naive-publish.ts';

/** The full counts are in `test/faults/publish.test.ts`; this is the share that every run has time for. */
const trials = 4;

test.each(Object.entries(cuttablePlaces))(
  'a publish over %s that is cut anywhere leaves a whole site',
  async (_, open) => {
    const count = await cutPublishes(await open(), trials);
    expect(count).toMatchObject({ trials, broken: [], falseDone: 0, notFinished: [] });
  },
  240_000,
);

test.each(['chosen', 'embedded'] as const)(
  'a publish to the %s folder that is killed anywhere leaves a whole site',
  async (target) => {
    const child = await buildKillChild(await temporaryFolder());
    expect(await killPublishes(child, target, trials)).toMatchObject({
      trials,
      broken: [],
      falseDone: 0,
      notFinished: [],
    });
  },
  240_000,
);

test('the control: files straight to their places, what goes away first, breaks the site', async () => {
  const place = await cuttablePlaces.SFTP?.();
  if (place === undefined) throw new Error('no place');
  const count = await cutPublishes(place, trials, naivePublish(place));
  expect(count.broken.length).toBeGreaterThan(0);
}, 240_000);
