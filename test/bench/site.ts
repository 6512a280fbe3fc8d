import { appendFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BenchTable, median } from '../support/bench-table.ts';
import { bundleForLoading, bundleScript, bundleThread } from '../support/bundle-script.ts';
import { type BenchPost, benchPosts, writePosts } from './site/make-blog.ts';
import { eleventy, hugo, type Peer } from './site/peers.ts';
import { type Measured, runMeasured } from './site/run-measured.ts';
import { writeFloor } from './site/write-floor.ts';

/** How many posts, and how often each measurement is taken. `OFFPRINT_BENCH_POSTS=1000` measures that size alone, `OFFPRINT_BENCH_ROUNDS=1` once. */
const sizes = (process.env.OFFPRINT_BENCH_POSTS ?? '1000,10000').split(',').map(Number);
const roundsFor = (posts: number) => Number(process.env.OFFPRINT_BENCH_ROUNDS ?? (posts < 5_000 ? 15 : 3));
/** What is measured inside the running program takes long, as edits do not come faster than a program tidies up. */
const insideRounds = 5;

interface Figures {
  readonly name: string;
  /** Milliseconds by the clock, and of all processors together. */
  readonly cold: Timed;
  readonly edit: Timed;
  readonly inside: Timed | undefined;
  readonly memory: number;
}

interface Timed {
  readonly ms: number;
  readonly processorMs: number;
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
        await hugo(path.join(folder, 'hugo'), posts, 'own'),
        await hugo(path.join(folder, 'hugo-feeds'), posts, 'whole'),
        await eleventy(path.join(folder, 'eleventy'), posts),
      ];
      const mine = await ourBlog(path.join(folder, 'offprint'), posts, programs);
      const runs = peers.map((): PeerRun[] => []);
      const own: OurRun[] = [];
      // Turn by turn: a machine with other work slows down whoever has his turn.
      for (let round = 0; round < roundsFor(count); round += 1) {
        own.push(await runOurs(mine, round));
        for (const [index, peer] of peers.entries()) {
          if (peer !== undefined) runs[index]?.push(await runPeer(peer, round));
        }
      }
      const inside = typical(own.flatMap((one) => one.inside?.text ?? []));
      const offprint = { name: 'Offprint', ...summary(own), inside };
      rows.push(row(count, offprint));
      notes.push(otherEdits(count, own));
      for (const [index, peer] of peers.entries()) {
        if (peer === undefined) {
          notes.push(`${['Hugo', 'Hugo with whole feeds', 'Eleventy'][index]} could not be installed and is missing.`);
          continue;
        }
        const figures = { name: peer.name, ...summary(runs[index] ?? []), inside: undefined };
        rows.push(row(count, figures));
        notes.push(comparison(count, offprint, figures));
      }
      const floor = seconds(median(own.map(({ floorMs }) => floorMs)));
      rows.push([count.toLocaleString('en'), 'the same files, written only', floor, '-', '-', '-', '-', '-']);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return {
    title: 'Building the site',
    method: `Seconds, medians of ${sizes.map((posts) => `${roundsFor(posts)} runs of ${posts.toLocaleString('en')} posts`).join(' and ')}, the builders turn by turn. The same posts of 300 to 1,500 words; comparable pages: posts, pagination, categories, tags, feeds, related posts. Feeds of ours have whole texts, in Atom and in JSON, one of each for every category and tag; Hugo's own have a few lines of each post in one form, so it is measured with feeds like ours, too. Cold: nothing kept of the blog from before; the program has run twice on this computer, for another blog. One edit: a new process after a line was added to one post. Processor: the time of all processors together, which says more than the clock where a machine has other work. Inside: the same edit in the running program, from asking for the build to every new file on the disk, the median of five a second apart, in the first ${insideRounds} runs. Memory: the process at its peak.`,
    columns: ['posts', 'builder', 'cold', 'processor', 'one edit', 'processor', 'inside', 'processor', 'memory'],
    rows,
    notes: [
      ...notes,
      'Goals, with comparable pages (Hugo with feeds like ours has about as many files and bytes; with its own it writes two fifths of the bytes): cold at most 0.6 times Hugo at 10,000 posts and 1.0 times at 1,000; one edit at most 1/25 (0.04) of Hugo; inside at most 0.1 s; memory at most half of Hugo.',
    ],
  };
}

/** How many times the peer's time and memory ours are. */
function comparison(count: number, mine: Figures, its: Figures): string {
  const ratio = (one: number, other: number) => (one / other).toFixed(2);
  const both = (name: 'cold' | 'edit') =>
    `${ratio(mine[name].ms, its[name].ms)} (processor ${ratio(mine[name].processorMs, its[name].processorMs)})`;
  return `${count.toLocaleString('en')} posts, times ${its.name}: cold ${both('cold')}, one edit ${both('edit')}, memory ${ratio(mine.memory, its.memory)}.`;
}

interface Programs {
  readonly build: string;
  readonly worker: string;
}

async function bundle(scratch: string): Promise<Programs> {
  const folder = path.resolve('out/bench');
  const external = ['sharp', 'node-sqlite3-wasm'];
  await bundleForLoading('test/bench/site/offprint-build.ts', path.join(folder, 'site-program.cjs'), { external });
  const programs = {
    build: await bundleScript('test/bench/site/start-offprint.ts', path.join(folder, 'site-build.mjs')),
    worker: await bundleThread(folder),
  };
  await mkdir(scratch, { recursive: true });
  await startTwice(scratch, programs);
  return programs;
}

