import { expect, it } from 'vitest';
import { readAnew } from '../../../renderer/stores/read-anew.ts';

it('reads one at a time, and once more for all who wished meanwhile, so that no older answer comes last', async () => {
  const answers: ((value: string) => void)[] = [];
  let shown = '';
  const refresh = readAnew(async () => {
    shown = await new Promise<string>((resolve) => answers.push(resolve));
  });
  const first = refresh();
  const others = [refresh(), refresh()];
  expect(answers).toHaveLength(1);
  answers[0]?.('before the change');
  await new Promise((resolve) => setImmediate(resolve));
  expect(shown).toBe('before the change');
  expect(answers).toHaveLength(2);
  answers[1]?.('after it');
  await Promise.all([first, ...others]);
  expect(shown).toBe('after it');
  const later = refresh();
  expect(answers).toHaveLength(3);
  answers[2]?.('later');
  await later;
  expect(shown).toBe('later');
});
