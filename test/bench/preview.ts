import type { KeyTimes, Mode } from '../renderer/preview/bench-page.ts';
import { type PreviewHost, startPreviewHost } from '../renderer/preview/preview-host.ts';
import { type BenchTable, median, percentile } from '../support/bench-table.ts';

const lengths = [1_000, 10_000, 50_000, 100_000];
const modes: readonly Mode[] = ['editor alone', 'full render', 'preview'];
/** The modes take turns, a page each, so that whatever else the machine does falls on all of them. */
const rounds = 4;
const keysPerRound = 50;
/** A full render of a long post takes most of a second a key: fewer of them tell as much. */
const fewKeysPerRound = 8;
/** Keys before the measured ones, so that nothing is compiled or laid out for the first time while measuring. */
const warmUpKeys = 5;

/** Key press to preview: typing in the middle of posts of growing length, beside the same editor alone and a full render a key. */
export async function run(): Promise<BenchTable> {
  const host = await startPreviewHost('bench-page.ts');
  const rows: string[][] = [];
  const notes: string[] = [];
  try {
    for (const words of lengths) {
      const results = new Map<Mode, Measured>();
      for (let round = 0; round < rounds; round++) {
        for (const mode of modes) results.set(mode, joined(results.get(mode), await measure(host, mode, words)));
      }
      for (const [mode, result] of results) rows.push(row(words, mode, result));
      notes.push(ratios(words, results));
    }
  } finally {
    await host.close();
  }
  return {
    title: 'Key press to preview',
    method: `Milliseconds, p50 / p95 / max of ${rounds * keysPerRound} keys (${rounds * fewKeysPerRound} for full renders of more than 10,000 words) typed in the middle of a post, in real Chromium, one page after another in one run. Script: key press to the end of the page's work. Preview: its part of that (parse and patch). Paint: key press to the next painted frame. Open: page shown and scrolled to the cursor, the fastest of ${rounds}. Heap: the largest of the page. Full render: the same dialect, everything rendered and replaced at each key.`,
    columns: ['words', 'mode', 'script', 'preview', 'paint', 'open', 'heap'],
    rows,
    notes: [
      ...notes,
      'Goals: preview at most 2 ms p95 at 100,000 words; script at most 1.8 times the editor alone; paint at most 1.15 times the editor alone, p50 and p95; 30 times faster to paint than the full render at 100,000 words. No paint comes sooner than the next frame, so that where the full render takes less than thirty frames, the last cannot be reached: how many times faster the editor is without any preview stands beside it.',
    ],
  };
}

interface Measured extends KeyTimes {
  readonly openMs: number;
  readonly heapMb: number;
}

async function measure(host: PreviewHost, mode: Mode, words: number): Promise<Measured> {
  await host.reload();
  const { page } = host;
  const start = [mode, host.previewPage(), post(words)] as const;
  const opened = await page.evaluate(([how, where, text]) => window.startBench(how, where, text), start);
  const keys = mode === 'full render' && words > 10_000 ? fewKeysPerRound : keysPerRound;
  for (let key = 0; key < warmUpKeys + keys; key++) {
    const isFirst = key === 0 || key === warmUpKeys;
    if (isFirst) await page.evaluate(() => Object.assign(window, { times: { script: [], patch: [], paint: [] } }));
    const before = key < warmUpKeys ? key : key - warmUpKeys;
    await page.keyboard.press(key % 6 === 5 ? 'Space' : (['a', 'e', 't', 'n', 'r'][key % 5] ?? 'a'));
    await page.waitForFunction((count) => window.times.paint.length > count, before, {
      polling: 'raf',
      timeout: 60_000,
    });
  }
  return { ...(await page.evaluate(() => window.times)), ...opened };
}

function joined(before: Measured | undefined, { script, patch, paint, openMs, heapMb }: Measured): Measured {
  if (!before) return { script, patch, paint, openMs, heapMb };
  return {
    script: [...before.script, ...script],
    patch: [...before.patch, ...patch],
    paint: [...before.paint, ...paint],
    openMs: Math.min(before.openMs, openMs),
    heapMb: Math.max(before.heapMb, heapMb),
  };
}

function row(words: number, mode: Mode, { script, patch, paint, openMs, heapMb }: Measured): string[] {
  const shown = (values: readonly number[]) => [50, 95, 100].map((p) => percentile(values, p).toFixed(1)).join(' / ');
  const part = mode === 'editor alone' ? '-' : shown(patch);
  return [
    words.toLocaleString('en'),
    mode,
    shown(script),
    part,
    shown(paint),
    `${openMs.toFixed(0)} ms`,
    `${heapMb.toFixed(0)} MB`,
  ];
}

function ratios(words: number, results: ReadonlyMap<Mode, Measured>): string {
  const [alone, full, ours] = modes.map((mode) => results.get(mode));
  if (!alone || !full || !ours) return '';
  const ratio = (one: number, other: number) => (one / other).toFixed(2);
  const script = ratio(median(ours.script), median(alone.script));
  const paint = ratio(median(ours.paint), median(alone.paint));
  const paint95 = ratio(percentile(ours.paint, 95), percentile(alone.paint, 95));
  const faster = ratio(median(full.paint), median(ours.paint));
  const most = ratio(median(full.paint), median(alone.paint));
  return `${words.toLocaleString('en')} words: script ${script} times the editor alone, paint ${paint} (p95 ${paint95}); ${faster} times faster to paint than the full render, where the editor without any preview would be ${most} times.`;
}

/** A post with everything in it, of about so many words: the same text every time. */
function post(words: number): string {
  const vocabulary =
    'the harbour lay quiet under a thin rain and nobody spoke of what had been decided on the train that night'.split(
      ' ',
    );
  const sentence = (seed: number, length: number) =>
    Array.from({ length }, (_, at) => vocabulary[(seed * 7 + at * 11) % vocabulary.length]).join(' ');
  const parts: string[] = [];
  for (let section = 0, written = 0; written < words; section++) {
    const middle = written < words / 2 && written + 150 >= words / 2 ? ' here to type' : '';
    parts.push(
      `## Section ${section}\n`,
      `${sentence(section, 60)} *${sentence(section, 3)}* [a link](https://example.org/${section}).${middle}\n`,
    );
    parts.push(
      `- ${sentence(section + 1, 12)}\n- ${sentence(section + 2, 12)}\n`,
      `${sentence(section + 3, 50)}[^${section}] and \`code\`.\n`,
    );
    if (section % 10 === 0)
      parts.push(
        `| a | b |\n|---|---|\n| ${sentence(section, 4)} | 2 |\n`,
        '```js\nconst answer = 42;\n```\n',
        `> ${sentence(section, 9)}\n`,
      );
    parts.push(`[^${section}]: ${sentence(section, 8)}\n`);
    written += 150;
  }
  return parts.join('\n');
}
