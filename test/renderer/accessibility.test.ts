import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { type PageUnderTest, startPage } from './support/page-under-test.ts';

let under: PageUnderTest;
beforeAll(async () => {
  under = await startPage();
}, 120_000);
afterAll(() => under.close());

/** Nothing of one screen is kept for the next: runs before the page does. */
const forgetAll = () => {
  if (window === top) sessionStorage.clear();
};

const openTrain = async (page: Page) => {
  await page.getByRole('list', { name: 'Posts' }).getByText('On the train home').click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Post text' }).textContent()).toContain('platform nine');
};

async function writeAtEnd(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Post text' }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
}

const screens: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'the writing desk': openTrain,
  'post settings': async (page) => {
    await openTrain(page);
    await page.getByRole('button', { name: 'Post settings' }).click();
    await page.getByText('More', { exact: true }).click();
  },
  'a search result': async (page) => {
    await openTrain(page);
    await page.getByRole('combobox', { name: 'What the preview shows' }).selectOption('search');
    await page.locator('.search-result').waitFor();
  },
  'a social card': async (page) => {
    await openTrain(page);
    await page.getByRole('combobox', { name: 'What the preview shows' }).selectOption('card');
    await page.locator('.social-card').waitFor();
  },
  'a preview as printed, below the text': async (page) => {
    await openTrain(page);
    await page.getByRole('combobox', { name: 'What the preview shows' }).selectOption('print');
    await page.getByRole('button', { name: 'Below the text' }).click();
  },
  'the preview alone': async (page) => {
    await openTrain(page);
    await page.keyboard.press('Control+Shift+p');
    await page.getByRole('main', { name: 'Preview' }).waitFor();
  },
  'the text alone': async (page) => {
    await openTrain(page);
    await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'view.editorAlone' }));
    await page.locator('.list-pane').waitFor({ state: 'detached' });
  },
  'words that were found': async (page) => {
    await openTrain(page);
    await page.getByRole('textbox', { name: 'Post text' }).click();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('platform');
    await page.locator('.cm-searchMatch').first().waitFor();
  },
  'two tabs, a word goal and the question for it': async (page) => {
    await openTrain(page);
    await page
      .getByRole('list', { name: 'Posts' })
      .getByText('Fog signals')
      .click({ modifiers: ['Control'] });
    await page.getByRole('navigation', { name: 'Open posts' }).waitFor();
    await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'post.goal' }));
    await page.getByRole('textbox', { name: 'Words this post is to have' }).fill('500');
    await page.keyboard.press('Enter');
    await page.getByText('of 500 words').waitFor();
    await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'post.goal' }));
  },
  'the palette': async (page) => {
    await openTrain(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('he');
  },
  preferences: async (page) => {
    await page.keyboard.press('Control+,');
    await page.getByRole('dialog', { name: 'Preferences' }).waitFor();
  },
  'the shortcuts': async (page) => {
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  },
  'the blog menu': async (page) => page.getByRole('button', { name: 'Letters from the harbour' }).click(),
  'blog settings': async (page) => {
    await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'site.settings' }));
    await page.getByRole('combobox', { name: 'Theme' }).waitFor();
  },
  'suggestions, more than are shown at a time': async (page) => {
    await openTrain(page);
    await writeAtEnd(page, '\n\n[[');
    await page.locator('.cm-tooltip-autocomplete').waitFor();
    await page.locator('.cm-completionListIncompleteBottom').waitFor();
  },
  'what was found, and its list': async (page) => {
    await openTrain(page);
    await writeAtEnd(page, '\n\nThe the [a](#gone) ![](/media/gone.jpg)');
    await page.locator('.cm-lintRange').first().waitFor();
    await page.keyboard.press('F7');
    await page.locator('.findings-panel').waitFor();
  },
  'a sentence about what was found': async (page) => {
    await openTrain(page);
    await writeAtEnd(page, '\n\nThe the end.');
    await page.locator('.cm-lintRange').hover();
    await page.locator('.cm-tooltip-lint').waitFor();
  },
  'the outline': async (page) => {
    await openTrain(page);
    await page.keyboard.press('Control+Shift+o');
    await page.getByRole('region', { name: 'Outline' }).getByText('What was said').waitFor();
  },
  'focus mode': async (page) => {
    await openTrain(page);
    await page.getByRole('textbox', { name: 'Post text' }).click();
    await page.keyboard.press('F8');
  },
  'the page as a reader of feeds has it, in dark': async (page) => {
    await openTrain(page);
    await page.getByRole('combobox', { name: 'What the preview shows' }).selectOption('feed');
    await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'preview.dark' }));
  },
  'the differences before a publish': async (page) => {
    await openTrain(page);
    await page.keyboard.press('Control+Alt+Enter');
    await page.locator('.differences .cm-content').waitFor();
  },
  'earlier versions of a post': async (page) => {
    await openTrain(page);
    await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'post.versions' }));
    await page.getByRole('dialog', { name: 'Earlier versions' }).waitFor();
  },
  'the question before a post is deleted': async (page) => {
    await openTrain(page);
    await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'post.trash' }));
    await page.getByRole('dialog').waitFor();
  },
  'find and replace': async (page) => {
    await openTrain(page);
    await page.keyboard.press('Control+f');
  },
  'a finished publish': async (page) => {
    await openTrain(page);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('link', { name: 'Open the post' }).waitFor();
  },
  'what will be sent': async (page) => {
    await page.getByRole('button', { name: 'What will be sent' }).click();
    await page.getByText('4 files, 48 kB').waitFor();
  },
  'the filter of the list': async (page) => {
    await openTrain(page);
    await page.getByRole('button', { name: 'Filter and order' }).click();
    await page.getByRole('combobox', { name: 'Year' }).selectOption('2025');
  },
  'a change of many posts': async (page) => {
    await openTrain(page);
    await page.keyboard.press('Control+Shift+h');
    const find = page.getByRole('textbox', { name: 'Find' });
    await find.fill('ties');
    await find.press('Enter');
    await page.getByRole('button', { name: 'Change 1 post' }).waitFor();
  },
  'a tag with a new name': async (page) => {
    await openTrain(page);
    await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'posts.terms' }));
    await page.getByRole('combobox', { name: 'New name' }).fill('sea');
  },
  'two texts of one post': async (page) => {
    await openTrain(page);
    await page.evaluate(() => {
      const id = 'posts/on-the-train.md';
      const saveState = { kind: 'failed', failure: { kind: 'changed-outside', id } } as const;
      window.fakeHost.emit('drafts.saveStateChanged', { id, sequence: 1, saveState });
    });
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText('One place is still open.').waitFor();
  },
  'a failed save': async (page) => {
    await openTrain(page);
    await page.evaluate(() =>
      window.fakeHost.refuse('drafts.edit', { kind: 'write-failed', file: 'a.md', code: 'EIO' } as never),
    );
    await page.getByRole('textbox', { name: 'Post text' }).click();
    await page.keyboard.type('x');
    await page.getByRole('alert').waitFor();
  },
};

