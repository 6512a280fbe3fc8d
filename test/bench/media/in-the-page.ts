import { spawn } from 'node:child_process';
import { cp, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { printedAddress } from '../../support/printed-address.ts';

/** What an author waits for, in milliseconds. */
export interface InThePage {
  /** From the drop to the link in the text. */
  readonly link: readonly number[];
  /** From the drop to the whole file on the disk. */
  readonly safe: readonly number[];
  /** From the drop to the decoded picture in the preview. */
  readonly shown: readonly number[];
  /** Key press to the next painted frame, while nothing else happens and while forty photographs come in. */
  readonly alone: readonly number[];
  readonly busy: readonly number[];
  /** From the drop of forty to the last link, and to the last file on the disk. */
  readonly fortyLinkMs: number;
  readonly fortyMs: number;
}

const keysAlone = 100;

/** Drops photographs on the text of a running program and types meanwhile, in real Chromium. */
export async function inThePage(root: string, photos: readonly Buffer[]): Promise<InThePage> {
  const blog = path.join(root, 'page-blog');
  await cp('sample', blog, { recursive: true });
  const host = spawn(
    process.execPath,
    ['out/cli.mjs', 'serve', blog, '--no-open', '--data', path.join(root, 'page-data')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
    await page.goto(await printedAddress(host));
    await page.getByRole('list', { name: 'Posts' }).getByText('A room with a tide gauge').first().click();
    await page.getByRole('textbox', { name: 'Post text' }).click();
    await page.locator('iframe').first().waitFor();
    await page.evaluate(prepare);
    await page.keyboard.press('Control+Home');
    // What the program does after its start is not to be measured.
    await page.waitForTimeout(5_000);
    await type(page, () => keysAlone);
    const alone = await page.evaluate(() => window.mediaBench.takeTimes());
    await page.keyboard.press('Control+End');
    const link: number[] = [];
    const safe: number[] = [];
    const shown: number[] = [];
    for (const photo of photos) {
      await give(page, [photo]);
      const one = await page.evaluate(() => window.mediaBench.dropOne());
      link.push(one.link);
      safe.push(one.safe);
      shown.push(one.shown);
      // What is made when the author rests is not to be measured with the next one.
      await page.waitForTimeout(6_000);
    }
    await page.keyboard.press('Control+Home');
    await page.evaluate(() => window.mediaBench.takeTimes());
    await give(page, photos.slice(0, 1));
    const before = await countPhotos(blog);
    await page.evaluate(() => window.mediaBench.dropForty());
    await page.keyboard.press('Control+Home');
    await type(page, async () => {
      const areSafe = (await countPhotos(blog)) === before + 40;
      return page.evaluate((safe) => window.mediaBench.keysWanted(safe), areSafe);
    });
    const busy = await page.evaluate(() => window.mediaBench.takeTimes());
    return { link, safe, shown, alone, busy, ...(await page.evaluate(() => window.mediaBench.forty())) };
  } finally {
    await browser.close();
    host.kill('SIGKILL');
  }
}

/** Photographs in their place: they get it once they are durable. */
async function countPhotos(blog: string): Promise<number> {
  const files = await readdir(path.join(blog, 'media'), { recursive: true });
  return files.filter((file) => /photo-\d+\.jpg$/.test(file)).length;
}

/** Types as many keys as are wanted, which may grow meanwhile. */
async function type(page: Page, wanted: () => number | Promise<number>): Promise<void> {
  for (let key = 0; key < (await wanted()); key += 1) {
    await page.keyboard.press(key % 6 === 5 ? 'Space' : (['a', 'e', 't', 'n', 'r'][key % 5] ?? 'a'));
    await page.waitForTimeout(25);
  }
}

async function give(page: Page, photos: readonly Buffer[]): Promise<void> {
  for (const photo of photos) {
    await page.evaluate((base64) => window.mediaBench.keep(base64), photo.toString('base64'));
  }
}

declare global {
  interface Window {
    mediaBench: {
      keep(base64: string): void;
      dropOne(): Promise<{ readonly link: number; readonly safe: number; readonly shown: number }>;
      dropForty(): void;
      keysWanted(areSafe: boolean): number;
      forty(): { readonly fortyLinkMs: number; readonly fortyMs: number };
      takeTimes(): readonly number[];
    };
  }
}

/** Runs in the page: drops, watches the text and the preview, and times keys. */
function prepare(): void {
  let bytes = new Uint8Array();
  let times: number[] = [];
  let number = 0;
  let fortyLinkMs = 0;
  let fortyFromMs = 0;
  let fortyMs = 0;
  let keys = 0;
  const text = () => document.querySelector('.cm-content');
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const drop = (count: number) => {
    const data = new DataTransfer();
    for (let at = 0; at < count; at += 1) {
      number += 1;
      data.items.add(new File([bytes, new Uint8Array([number])], `photo-${number}.jpg`, { type: 'image/jpeg' }));
    }
    const box = text()?.getBoundingClientRect();
    const place = { clientX: (box?.left ?? 0) + 20, clientY: (box?.bottom ?? 0) - 10 };
    const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true, ...place });
    text()?.dispatchEvent(event);
    return performance.now();
  };
  /** A link keeps its mark until its file is safe. */
  const isMarked = () => document.querySelector('.media-coming') !== null;
  const isShown = (picture: HTMLImageElement | undefined) =>
    picture?.complete === true && picture.getAttribute('src') !== '' && picture.naturalWidth > 0;
  const pictures = () => [
    ...(document.querySelector('iframe')?.contentDocument?.querySelectorAll<HTMLImageElement>('.prose img') ?? []),
  ];
  document.addEventListener(
    'keydown',
    () => {
      const pressedMs = performance.now();
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => times.push(performance.now() - pressedMs);
        channel.port2.postMessage(undefined);
      });
    },
    true,
  );
  window.mediaBench = {
    keep(base64) {
      bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    },
    async dropOne() {
      const before = pictures().length;
      const from = drop(1);
      while (!isMarked()) await frame();
      const link = performance.now() - from;
      const seen = async () => {
        while (!isShown(pictures()[before])) await frame();
        return performance.now() - from;
      };
      const kept = async () => {
        while (isMarked()) await frame();
        return performance.now() - from;
      };
      const [shown, safe] = await Promise.all([seen(), kept()]);
      return { link, safe, shown };
    },
    dropForty() {
      const before = pictures().length;
      fortyFromMs = drop(40);
      const look = () => {
        const nowMs = performance.now() - fortyFromMs;
        if (fortyLinkMs === 0 && pictures().length === before + 40) fortyLinkMs = nowMs;
        if (fortyLinkMs === 0) setTimeout(look, 50);
      };
      look();
    },
    keysWanted(areSafe) {
      keys += 1;
      if (areSafe) fortyMs = performance.now() - fortyFromMs;
      return areSafe ? 0 : keys + 1;
    },
    forty: () => ({ fortyLinkMs, fortyMs }),
    takeTimes() {
      const taken = times;
      times = [];
      return taken;
    },
  };
}