/** What runs every day is compiled already: the first two starts of a program leave their code for the next ones. */
async function startTwice(scratch: string, { build, worker }: Programs): Promise<void> {
  const blog = path.join(scratch, 'first', 'blog');
  await writePosts(path.join(blog, 'posts'), benchPosts(300));
  await writeFile(path.join(blog, 'offprint.yml'), 'title: First\nurl: https://bench.example/\nauthor: Ada\n');
  const data = path.join(scratch, 'first', 'data');
  const start = () => runMeasured(process.execPath, [build, blog, data, path.resolve('themes'), worker], scratch);
  await start();
  await appendFile(path.join(blog, 'posts', 'post-00000.md'), '\nA line more.\n');
  await start();
}

/** Our blog, and how its build is run. */
interface OurBlog {
  readonly folder: string;
  readonly blog: string;
  readonly edited: string;
  readonly programs: Programs;
}

async function ourBlog(folder: string, posts: readonly BenchPost[], programs: Programs): Promise<OurBlog> {
  const blog = path.join(folder, 'blog');
  await writePosts(path.join(blog, 'posts'), posts);
  await writeFile(path.join(blog, 'offprint.yml'), 'title: Bench\nurl: https://bench.example/\nauthor: Ada\n');
  return { folder, blog, edited: `posts/${posts[posts.length >> 1]?.name}.md`, programs };
}

/** One round of a builder. */
interface PeerRun {
  readonly cold: Measured;
  readonly edit: Measured;
}

/** One round of ours, the first ones also inside the running program: the text of a post edited, its title, its tags. */
interface OurRun extends PeerRun {
  readonly inside?: InsideRun;
  readonly floorMs: number;
}

interface InsideRun {
  readonly text: Timed;
  readonly title: Timed;
  readonly tag: Timed;
}

async function runOurs({ folder, blog, edited, programs }: OurBlog, round: number): Promise<OurRun> {
  const data = path.join(folder, `data-${round}`);
  const args = [programs.build, blog, data, path.resolve('themes'), programs.worker];
  const cold = await runMeasured(process.execPath, args, folder);
  const floorMs = await writeFloor(data, path.join(folder, `floor-${round}`));
  await appendFile(path.join(blog, edited), `\nA line more, ${round}.\n`);
  const edit = await runMeasured(process.execPath, args, folder);
  if (round >= insideRounds) return { cold, edit, floorMs };
  const inside = JSON.parse((await runMeasured(process.execPath, [...args, edited], folder)).output) as {
    readonly again: readonly Timed[];
    readonly title: readonly Timed[];
    readonly tag: readonly Timed[];
  };
  const { again, title, tag } = inside;
  return { cold, edit, floorMs, inside: { text: typical(again), title: typical(title), tag: typical(tag) } };
}

async function runPeer(peer: Peer, round: number): Promise<PeerRun> {
  for (const made of ['public', 'resources', '_site']) await putAside(path.join(peer.folder, made), round);
  const cold = await runMeasured(peer.command, peer.arguments, peer.folder);
  await appendFile(path.join(peer.folder, peer.edited), `\nA line more, ${round}.\n`);
  return { cold, edit: await runMeasured(peer.command, peer.arguments, peer.folder) };
}

/**
 * Away without being deleted: a file system that has to give places to new files right after it took back thousands is slower
 * by up to ten times, and would be measured instead of the builder.
 */
async function putAside(made: string, round: number): Promise<void> {
  await rename(made, `${path.dirname(made)}-${path.basename(made)}-${round}`).catch(() => undefined);
}

function summary(runs: readonly PeerRun[]): Pick<Figures, 'cold' | 'edit' | 'memory'> {
  return {
    cold: typical(runs.map(({ cold }) => cold)),
    edit: typical(runs.map(({ edit }) => edit)),
    memory: Math.max(...runs.map(({ cold }) => cold.peakMemory)),
  };
}

function typical(runs: readonly Timed[]): Timed {
  return { ms: median(runs.map(({ ms }) => ms)), processorMs: median(runs.map((run) => run.processorMs)) };
}

function row(posts: number, { name, cold, edit, inside, memory }: Figures): string[] {
  const timed = [cold, edit, inside].flatMap((run) => [run?.ms, run?.processorMs]).map(seconds);
  return [posts.toLocaleString('en'), name, ...timed, `${Math.round(memory)} MB`];
}

function otherEdits(posts: number, runs: readonly OurRun[]): string {
  const title = typical(runs.flatMap(({ inside }) => inside?.title ?? []));
  const tag = typical(runs.flatMap(({ inside }) => inside?.tag ?? []));
  const said = ({ ms, processorMs }: Timed) => `${seconds(ms)} (processor ${seconds(processorMs)})`;
  return `${posts.toLocaleString('en')} posts, inside, another title instead of another line: ${said(title)}; other tags, which every page is planned for: ${said(tag)}.`;
}

function seconds(ms: number | undefined): string {
  return ms === undefined ? '-' : (ms / 1_000).toFixed(ms < 1_000 ? 2 : 1);
}
