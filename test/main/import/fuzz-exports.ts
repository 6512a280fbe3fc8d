import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { convertContent } from '../../../main/import/wordpress/content.ts';
import type { ExportItem } from '../../../main/import/wordpress/export-types.ts';
import { readExportText } from './read-text.ts';

/** What fuzzing did. */
export interface FuzzCount {
  readonly exports: number;
  /** Exports whose reading or conversion threw. */
  readonly crashed: number;
  /** Exports that took longer than two seconds. */
  readonly hung: number;
  readonly items: number;
  readonly firstFault: string;
}

const fixture = path.resolve(import.meta.dirname, '../../fixtures/wordpress/salt-and-rail/export.xml.gz');
const insertions = [
  '&',
  '<',
  '>',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '\u0000',
  '\u000b',
  '<!DOCTYPE x>',
  '</item>',
  '<item>',
  '&#x0;',
  '&amp',
  '[gallery ids="',
  '[caption',
  '<!-- wp:',
  '{"',
  '"}',
  '\ud800',
  '<table>',
  '</',
  '<pre>',
  '﻿',
];

/** Damages a real export `count` times at random places (repeatable by `seed`) and reads and converts each. `read` is for a control. */
export async function fuzzExports(
  count: number,
  seed: number,
  read: typeof readExportText = readExportText,
): Promise<FuzzCount> {
  const whole = gunzipSync(await readFile(fixture)).toString('utf8');
  const random = randomFrom(seed);
  let crashed = 0;
  let hung = 0;
  let items = 0;
  let firstFault = '';
  for (let trial = 0; trial < count; trial += 1) {
    const text = damaged(whole, random);
    const startedMs = performance.now();
    try {
      const found: ExportItem[] = [];
      await read(text, (item) => found.push(item));
      items += found.length;
      for (const item of found)
        convertContent(item.content, { attachment: () => undefined, ownPictures: [], rewriteUrl: () => undefined });
    } catch (error) {
      crashed += 1;
      firstFault ||= `trial ${trial}: ${String(error)}`;
    }
    if (performance.now() - startedMs > 2_000) {
      hung += 1;
      firstFault ||= `trial ${trial} took ${Math.round(performance.now() - startedMs)} ms`;
    }
  }
  return { exports: count, crashed, hung, items, firstFault };
}

/** A piece of the export, some of it taken out, doubled, cut or with something dangerous put in. */
function damaged(whole: string, random: () => number): string {
  const at = (length: number) => Math.floor(random() * length);
  const start = at(whole.length);
  let text = whole.slice(0, 1_500) + whole.slice(start, start + 12_000);
  for (let change = at(8) + 1; change > 0; change -= 1) {
    const from = at(text.length);
    const kind = at(4);
    if (kind === 0) text = text.slice(0, from) + text.slice(from + at(200));
    else if (kind === 1) text = text.slice(0, from) + (insertions[at(insertions.length)] ?? '') + text.slice(from);
    else if (kind === 2) text = text.slice(0, from) + text.slice(from, from + at(300)).repeat(2) + text.slice(from);
    else text = text.slice(0, Math.max(1_000, from));
  }
  return text;
}

/** A small generator of numbers that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
