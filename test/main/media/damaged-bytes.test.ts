import { expect, test } from 'vitest';
import { cleanDamaged, smallOriginals } from './damage.ts';

test('damaged bytes are cleaned or refused, never a crash and never much larger', async () => {
  const { tried, refused, grown } = await cleanDamaged(await smallOriginals(), 500, 7);
  expect(tried).toBe(3_500);
  expect(grown).toBe(0);
  expect(refused, 'the control: damage is found').toBeGreaterThan(500);
});
