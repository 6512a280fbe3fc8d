import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createLoopbackConnection } from '../../renderer/loopback-connection.ts';
import { runOffprint, startServing } from './command-line.ts';

/** What came of the trials. */
export interface PageCrashReport {
  readonly trials: number;
  /** Key strokes that the host had answered before it was killed, over all trials. */
  readonly acknowledged: number;
  /** Trials in which text that was acknowledged, or that was there before, did not come back. */
  readonly lost: readonly { readonly trial: number; readonly acknowledged: string; readonly found: string }[];
}

/** Where and how often. */
export interface PageCrashOptions {
  readonly browser: Browser;
  readonly folder: string;
  readonly trials: number;
  /** Any number; the same one kills after the same numbers of edits. */
  readonly seed: number;
  /** Done to the data folder after each kill; for the control, which must be found out. */
  readonly sabotage?: (dataFolder: string) => Promise<void>;
}

const id = 'posts/first.md';
const keysPerTrial = 120;

/**
 * Types into the real page of the built loopback host, kills the host with SIGKILL after a random number of edits, starts it
 * again and compares: everything it had answered for has to be there, and everything from the trials before.
 */
export async function runPageCrashTrials(options: PageCrashOptions): Promise<PageCrashReport> {
  const { browser, folder, trials, sabotage } = options;
  const dataFolder = `${folder}/data`;
  const place = { dataFolder, workingFolder: folder };
  await runOffprint(['new', 'blog'], place);
  await writeFile(`${folder}/blog/${id}`, '---\ntitle: Quiet harbour\n---\n\nThe first text.\n');
  const random = createRandom(options.seed);
  const lost: PageCrashReport['lost'][number][] = [];
  let acknowledged = 0;
  let before = await bodyAfterStart(folder, dataFolder);
  for (let trial = 0; trial < trials; trial += 1) {
    const typed = wordsOf(trial, random);
    const killAfter = 5 + Math.floor(random() * 40);
    const answered = await typeAndKill(browser, folder, dataFolder, typed, killAfter);
    acknowledged += answered;
    await sabotage?.(dataFolder);
    const after = await bodyAfterStart(folder, dataFolder);
    const kept = after.endsWith(before) ? after.slice(0, after.length - before.length) : undefined;
    if (kept === undefined || kept.length < answered || !typed.startsWith(kept)) {
      lost.push({ trial, acknowledged: typed.slice(0, answered), found: after });
    }
    before = after;
  }
  return { trials, acknowledged, lost };
}

/** The known-bad control: a program whose journals do not come back. */
export async function forgetJournals(dataFolder: string): Promise<void> {
  for (const entry of await readdir(dataFolder, { recursive: true, withFileTypes: true })) {
    if (entry.name === 'journal') await rm(path.join(entry.parentPath, entry.name), { recursive: true, force: true });
  }
}

/** Types at the very top of the post; answers how many characters the host had answered for when it died. */
async function typeAndKill(
  browser: Browser,
  folder: string,
  dataFolder: string,
  typed: string,
  killAfter: number,
): Promise<number> {
  const serving = await startServing(['blog', '--no-open'], { dataFolder, workingFolder: folder });
  const page = await browser.newPage();
  await page.addInitScript(countAcknowledged);
  await page.goto(serving.address);
  await page.getByRole('button', { name: /^Quiet harbour/ }).click();
  const text = page.getByRole('textbox', { name: 'Post text' });
  await text.click();
  await page.keyboard.press('Control+Home');
  const enough = editsSent(page, killAfter);
  // The page goes on without its host, so typing never fails; a kill in the middle is the point. On a slow machine one edit
  // holds many keys and there are fewer of them: then the kill comes with the last key.
  const typing = page.keyboard.type(typed, { delay: 4 });
  await Promise.race([enough, typing]);
  await serving.end('SIGKILL');
  await typing;
  const answered = await page.evaluate(() => Number(Reflect.get(window, 'offprintAcknowledged')));
  await page.close();
  return answered;
}

/** Resolves when the page has sent this many edits. */
function editsSent(page: Page, count: number): Promise<void> {
  let sent = 0;
  return new Promise((resolve) => {
    page.on('request', (request) => {
      if (!(request.postDataBuffer()?.includes('drafts.edit') ?? false)) return;
      sent += 1;
      if (sent === count) resolve();
    });
  });
}

/** Runs in the page before its own scripts: counts the inserted characters of each edit that was answered well. */
function countAcknowledged(): void {
  let acknowledged = 0;
  Reflect.set(window, 'offprintAcknowledged', acknowledged);
  const originalFetch = window.fetch;
  const headerOf = (message: Uint8Array) => {
    const length = new DataView(message.buffer, message.byteOffset).getUint32(1);
    return JSON.parse(new TextDecoder().decode(message.subarray(5, 5 + length)));
  };
  window.fetch = async (input, init) => {
    const response = await originalFetch(input, init);
    const body = init?.body;
    if (body instanceof Uint8Array) {
      const { name, argument } = headerOf(body);
      const answer = headerOf(new Uint8Array(await response.clone().arrayBuffer()));
      if (name === 'drafts.edit' && answer.ok === true) {
        for (const { insert } of argument.changes) acknowledged += insert.length;
        Reflect.set(window, 'offprintAcknowledged', acknowledged);
      }
    }
    return response;
  };
}

/** Starts the host anew and asks it, as a page would, for the text as it has it. */
async function bodyAfterStart(folder: string, dataFolder: string): Promise<string> {
  const serving = await startServing(['blog', '--no-open'], { dataFolder, workingFolder: folder });
  const url = new URL(serving.address);
  const secret = url.hash.slice('#key='.length);
  const bridge = createLoopbackConnection({ address: `${url.origin}/`, secret });
  const opened = await bridge.call('drafts.open', { id });
  await serving.end('SIGKILL');
  if (typeof opened !== 'object' || opened === null || !('value' in opened)) throw new Error(JSON.stringify(opened));
  return (opened.value as { readonly body: string }).body;
}

/** Plain words, different in each trial, that no writing aid changes. */
function wordsOf(trial: number, random: () => number): string {
  let words = `trial ${trial} `;
  while (words.length < keysPerTrial) words += `${Math.floor(random() * 1e9).toString(36)} `;
  return words.slice(0, keysPerTrial);
}

/** A small generator with a seed (mulberry32), so that a red run can be repeated. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