for (const appearance of ['light', 'dark'] as const) {
  describe(`in ${appearance} appearance axe finds nothing`, () => {
    let page: Page;
    beforeAll(async () => {
      ({ page } = await under.open({ preferences: { appearance } }, { reducedMotion: 'reduce' }));
      await page.addInitScript(forgetAll);
    });
    afterAll(() => page.context().close());
    for (const [name, reach] of Object.entries(screens)) {
      it(`on ${name}`, async () => {
        await page.reload();
        // Keys do nothing before the page is there.
        await page.getByRole('list', { name: 'Posts' }).waitFor();
        await reach(page);
        expect(await axeViolations(page)).toEqual([]);
      });
    }
    it('on the three doors and the form behind the first', async () => {
      await page.reload();
      await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'site.close' }));
      const door = page.getByRole('button', { name: 'Start a new blog' });
      await door.waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await door.click();
      expect(await axeViolations(page)).toEqual([]);
    });
  });
}

describe.each([900, 600])('in a window %i pixels wide axe finds nothing', (width) => {
  const narrow = [
    ...['the writing desk', 'the preview alone', 'the text alone', 'words that were found', 'post settings'],
    ...['what was found, and its list', 'suggestions, more than are shown at a time', 'the outline', 'the palette'],
  ];
  let page: Page;
  beforeAll(async () => {
    ({ page } = await under.open({}, { reducedMotion: 'reduce', viewport: { width, height: 700 } }));
    await page.addInitScript(forgetAll);
  });
  afterAll(() => page.context().close());
  it('on the list of posts', async () => expect(await axeViolations(page)).toEqual([]));
  it.each(narrow)('on %s', async (name) => {
    await page.reload();
    await screens[name]?.(page);
    expect(await axeViolations(page)).toEqual([]);
  });
});

it('finds what is wrong when something is: the check itself works', async () => {
  const { page } = await under.open();
  await page.evaluate(() => document.querySelector('.new-post')?.removeAttribute('aria-label'));
  await page.evaluate(() => document.querySelector('.new-post')?.removeAttribute('title'));
  expect(await axeViolations(page)).toContainEqual(expect.stringContaining('button-name'));
  await page.context().close();
});
