import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../main/import/open-source.ts';
import type { ExportItem } from '../../main/import/wordpress/export-types.ts';
import { readExport } from '../../main/import/wordpress/read-export.ts';
import { fuzzExports } from '../main/import/fuzz-exports.ts';
import { writeLargeExport } from '../main/import/large-export.ts';
import { takingIn } from '../support/import-site.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const share = Number(process.env.OFFPRINT_FAULT_SHARE ?? 1);

it('neither crashes nor hangs on a hundred thousand damaged and hostile exports, and touches nothing outside', async () => {
  // Where a fault was seen: OFFPRINT_FUZZ_FIRST with OFFPRINT_FAULT_SHARE=0.0004 tries those forty alone.
  const first = Number(process.env.OFFPRINT_FUZZ_FIRST ?? 0);
  const count = await fuzzExports({ count: Math.round(100_000 * share), seed: 5, first });
  console.info(
    `damaged exports: ${count.exports}, ${count.broughtIn} brought in with ${count.written} posts, ${count.crashed} crashed, ${count.hung} hung, ${count.outside} batches outside`,
  );
  expect(count).toMatchObject({ crashed: 0, hung: 0, outside: 0, faults: [] });
});

describe('an export of 500 MB', () => {
  const posts = Math.round(4_700 * share);
  /** The most that this process ever held, in MB. It only grows, so the control comes last. */
  const mostMegabytes = () => Math.round((process.resourceUsage().maxRSS * 1_024) / 1e6);
  const boundMegabytes = 512;

  it('comes over in bounded memory', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'export.xml');
    const size = await writeLargeExport(file, posts);
    if (share === 1) expect(size).toBeGreaterThan(500_000_000);
    const before = mostMegabytes();
    const startedMs = performance.now();
    const started = process.cpuUsage();
    const source = await openSource(file);
    if (!source.ok) throw new Error(source.failure.reason);
    const { report } = await takingIn(source.value, folder);
    const { user, system } = process.cpuUsage(started);
    console.info(
      `${Math.round(size / 1e6)} MB, ${posts} posts: ${Math.round((user + system) / 1e6)} s of the processor, ${Math.round((performance.now() - startedMs) / 1_000)} s in all, at most ${mostMegabytes()} MB (${before} MB before)`,
    );
    expect(report.entries).toHaveLength(posts);
    expect(report.counts.find(({ what }) => what === 'comments')?.imported).toBe(posts * 46);
    expect(mostMegabytes()).toBeLessThan(boundMegabytes);
  }, 1_800_000);

  it.runIf(share === 1)(
    'the control: a reader that keeps every item goes over the bound',
    async () => {
      const file = path.join(await temporaryFolder(), 'export.xml');
      await writeLargeExport(file, posts);
      const kept: ExportItem[] = [];
      await readExport(file, (item) => {
        kept.push(item);
      });
      expect(kept).toHaveLength(posts);
      expect(mostMegabytes()).toBeGreaterThan(boundMegabytes);
    },
    1_800_000,
  );
});
