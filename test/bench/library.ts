import { execFile } from 'node:child_process';
import { mkdtemp, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { parse as parseYaml } from 'yaml';
import { splitFrontMatter } from '../../common/front-matter.ts';
import type { Library } from '../../main/library/library.ts';
import { openLibrary } from '../../main/library/open-library.ts';
import { silentLog } from '../../main/node/log.ts';
import { type BenchTable, median, percentile } from '../support/bench-table.ts';
import { type SearchInThePage, searchInThePage } from './library/in-the-page.ts';
import { searchTimes, sought, type Times, timesOf, typedLetters, updateTimes } from './library/searches.ts';
import { writeLibraryBlog } from './library/write-library-blog.ts';

const posts = Number(process.env.OFFPRINT_BENCH_POSTS ?? 10_000);
const saves = 200;

/** The library of a large blog: opening, listing, searching and saving, beside the least that any program must do. */
export async function run(): Promise<BenchTable> {
  const root = await mkdtemp(path.join(tmpdir(), 'offprint-bench-'));
  const folder = path.join(root, 'blog');
  const loadBefore = loadavg()[0] ?? 0;
  try {
    await writeLibraryBlog(folder, posts);
    const read = await timed(() => readAll(folder, () => {}));
    const parse = await timed(() => readAll(folder, (text) => parseYaml(splitFrontMatter(text).header)));
    const cold = await timed(() => openAndList(root));
    await cold.value.close();
    const warm = await timed(() => openAndList(root));
    const library = warm.value;
    const again = await timed(() => library.list({ forShow: true }));
    const index = await timed(() => library.search('harbour', 20, true));
    const searches = await searchTimes(library);
    const scans = await timesOf(sought.map((words) => () => scan(folder, words.replaceAll('"', ''))));
    const saved = await savesOf(library);
    const synced = await timesOf(many(60, () => writeAndSync(path.join(root, 'floor'))));
    const replaced = await timesOf(many(60, () => replaceAndSync(path.join(root, 'floor'))));
    const data = library.dataFolder;
    await library.close();
    const text = await readFile(path.join(folder, 'posts/post-7.md'), 'utf8');
    const update = await updateTimes(path.join(data, 'index/search.db'), path.join(root, 'copy.db'), text);
    const shown = await timed(() => openAndList(root, true));
    await shown.value.close();
    const memory = await memoryOf(root);
    const inPage = await searchInThePage(folder, path.join(root, 'data'));
    const load = { before: loadBefore, after: loadavg()[0] ?? 0 };
    return table({
      read,
      parse,
      cold,
      warm,
      again,
      index,
      shown,
      searches,
      scans,
      saved,
      synced,
      replaced,
      update,
      inPage,
      memory,
      load,
    });
  } finally {
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Clocked {
  readonly ms: number;
}

interface Figures {
  readonly read: Clocked;
  readonly parse: Clocked;
  readonly cold: Clocked;
  readonly warm: Clocked;
  readonly again: Clocked;
  readonly index: Clocked;
  readonly shown: Clocked;
  readonly searches: { readonly words: Times; readonly letters: Times };
  readonly scans: Times;
  readonly saved: Times;
  readonly synced: Times;
  readonly replaced: Times;
  readonly update: Times;
  readonly inPage: SearchInThePage;
  readonly memory: { readonly withList: number; readonly withSearch: number };
  /** Of the machine over the last minute: 2 is both cores busy. */
  readonly load: { readonly before: number; readonly after: number };
}

function table(figures: Figures): BenchTable {
  const { read, parse, cold, warm, again, index, shown, searches, scans, saved, synced, replaced, update } = figures;
  const { inPage, memory, load } = figures;
  const one = ({ ms }: Clocked) => ms.toFixed(0);
  const reading = `${one(read)} read all files`;
  const parsing = `${one(parse)} read all files and parse their headers with yaml`;
  const beside = (name: string, mine: Clocked, peer: Clocked, words: string) => [
    name,
    one(mine),
    words,
    ratioOf(mine.ms, peer.ms),
  ];
  const medians = (mine: Times, peer: Times) => ratioOf(median(mine.clock), median(peer.clock));
  const scanning = `${two(scans.clock)} scan of all files`;
  return {
    title: 'The library',
    method: `Milliseconds in one process for ${posts.toLocaleString('en')} posts of 300 to 1,500 words; p50 / p95 where a thing was done many times, and in brackets the same of the processor's time, which other programs change less. The files are in the system's cache. Searches: ${sought.length} words and groups of words (in most posts, in few, in none), asked for 50 posts with snippets, three seconds after the search field was entered: after each of their ${sought.flatMap(typedLetters).length} letters, once, and whole, four times. In the page: the same letters typed in real Chromium with the loopback host, from the key to the painted frame. Saves: ${saves} of one post, a letter added before each.`,
    columns: ['what', 'Offprint', 'beside it', 'ratio'],
    rows: [
      beside('open and list, nothing remembered', cold, parse, parsing),
      beside('open and show the list, list remembered', shown, read, reading),
      beside('open and look at every file, list remembered', warm, read, reading),
      ['list again for the page', one(again), '-', '-'],
      beside('make the search index', index, parse, parsing),
      ['put one changed post into the index', both(update), '-', '-'],
      ['search words', both(searches.words), scanning, medians(searches.words, scans)],
      ['search as typed, after each letter', both(searches.letters), scanning, medians(searches.letters, scans)],
      [
        'in the page: key to the list of titles',
        two(inPage.list),
        '16.7 one frame at 60 Hz',
        ratioOf(median(inPage.list), 1_000 / 60),
      ],
      [
        'in the page: key to what the texts hold',
        two(inPage.texts),
        '16.7 one frame at 60 Hz',
        ratioOf(median(inPage.texts), 1_000 / 60),
      ],
      ['save a post', both(saved), `${two(synced.clock)} write a file of its size and sync it`, medians(saved, synced)],
      [
        'the same',
        both(saved),
        `${two(replaced.clock)} put such a file safely in the place of another: sync, rename, sync the folder`,
        medians(saved, replaced),
      ],
    ],
    notes: [
      `Memory of a process that does nothing else: ${memory.withList} MB with the list, ${memory.withSearch} MB after eight searches, SQLite included (goal 300).`,
      `Goals: ${[
        goal('open warm', shown.ms, 300, ' ms'),
        goal('cold beside reading and parsing', cold.ms / parse.ms, 1.2, ' times'),
        goal('search of words p95', percentile(searches.words.clock, 95), 10, ' ms'),
        goal('search as typed p95', percentile(searches.letters.clock, 95), 10, ' ms'),
        goal('one post into the index p95', percentile(update.clock, 95), 5, ' ms'),
        goal('save p95', percentile(saved.clock, 95), 10, ' ms'),
      ].join('; ')}.`,
      `A save waits for the disk twice: for the new content, the version that goes and the journal's note side by side, then for the folder.`,
      `Load of the machine, of ${cpus().length} cores: ${load.before.toFixed(1)} before, ${load.after.toFixed(1)} after. Where other programs ran, read the processor's time.`,
    ],
  };
}

function goal(name: string, value: number, most: number, unit: string): string {
  return `${name} at most ${most}${unit}, ${value <= most ? 'reached' : 'missed'} (${value.toFixed(1)})`;
}

function ratioOf(a: number, b: number): string {
  return `${(a / b).toFixed(2)} x`;
}

function two(times: readonly number[]): string {
  return `${median(times).toFixed(1)} / ${percentile(times, 95).toFixed(1)}`;
}

function both({ clock, processor }: Times): string {
  return `${two(clock)} (${two(processor)})`;
}

/** Memory of a process that does nothing else, in megabytes. */
async function memoryOf(root: string): Promise<{ readonly withList: number; readonly withSearch: number }> {
  const outfile = path.join(import.meta.dirname, 'library-memory.mjs');
  const entry = path.resolve(import.meta.dirname, '../../test/bench/library/memory-child.ts');
  const shared = { bundle: true, platform: 'node', format: 'esm', target: 'node20.19', packages: 'external' } as const;
  await build({ entryPoints: [entry], outfile, ...shared });
  const { stdout } = await promisify(execFile)(process.execPath, [
    outfile,
    path.join(root, 'blog'),
    path.join(root, 'data'),
  ]);
  // Printed by the child, one line.
  return JSON.parse(stdout) as { withList: number; withSearch: number };
}

async function openAndList(root: string, forShow = false): Promise<Library> {
  const opened = await openLibrary({
    folder: path.join(root, 'blog'),
    dataFolder: path.join(root, 'data'),
    // The list remembers nothing that is too fresh; these files were made a moment ago.
    now: () => Date.now() + 60_000,
    log: silentLog,
    holder: 'the bench',
    emit: () => {},
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const { posts: listed } = await opened.value.list({ forShow });
  if (listed.length !== posts) throw new Error(`${listed.length} posts listed`);
  return opened.value;
}

async function readAll(folder: string, use: (text: string) => void): Promise<void> {
  const names = await readdir(path.join(folder, 'posts'));
  for (let start = 0; start < names.length; start += 64) {
    const texts = names.slice(start, start + 64).map((name) => readFile(path.join(folder, 'posts', name), 'utf8'));
    for (const text of await Promise.all(texts)) use(text);
  }
}

async function scan(folder: string, words: string): Promise<number> {
  let found = 0;
  await readAll(folder, (text) => {
    const lower = text.toLowerCase();
    if (words.split(' ').every((word) => lower.includes(word))) found += 1;
  });
  return found;
}

async function savesOf(library: Library): Promise<Times> {
  const id = 'posts/post-5.md';
  const draft = await library.openDraft(id);
  if (!draft.ok) throw new Error(JSON.stringify(draft.failure));
  let { sequence } = draft.value;
  const times: Times[] = [];
  for (let turn = 0; turn < saves; turn += 1) {
    sequence += 1;
    await library.editDraft({ id, sequence, changes: [{ from: 0, to: 0, insert: 'x' }] });
    times.push(await timesOf([() => library.saveDraft(id)]));
  }
  return { clock: times.flatMap(({ clock }) => clock), processor: times.flatMap(({ processor }) => processor) };
}

async function writeAndSync(file: string): Promise<void> {
  const handle = await open(file, 'w');
  await handle.write(Buffer.alloc(8_000, 'x'));
  await handle.sync();
  await handle.close();
}

async function replaceAndSync(file: string): Promise<void> {
  await writeAndSync(`${file}.new`);
  await rename(`${file}.new`, file);
  const folder = await open(path.dirname(file), 'r');
  await folder.sync();
  await folder.close();
}

function many(count: number, work: () => Promise<unknown>): readonly (() => Promise<unknown>)[] {
  return Array.from({ length: count }, () => work);
}

async function timed<Value>(work: () => Promise<Value>): Promise<Clocked & { readonly value: Value }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}
