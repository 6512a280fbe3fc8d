import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { type BenchTable, median, percentile } from '../support/bench-table.ts';
import { launchChromium } from '../support/chromium.ts';
import { printedAddress } from '../support/printed-address.ts';
import { benchPosts, writePosts } from './site/make-blog.ts';

const posts = 10_000;
const longWords = 100_000;
const keys = 200;

/** The whole program, as an author has it: opening a very long post, and typing in it while a large site is built. */
export async function run(): Promise<BenchTable> {
  const root = await mkdtemp(path.join(tmpdir(), 'offprint-bench-'));
  const folder = path.join(root, 'blog');
  await writeBlog(folder);
  const commandLine = path.resolve('out/cli.mjs');
  const host = spawn(process.execPath, [commandLine, 'serve', folder, '--no-open', '--data', path.join(root, 'data')]);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(await printedAddress(host));
    await page.getByRole('list', { name: 'Posts' }).getByText('The long one').first().waitFor({ timeout: 60_000 });
    // The first time the index of all texts is being made as well, and nothing is compiled yet.
    for (const title of ['The short one', 'The long one']) await openPost(page, title);
    const short = await openPost(page, 'The short one');
    const long = await openPost(page, 'The long one');
    const heapMb = await page.evaluate(() => {
      const memory = Reflect.get(performance, 'memory') as { usedJSHeapSize: number } | undefined;
      return (memory?.usedJSHeapSize ?? 0) / 1e6;
    });
    await page.getByRole('textbox', { name: 'Post text' }).click();
    await measurePaints(page);
    const idle = await typeKeys(page, () => Promise.resolve(true));
    await page.keyboard.press('Control+Shift+Enter');
    const isBuilding = () => page.getByRole('link', { name: 'Open the post' }).isHidden();
    const building = await typeKeys(page, isBuilding);
    const wasBuilding = await isBuilding();
    const rss = Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${host.pid}/status`, 'utf8'))?.[1] ?? 0) / 1_000;
    return table({ short, long, heapMb, idle, building, wasBuilding, rss });
  } finally {
    await browser.close();
    host.kill();
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Figures {
  readonly short: Opening;
  readonly long: Opening;
  readonly heapMb: number;
  readonly idle: readonly number[];
  readonly building: readonly number[];
  readonly wasBuilding: boolean;
  readonly rss: number;
}

/** From the click, in milliseconds. */
interface Opening {
  readonly textMs: number;
  readonly previewMs: number;
}

function table({ short, long, heapMb, idle, building, wasBuilding, rss }: Figures): BenchTable {
  const shown = (times: readonly number[]) => [50, 95, 100].map((p) => percentile(times, p).toFixed(1)).join(' / ');
  const ratio = (p: number) => (percentile(building, p) / percentile(idle, p)).toFixed(2);
  return {
    title: 'Writing in the whole program',
    method: `Milliseconds, in real Chromium with the loopback host on a blog of ${posts.toLocaleString('en')} posts and one post of ${longWords.toLocaleString('en')} words. Paint: key press to the next painted frame, p50 / p95 / max of ${keys} keys in the long post, list, preview, checks and journal included. While building: the same while the whole site is built for the first time and published to a folder, on the same two cores.`,
    columns: ['what', 'figure'],
    rows: [
      ['open a post of 300 words: text, preview', `${short.textMs.toFixed(0)} ms, ${short.previewMs.toFixed(0)} ms`],
      [
        `open the post of ${longWords.toLocaleString('en')} words: text, preview`,
        `${long.textMs.toFixed(0)} ms, ${long.previewMs.toFixed(0)} ms`,
      ],
      ['heap of the page with the long post open', `${heapMb.toFixed(0)} MB`],
      ['paint, nothing else to do', shown(idle)],
      [`paint while the site is built (${building.length} keys)`, shown(building)],
      ['memory of the host process while it builds', `${rss.toFixed(0)} MB`],
    ],
    notes: [
      `Typing while the site is built: ${ratio(50)} times (p95 ${ratio(95)}) the same typing with nothing else to do.${wasBuilding ? '' : ' The build ended before the last key.'}`,
      'Goals: a key is painted within a frame of the editor alone; a post is shown within half a second of the click.',
      `The median key is painted after ${median(idle).toFixed(0)} ms; one frame at 60 Hz is 16.7 ms.`,
    ],
  };
}

/** From the click on a post in the list to its text in the editor, and to its page in the preview. */
async function openPost(page: Page, title: string): Promise<Opening> {
  const started = performance.now();
  await page.getByRole('list', { name: 'Posts' }).getByText(title).first().click();
  await page.waitForFunction(
    (wanted) => document.querySelector<HTMLTextAreaElement>('.title-field')?.value === wanted,
    title,
    { polling: 'raf', timeout: 60_000 },
  );
  const textMs = performance.now() - started;
  await page.waitForFunction(
    (wanted) => {
      const field = document.querySelector<HTMLTextAreaElement>('.title-field');
      const frame = document.querySelector('iframe');
      const heading = frame?.contentDocument?.querySelector('h1')?.textContent ?? '';
      return field?.value === wanted && heading.includes(wanted) && frame?.dataset.shown === 'true';
    },
    title,
    { polling: 'raf', timeout: 60_000 },
  );
  return { textMs, previewMs: performance.now() - started };
}

async function measurePaints(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.assign(window, { paints: [] });
    const { port1, port2 } = new MessageChannel();
    const waiting: (() => void)[] = [];
    port1.onmessage = () => waiting.shift()?.();
    addEventListener(
      'keydown',
      (event) => {
        requestAnimationFrame(() => {
          waiting.push(() => (Reflect.get(window, 'paints') as number[]).push(performance.now() - event.timeStamp));
          port2.postMessage(undefined);
        });
      },
      { capture: true },
    );
  });
}

/** Types until there are enough keys, or `goesOn` says that what was to be measured beside is over. */
async function typeKeys(page: Page, goesOn: () => Promise<boolean>): Promise<readonly number[]> {
  await page.evaluate(() => Object.assign(window, { paints: [] }));
  for (let key = 0; key < keys; key += 1) {
    if (key % 20 === 19 && !(await goesOn())) break;
    await page.keyboard.press(key % 6 === 5 ? 'Space' : (['a', 'e', 't', 'n', 'r'][key % 5] ?? 'a'));
    await page.waitForFunction((count) => (Reflect.get(window, 'paints') as number[]).length > count, key, {
      polling: 'raf',
      timeout: 60_000,
    });
  }
  return page.evaluate(() => Reflect.get(window, 'paints') as number[]);
}

async function writeBlog(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'offprint.yml'), 'title: Large\nurl: https://large.example/\n');
  const list = benchPosts(posts);
  await writePosts(path.join(folder, 'posts'), list);
  const body = list.map(({ source }) => source.replace(/^---\n[\s\S]*?\n---\n/, '')).join('\n\n');
  const long = body.split(/(?<=\n\n)/);
  const taken: string[] = [];
  for (let count = 0, at = 0; count < longWords && at < long.length; at += 1) {
    taken.push(long[at] ?? '');
    count += (long[at] ?? '').split(/\s+/).length;
  }
  const header = (title: string) => `---\ntitle: ${title}\ndate: 2026-06-01\n---\n`;
  await writeFile(path.join(folder, 'posts/long.md'), header('The long one') + taken.join(''));
  await writeFile(path.join(folder, 'posts/short.md'), header('The short one') + taken.slice(0, 6).join(''));
}
