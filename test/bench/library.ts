import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { parse as parseYaml } from 'yaml';
import { splitFrontMatter } from '../../common/front-matter.ts';
import type { Library } from '../../main/library/library.ts';
import { openLibrary } from '../../main/library/open-library.ts';
import { silentLog } from '../../main/node/log.ts';
import { type BenchTable, median, percentile } from '../support/bench-table.ts';

const posts = 10_000;
const queries = [
  'harbour',
  'wor',
  'conference norway',
  'nigh',
  'letter',
  'k7',
  'bridge wa',
  '"night sea"',
  'stone',
  'rail jour',
];

/** The library of a large blog: opening, listing, searching and saving, beside the least that any program must do. */
export async function run(): Promise<BenchTable> {
  const root = await mkdtemp(path.join(tmpdir(), 'offprint-bench-'));
  const folder = path.join(root, 'blog');
  try {
    await writeBlog(folder);
    const read = await timed(() => readAll(folder, () => {}));
    const parse = await timed(() => readAll(folder, (text) => parseYaml(splitFrontMatter(text).header)));
    const cold = await timed(() => openAndList(root));
    await cold.value.close();
    const warm = await timed(() => openAndList(root));
    const library = warm.value;
    const again = await timed(() => library.list({ forShow: true }));
    const index = await timed(() => library.search('harbour', 20, true));
    const searches = await many(queries.length * 10, (turn) =>
      library.search(queries[turn % queries.length] ?? '', 20, false),
    );
    const scans = await many(10, (turn) => scan(folder, (queries[turn] ?? '').replaceAll('"', '')));
    const saves = await savesOf(library);
    const floor = await many(60, () => writeAndSync(path.join(root, 'floor'), 8_000));
    await library.close();
    const shown = await timed(() => openAndList(root, true));
    await shown.value.close();
    const memory = await memoryOf(root);
    const one = (ms: number): string => `${ms.toFixed(0)}`;
    const two = (times: readonly number[]): string =>
      `${median(times).toFixed(1)} / ${percentile(times, 95).toFixed(1)}`;
    const ratio = (a: number, b: number): string => `${(a / b).toFixed(2)} x`;
    return {
      title: 'The library',
      method: `Milliseconds in one process for ${posts.toLocaleString('en')} posts of 300 to 1,500 words; p50 / p95 where a thing was done many times. The files are in the system's cache.`,
      columns: ['what', 'Offprint', 'beside it', 'ratio'],
      rows: [
        [
          'open and list, nothing remembered',
          one(cold.ms),
          `${one(parse.ms)} read all files and parse their headers with yaml`,
          ratio(cold.ms, parse.ms),
        ],
        [
          'open and show the list, list remembered',
          one(shown.ms),
          `${one(read.ms)} read all files`,
          ratio(shown.ms, read.ms),
        ],
        [
          'open and look at every file, list remembered',
          one(warm.ms),
          `${one(read.ms)} read all files`,
          ratio(warm.ms, read.ms),
        ],
        ['list again for the page', one(again.ms), '-', '-'],
        [
          'make the search index',
          one(index.ms),
          `${one(parse.ms)} read all files and parse their headers with yaml`,
          ratio(index.ms, parse.ms),
        ],
        [
          'search, ranked, with snippets',
          two(searches),
          `${two(scans)} scan of all files`,
          ratio(median(searches), median(scans)),
        ],
        [
          'save a post',
          two(saves),
          `${two(floor)} write a file of its size and sync it`,
          ratio(median(saves), median(floor)),
        ],
      ],
      notes: [
        `Memory of a process that does nothing else: ${memory.withList} MB with the list, ${memory.withSearch} MB after eight searches, SQLite included.`,
        'Goals: open warm at most 300 ms, cold at most 1.2 times reading and parsing; search p95 at most 10 ms; save p95 at most 10 ms; under 300 MB. On an idle machine.',
      ],
    };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
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

async function writeBlog(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'posts'), { recursive: true });
  await writeFile(path.join(folder, 'offprint.yml'), 'title: Bench\ntimeZone: Europe/Oslo\n');
  const random = randomFrom(1);
  const common =
    'the of and harbour train night sea blue rail journey conference norway ship coffee letter stone bridge water'.split(
      ' ',
    );
  // Words as rare as in real texts: most of twenty thousand occur in a few posts only.
  const rare = Array.from({ length: 20_000 }, (_, index) => ((index * 7_919) % 1_000_003).toString(36));
  for (let post = 0; post < posts; post += 1) {
    const count = 300 + Math.floor(random() * 1_200);
    const words = Array.from({ length: count }, (_, index) => {
      const word =
        random() < 0.1 ? common[Math.floor(random() * common.length)] : rare[Math.floor(random() ** 5 * rare.length)];
      return `${word}${index % 14 === 13 ? '.\n\n' : ' '}`;
    });
    const header = `title: Post number ${post}\ndate: ${2010 + (post % 15)}-0${1 + (post % 9)}-1${post % 9}T10:00:00+01:00\ntags: [rail, tag${post % 50}]\ncategories:\n  - Travel/Norway\n`;
    await writeFile(path.join(folder, 'posts', `post-${post}.md`), `---\n${header}---\n\n${words.join('')}\n`);
  }
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

async function savesOf(library: Library): Promise<readonly number[]> {
  const id = 'posts/post-5.md';
  const draft = await library.openDraft(id);
  if (!draft.ok) throw new Error(JSON.stringify(draft.failure));
  let { sequence } = draft.value;
  const times: number[] = [];
  for (let turn = 0; turn < 60; turn += 1) {
    sequence += 1;
    await library.editDraft({ id, sequence, changes: [{ from: 0, to: 0, insert: 'x' }] });
    times.push((await timed(() => library.saveDraft(id))).ms);
  }
  return times;
}

async function writeAndSync(file: string, size: number): Promise<void> {
  const handle = await open(file, 'w');
  await handle.write(Buffer.alloc(size, 'x'));
  await handle.sync();
  await handle.close();
}

async function many(count: number, work: (turn: number) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < count; turn += 1) times.push((await timed(() => work(turn))).ms);
  return times;
}

async function timed<Value>(work: () => Promise<Value>): Promise<{ readonly ms: number; readonly value: Value }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
