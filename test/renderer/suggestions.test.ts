import { expect, it } from 'vitest';
import { partAt } from '../../renderer/components/suggested-field.tsx';
import { matchingTerms } from '../../renderer/editor/tag-completion.ts';
import { pageForTests } from './support/page-under-test.ts';

const under = pageForTests();

it('finds the part of a field that is being typed', () => {
  expect(partAt('one, tw, three', 7, ',')).toEqual({ from: 5, to: 7, typed: 'tw' });
  expect(partAt('Travel\nNor', 10, '\n')).toEqual({ from: 7, to: 10, typed: 'Nor' });
  expect(partAt('Ada', 2, undefined)).toEqual({ from: 0, to: 3, typed: 'Ad' });
  expect(matchingTerms(['night train', 'trains', 'tram'], 'tr')).toEqual(['trains', 'tram', 'night train']);
});

it('completes tags in the settings and in the text from those the blog has, by keyboard', async () => {
  const { page, problems } = await under.open();
  await page.getByRole('list', { name: 'Posts' }).getByText('On the train home').click();
  const text = page.getByRole('textbox', { name: 'Post text' });
  await expect.poll(() => text.textContent()).toContain('platform nine');
  const tags = () => page.evaluate(() => window.fakeHost.matterOf('posts/on-the-train.md')?.tags);
  const all = await page.evaluate(() =>
    ['posts/fog-signals.md', 'posts/mending-nets.md'].flatMap((id) => window.fakeHost.matterOf(id)?.tags ?? []),
  );
  const [known = ''] = all;
  expect(known.length).toBeGreaterThan(2);

  await page.keyboard.press('Control+Shift+d');
  const field = page.getByRole('textbox', { name: 'Tags' });
  await field.fill('');
  await field.pressSequentially(`new one, ${known.slice(0, 2)}`);
  await page.locator('.suggestions').getByRole('option', { name: known, exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(tags).toEqual(['new one', known]);
  await field.fill('');
  await expect.poll(tags).toEqual([]);
  await page.keyboard.press('Escape');

  await text.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(` #${known.slice(0, 2)}`);
  // By a click: keys count only once the list has stood for a moment, so that no line end is taken for a choice.
  await page.locator('.cm-tooltip-autocomplete').getByText(`#${known}`).first().click();
  await expect.poll(tags).toEqual([known]);
  expect(await page.evaluate(() => window.fakeHost.bodyOf('posts/on-the-train.md'))).not.toContain(
    ` #${known.slice(0, 2)}`,
  );
  await page.getByRole('button', { name: 'Take it off' }).click();
  await expect.poll(tags).toEqual([]);
  expect(problems).toEqual([]);
  await page.context().close();
});
