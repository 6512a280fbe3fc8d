import { expect, it } from 'vitest';
import { pageForTests } from './support/page-under-test.ts';

const under = pageForTests();

it('lets a conference report be written from an empty page, by keyboard alone', async () => {
  const { page, problems } = await under.open();
  const { keyboard } = page;
  const focusedName = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

  await keyboard.press('Control+n');
  await expect.poll(focusedName).toBe('Title');
  await keyboard.type('Three days of edges');
  await keyboard.press('Enter');
  await expect.poll(focusedName).toBe('Post text');

  await keyboard.type('On the train.\n\n');
  await keyboard.press('Control+2');
  await keyboard.type('What was said\n\n');
  await keyboard.press('Control+b');
  await keyboard.type('Ingrid Moe');
  await keyboard.press('Control+b');
  await keyboard.type(' spoke.\n\n- one\ntwo\n');
  await keyboard.press('Tab');
  await keyboard.type('inner\n');
  await keyboard.press('Shift+Tab');
  await keyboard.type('three\n\n');

  await keyboard.press('Control+k');
  await expect.poll(focusedName).toBe('Find a command or a post');
  await keyboard.type('table');
  await keyboard.press('Enter');
  await expect.poll(focusedName).toBe('Post text');
  await keyboard.type('What');
  for (const cell of ['Who', 'Read back', 'Moe']) {
    await keyboard.press('Tab');
    await keyboard.type(cell);
  }
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await keyboard.type('The archive');
  await keyboard.press('Control+Alt+f');
  await keyboard.type('It has a cupboard.');

  await keyboard.press('Control+s');
  await expect.poll(() => page.getByRole('status', { name: 'Save state' }).textContent()).toBe('Saved');
  expect(await page.evaluate(() => window.fakeHost.bodyOf('posts/untitled-10.md'))).toBe(
    [
      'On the train.',
      '',
      '## What was said',
      '',
      '**Ingrid Moe** spoke.',
      '',
      '- one',
      '- two',
      '  - inner',
      '- three',
      '',
      '| What      | Who |',
      '| --------- | --- |',
      '| Read back | Moe |',
      '',
      'The archive[^1]',
      '',
      '[^1]: It has a cupboard.',
    ].join('\n'),
  );

  await keyboard.press('Control+Shift+Enter');
  await page.getByRole('link', { name: 'Open the post' }).waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});
