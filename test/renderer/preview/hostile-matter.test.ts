import { expect, it } from 'vitest';
import { attackFields, unguardedPages } from './hostile-fields.ts';
import { hostilePayloads } from './hostile-payloads.ts';
import { attackWithPages } from './hostile-run.ts';

/** One-line payloads: what can stand in a field of the front matter. `test/faults` takes all of them. */
const payloads = hostilePayloads.filter((payload) => !payload.includes('\n') && payload.includes('<')).slice(0, 12);

it('no field of the front matter, no setting and no file name runs anything in the page around the text, or in a feed', async () => {
  const { shown, result } = await attackFields(payloads);
  expect(shown).toBe(2 * payloads.length);
  expect(result.fired).toEqual([]);
  const control = await attackWithPages(unguardedPages(payloads));
  expect(control.fired.length).toBeGreaterThan(payloads.length / 3);
}, 240_000);
