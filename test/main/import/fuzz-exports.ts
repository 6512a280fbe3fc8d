import { existsSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ImportReport } from '../../../common/import-report.ts';
import { openSource } from '../../../main/import/open-source.ts';
import { sha256 } from '../../../main/node/hash.ts';
import { paintedPng } from '../../support/paste.ts';
import { damagedExport, randomFrom } from './hostile-exports.ts';

/** What fuzzing did. */
export interface FuzzCount {
  readonly exports: number;
  /** Exports that were understood and brought in; the others were refused with a reason. */
  readonly broughtIn: number;
  /** Posts and pages written. */
  readonly written: number;
  readonly crashed: number;
  /** Exports that took more than two seconds of the processor. */
  readonly hung: number;
  /** Batches of exports after which something outside the blog was different, or a secret from there was inside. */
  readonly outside: number;
  /** What went wrong, with where it did; the first twenty. */
  readonly faults: readonly string[];
}

/** Which exports to try: `count` of them beginning with number `first` (a multiple of 40), made from `seed`. */
export interface FuzzRange {
  readonly count: number;
  readonly seed: number;
  readonly first?: number;
}

/** Brings the export at `file` into the blog below `blog`; undefined when it was refused. A control brings its own. */
export type BringIn = (file: string, blog: string) => Promise<ImportReport | undefined>;

const fixture = path.resolve(import.meta.dirname, '../../fixtures/wordpress/salt-and-rail/export.xml.gz');
const perBatch = 40;
const secret = 'a secret that lies outside';

/**
 * Damages a real export at random places and brings each in whole, with files, comments, pictures and redirects. Forty share a
 * blog, and depend on nothing but the seed and their number: a fault is seen again by beginning with the forty it names.
 */
export async function fuzzExports(range: FuzzRange, bring: BringIn = bringIn): Promise<FuzzCount> {
  const { count, seed, first: firstOfAll = 0 } = range;
  const whole = gunzipSync(await readFile(fixture)).toString('utf8');
  const counted = { broughtIn: 0, written: 0, crashed: 0, hung: 0, outside: 0, faults: [] as string[] };
  const end = firstOfAll + count;
  for (let first = firstOfAll; first < end; first += perBatch) {
    const fault = (trial: number, what: string) => {
      const words = `seed ${seed}, first ${first}, export ${trial}: ${what}`;
      if (counted.faults.length < 20) counted.faults.push(words);
    };
    const random = randomFrom(seed * 1_000_003 + first);
    const grounds = await openGrounds(first / perBatch);
    const before = await grounds.state();
    for (let trial = first; trial < Math.min(end, first + perBatch); trial += 1) {
      await writeFile(grounds.file, damagedExport(whole, random, grounds.outside));
      const started = process.cpuUsage();
      try {
        const report = await bring(grounds.file, grounds.blog);
        counted.broughtIn += report === undefined ? 0 : 1;
        counted.written += report?.entries.filter(({ outcome }) => outcome === 'new').length ?? 0;
      } catch (error) {
        counted.crashed += 1;
        fault(trial, (error instanceof Error && error.stack?.split('\n', 4).join('\n')) || String(error));
      }
      const { user, system } = process.cpuUsage(started);
      if (user + system < 2_000_000) continue;
      counted.hung += 1;
      fault(trial, `took ${Math.round((user + system) / 1_000)} ms`);
    }
    const after = await grounds.state();
    if (after !== before || (await grounds.holdsSecret())) {
      counted.outside += 1;
      fault(first, 'something outside was written or read');
    }
    await grounds.close();
  }
  return { exports: count, ...counted };
}

/** A blog with links that lead out of it, uploads with links that lead out of them, and what lies outside. */
async function openGrounds(batch: number) {
  // In memory where there is such a place: thousands of files are waited for until they are on the disk.
  const root = await mkdtemp(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'offprint-fuzz-'));
  const [outside, blog, uploads] = ['outside', 'blog', 'uploads'].map((name) => path.join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [
    outside,
    `${blog}/site/posts`,
    `${blog}/site/pages`,
    `${blog}/site/comments`,
    `${blog}/data`,
    `${uploads}/2018/06`,
  ])
    await mkdir(folder, { recursive: true });
  await writeFile(path.join(outside, 'evil'), secret);
  await writeFile(path.join(outside, 'evil.png'), secret);
  await writeFile(path.join(uploads, '2018/06/fjord.jpg'), paintedPng(4, 4));
  await symlink(outside, path.join(uploads, 'linked'));
  await symlink(path.join(outside, 'evil.png'), path.join(uploads, '2018/06/fog.jpg'));
  await symlink(outside, path.join(blog, 'site/pages/linked'));
  // With this one the import is refused at its end, so most are without.
  if (batch % 5 === 4) await symlink(path.join(outside, 'evil'), path.join(blog, 'site/redirects.yml'));
  await symlink(path.join(outside, 'new.md'), path.join(blog, 'site/posts/evil.md'));
  return {
    outside,
    blog,
    file: path.join(root, 'export.xml'),
    state: async () => {
      const names = (await readdir(root, { recursive: true }))
        .filter((name) => !/^(?:blog\/|export\.xml$)/.test(name))
        .sort();
      const parts = await Promise.all(
        names.map(async (name) => {
          const facts = await lstat(path.join(root, name));
          return `${name} ${facts.isFile() ? sha256(await readFile(path.join(root, name))) : ''}`;
        }),
      );
      const own = (await readdir(path.join(blog))).sort().join();
      return [...parts, own].join('\n');
    },
    holdsSecret: async () => {
      const entries = await readdir(path.join(blog, 'site'), { recursive: true, withFileTypes: true });
      for (const entry of entries) {
        if (entry.isFile() && (await readFile(path.join(entry.parentPath, entry.name))).includes(secret)) return true;
      }
      return false;
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}

async function bringIn(file: string, blog: string): Promise<ImportReport | undefined> {
  const source = await openSource(file);
  if (!source.ok) return undefined;
  const { settings } = source.value;
  const site = path.join(blog, 'site');
  const report = await source.value.run({
    siteFolder: site,
    siteDataFolder: path.join(blog, 'data'),
    permalink: settings.permalink,
    timeZone: settings.timeZone || 'UTC',
    mediaFolder: source.value.mediaFolder,
    fetchMedia: undefined,
    isDryRun: false,
    takeIn: async (name, content) => {
      await mkdir(path.join(site, 'media'), { recursive: true });
      await writeFile(path.join(site, 'media', sha256(name)), content);
      return `media/${sha256(name)}`;
    },
    trash: async () => true,
    now: () => Date.UTC(2026, 10, 23),
  });
  return report.ok ? report.value : undefined;
}
