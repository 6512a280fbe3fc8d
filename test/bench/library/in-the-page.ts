import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { printedAddress } from '../../support/printed-address.ts';
import { sought } from './searches.ts';

/** From a key in the search field to what it brings, in milliseconds, one a key. */
export interface SearchInThePage {
  /** The list of titles, tags and excerpts is painted. */
  readonly list: readonly number[];
  /** What was found in the texts is painted. */
  readonly texts: readonly number[];
}

/** Types searches letter by letter in the page of the running program, in real Chromium, on a blog whose index is made. */
export async function searchInThePage(folder: string, dataFolder: string): Promise<SearchInThePage> {
  const host = spawn(process.execPath, [
    path.resolve('out/cli.mjs'),
    'serve',
    folder,
    '--no-open',
    '--data',
    dataFolder,
  ]);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
    await page.goto(await printedAddress(host));
    await page.locator('.post-row').first().waitFor({ timeout: 60_000 });
    await page.evaluate(watchSearch);
    await page.getByRole('searchbox', { name: 'Search posts' }).focus();
    for (const words of ['letter', 'blue train']) await typeSearch(page, words);
    await page.evaluate(() => window.searchBench.take());
    for (const words of sought) await typeSearch(page, words);
    return await page.evaluate(() => window.searchBench.take());
  } finally {
    await browser.close();
    const ended = once(host, 'exit');
    host.kill();
    await ended;
  }
}

async function typeSearch(page: Page, words: string): Promise<void> {
  for (const letter of words) {
    const count = await page.evaluate(() => window.searchBench.count());
    await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    await page.waitForFunction((known) => window.searchBench.count() > known, count, {
      polling: 'raf',
      timeout: 60_000,
    });
  }
  await page.keyboard.press('Escape');
}

declare global {
  interface Window {
    searchBench: { count(): number; take(): SearchInThePage };
  }
}

/** Runs in the page: times each key to the first frame painted with its list, and with its texts. */
function watchSearch(): void {
  let times = { list: [] as number[], texts: [] as number[] };
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  const whenPainted = (work: () => void) => {
    waiting.push(work);
    port2.postMessage(undefined);
  };
  document.addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      if (key.length > 1) return;
      const look = () => {
        const isBusy = document.querySelector('.list-pane [aria-busy="true"]') !== null;
        whenPainted(() => {
          const spent = performance.now() - timeStamp;
          if (times.list.length === times.texts.length) times.list.push(spent);
          if (!isBusy) times.texts.push(spent);
        });
        if (isBusy) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    { capture: true },
  );
  window.searchBench = {
    count: () => times.texts.length,
    take: () => {
      const taken = times;
      times = { list: [], texts: [] };
      return taken;
    },
  };
}
