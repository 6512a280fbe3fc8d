import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { type BenchTable, median } from '../support/bench-table.ts';
import { type BenchPost, benchPosts, writePosts } from './site/make-blog.ts';
import { eleventy, hugo, type Peer } from './site/peers.ts';
import { runMeasured } from './site/run-measured.ts';

/** How many posts, and how often each measurement is taken. `OFFPRINT_BENCH_POSTS=1000` measures that size alone, `OFFPRINT_BENCH_ROUNDS=1` once. */
const sizes = (process.env.OFFPRINT_BENCH_POSTS ?? '1000,10000').split(',').map(Number);
const roundsOf = (posts: number) => Number(process.env.OFFPRINT_BENCH_ROUNDS ?? (posts > 2_000 ? 1 : 3));

interface Figures {
  readonly name: string;
  readonly cold: number;
  readonly edit: number;
  readonly inside: number | undefined;
  readonly memory: number;
}

/** Building a site: cold, after one edit in a new process, and after one edit inside the running program, beside Hugo and Eleventy. */
export async function run(): Promise<BenchTable> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'offprint-bench-site-'));
  const rows: string[][] = [];
  const notes: string[] = [];
  try {
    const programs = await bundle(scratch);
    for (const count of sizes) {
      const posts = benchPosts(count);
      const folder = path.join(scratch, String(count));
      const peers = [
        await hugo(path.join(folder, 'hugo'), posts),
        await eleventy(path.join(folder, 'eleventy'), posts),
      ];
      const figures = [await measureOffprint(path.join(folder, 'offprint'), posts, programs)];
      for (const [index, peer] of peers.entries()) {
        if (peer === undefined) notes.push(`${['Hugo', 'Eleventy'][index]} could not be installed and is missing.`);
        else figures.push(await measurePeer(peer, count));
      }
      const [offprint, first] = figures;
      for (const figure of figures) rows.push(row(count, figure));
      if (offprint !== undefined && first !== undefined && peers[0] !== undefined) {
        const ratio = (mine: number, its: number) => (mine / its).toFixed(2);
        notes.push(
          `${count.toLocaleString('en')} posts, against Hugo: cold ${ratio(offprint.cold, first.cold)}, one edit ${ratio(offprint.edit, first.edit)}, memory ${ratio(offprint.memory, first.memory)}.`,
        );
      }
      await rm(folder, { recursive: true, force: true });
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return {
    title: 'Building the site',
    method:
      'Seconds, medians of 3 runs (1 run from 2,000 posts on), one after another in one run. The same posts of 300 to 1,500 words; comparable pages: posts, pagination, categories, tags, feeds, related posts. Cold: nothing kept from before. One edit: a new process after a line was added to one post. Inside: the same in the running program, from asking for the build to every new file on the disk. Memory: the process at its peak.',
    columns: ['posts', 'builder', 'cold', 'one edit', 'inside', 'memory'],
    rows,
    notes: [
      ...notes,
      'Goals: cold at most 0.6 times Hugo at 10,000 posts and 1.0 times at 1,000; one edit at most 1/25 of Hugo; inside at most 0.1 s; memory at most half of Hugo.',
    ],
  };
}

interface Programs {
  readonly build: string;
  readonly worker: string;
}

async function bundle(scratch: string): Promise<Programs> {
  const programs = {
    build: path.resolve('out/bench/site-build.mjs'),
    worker: path.resolve('out/bench/site-worker.mjs'),
  };
  const entries = [
    ['test/bench/site/offprint-build.ts', programs.build],
    ['main/site/workers/render-worker.ts', programs.worker],
  ] as const;
  const require = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  for (const [entry, outfile] of entries) {
    await esbuild.build({
      entryPoints: [path.resolve(entry)],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      external: ['sharp', 'node-sqlite3-wasm'],
      banner: { js: require },
      logLevel: 'error',
    });
  }
  await mkdir(scratch, { recursive: true });
  return programs;
}

async function measureOffprint(folder: string, posts: readonly BenchPost[], programs: Programs): Promise<Figures> {
  const blog = path.join(folder, 'blog');
  await writePosts(path.join(blog, 'posts'), posts);
  await writeFile(path.join(blog, 'offprint.yml'), 'title: Bench\nurl: https://bench.example/\nauthor: Ada\n');
  const edited = `posts/${posts[posts.length >> 1]?.name}.md`;
  const cold: number[] = [];
  const edit: number[] = [];
  const inside: number[] = [];
  let memory = 0;
  for (let round = 0; round < roundsOf(posts.length); round += 1) {
    const data = path.join(folder, `data-${round}`);
    const args = [programs.build, blog, data, path.resolve('themes'), programs.worker];
    const first = await runMeasured(process.execPath, args, folder);
    cold.push(first.ms);
    memory = Math.max(memory, first.peakMemory);
    await appendFile(path.join(blog, edited), `\nA line more, ${round}.\n`);
    edit.push((await runMeasured(process.execPath, args, folder)).ms);
    const again = JSON.parse((await runMeasured(process.execPath, [...args, edited], folder)).output) as {
      readonly again: readonly { readonly ms: number }[];
    };
    inside.push(median(again.again.map(({ ms }) => ms)));
    await rm(data, { recursive: true, force: true });
  }
  return { name: 'Offprint', cold: median(cold), edit: median(edit), inside: median(inside), memory };
}

async function measurePeer(peer: Peer, posts: number): Promise<Figures> {
  const cold: number[] = [];
  const edit: number[] = [];
  let memory = 0;
  for (let round = 0; round < roundsOf(posts); round += 1) {
    for (const made of ['public', 'resources', '_site'])
      await rm(path.join(peer.folder, made), { recursive: true, force: true });
    const first = await runMeasured(peer.command, peer.arguments, peer.folder);
    cold.push(first.ms);
    memory = Math.max(memory, first.peakMemory);
    await appendFile(path.join(peer.folder, peer.edited), `\nA line more, ${round}.\n`);
    edit.push((await runMeasured(peer.command, peer.arguments, peer.folder)).ms);
  }
  return { name: peer.name, cold: median(cold), edit: median(edit), inside: undefined, memory };
}

function row(posts: number, { name, cold, edit, inside, memory }: Figures): string[] {
  const seconds = (ms: number | undefined) => (ms === undefined ? '-' : (ms / 1_000).toFixed(ms < 1_000 ? 2 : 1));
  return [posts.toLocaleString('en'), name, seconds(cold), seconds(edit), seconds(inside), `${Math.round(memory)} MB`];
}
