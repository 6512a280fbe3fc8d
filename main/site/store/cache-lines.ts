import { randomUUID } from 'node:crypto';
import { asciiJson, parseJson } from '../../node/ascii-json.ts';
import { sha256 } from '../../node/hash.ts';
import type { PostFacts } from '../gather.ts';
import type { BuildCache, CachedPage, CompressedFile } from './build-cache.ts';
import { type FactsRow, factsFrom, factsRowOf, KeptPage, type KeptRow, pageOf, type Row, rowOf } from './cache-rows.ts';

/** A change as text, and the name of the state it leads to. */
export interface WrittenChange {
  readonly state: string;
  readonly text: string;
}

/** On what machine and store a cache was written. */
export interface WrittenWhere {
  /** When the machine was started, in UTC milliseconds by its clock. */
  readonly startMs: number;
  /** Of the store: while it is the same one, every object is there. Absent where another program may remove some. */
  readonly seal?: string;
}

/** A cache that was read. */
export interface ReadCache {
  readonly state: string;
  readonly written: WrittenWhere;
  readonly cache: BuildCache & {
    readonly pages: Map<string, CachedPage>;
    readonly facts: Map<string, PostFacts>;
  };
}

/** Raised whenever the same inputs would give other bytes than before, other pages would be planned, or these lines another form. */
const format = 11;

const lineEnd = 10;

/** What is written first, and again with each change. */
interface Head {
  readonly written: WrittenWhere;
  readonly buildsSincePrune: number;
  readonly reused: BuildCache['reused'];
  readonly shared?: string;
  readonly own?: readonly (readonly [string, string])[];
}

/** A change from one state to the next. Only what is another object than before is in it. */
interface Change extends Head {
  readonly from: string;
  readonly pages: readonly (readonly [Row, CachedPage['inputs']])[];
  readonly facts: readonly FactsRow[];
}

/**
 * A whole cache: a line for its head, one for pages, one for facts, one for compressed files; then, a line a page, the keys of its
 * inputs, so that nobody has to take apart what he does not ask for.
 */
export function wholeLines(
  cache: BuildCache,
  written: WrittenWhere,
): { readonly state: string; readonly bytes: Uint8Array } {
  const pages = [...cache.pages.values()];
  const inputs = pages.map((page) => asciiJson(page.inputs));
  // Two of one content are two states.
  const head = { format, name: randomUUID(), ...headOf(cache, written) };
  const lines = [
    asciiJson(head),
    asciiJson(pages.map((page, index): KeptRow => [...rowOf(page), inputs[index]?.length ?? 0])),
    asciiJson([...cache.facts].map(factsRowOf)),
    asciiJson([...cache.compressed]),
    ...inputs,
  ];
  // ASCII alone, which is copied in a tenth of the time that UTF-8 takes.
  const body = Buffer.from(`${lines.join('\n')}\n`, 'latin1');
  const state = sha256(body);
  return { state, bytes: Buffer.concat([Buffer.from(`${state}\n`), body]) };
}

/** Whether these bytes are what `wholeLines` wrote, to the last one. */
export function isAsWritten(bytes: Buffer): boolean {
  const start = bytes.indexOf(lineEnd) + 1;
  return bytes.toString('latin1', 0, Math.max(0, start - 1)) === sha256(bytes.subarray(start));
}

/** Reads what `wholeLines` wrote; undefined for anything else, as far as its form tells: see `isAsWritten`. */
export function readWhole(bytes: Buffer): ReadCache | undefined {
  let end = 0;
  const line = (): Buffer => {
    const start = end;
    end = bytes.indexOf(lineEnd, start) + 1;
    return bytes.subarray(start, Math.max(start, end - 1));
  };
  const [state, head, rows, facts, compressed] = [line(), line(), line(), line(), line()];
  const { written, buildsSincePrune, reused, shared, own, ...rest } = parseJson(head) as Head & {
    readonly format?: unknown;
  };
  if (rest.format !== format) return undefined;
  // Written by `wholeLines` of this very format; it lies in the program's own folder.
  const kept = parseJson(rows) as readonly KeptRow[];
  const pages = new Map<string, CachedPage>();
  for (const row of kept) {
    const start = end;
    end += row[8] + 1;
    pages.set(row[0], new KeptPage(row, bytes, start, end));
  }
  if (end !== bytes.byteLength) return undefined;
  const known = new Map<string, PostFacts>();
  for (const row of parseJson(facts) as readonly FactsRow[]) known.set(row[0], factsFrom(row));
  const cache = {
    pages,
    facts: known,
    compressed: new Map(parseJson(compressed) as readonly [string, CompressedFile[]][]),
    reused,
    buildsSincePrune,
    ...surroundingsOf({ shared, own }),
  };
  return { state: state.toString(), written, cache };
}

/** What leads from one cache to the next as one line; undefined where writing the whole takes no longer. */
export function changeLine(
  from: string,
  before: BuildCache,
  now: BuildCache,
  written: WrittenWhere,
): WrittenChange | undefined {
  if (now.pages.size !== before.pages.size || now.facts.size !== before.facts.size || now.compressed.size > 0)
    return undefined;
  const otherPages = changedIn(before.pages, now.pages);
  const otherFacts = changedIn(before.facts, now.facts);
  if (otherPages === undefined || otherFacts === undefined) return undefined;
  const pages = otherPages.map(([, page]) => [rowOf(page), page.inputs] as const);
  const change: Change = { from, ...headOf(now, written), pages, facts: otherFacts.map(factsRowOf) };
  const json = JSON.stringify(change);
  const state = sha256(json);
  return { state, text: `${state} ${json}\n` };
}

/** More of them are no small change. */
const maxChanges = 2_000;

/** Entries of which another object was there before; undefined for too many, or where a key is new. Most often both have one order. */
function changedIn<Value>(
  before: ReadonlyMap<string, Value>,
  now: ReadonlyMap<string, Value>,
): readonly (readonly [string, Value])[] | undefined {
  const changed: (readonly [string, Value])[] = [];
  const values = before.values();
  for (const entry of now) {
    if (values.next().value === entry[1]) continue;
    const was = before.get(entry[0]);
    if (was === undefined || changed.length > maxChanges) return undefined;
    if (was !== entry[1]) changed.push(entry);
  }
  return changed;
}

/**
 * Brings a cache that was read on by a line, changing its maps; leaves it as it is where the line does not follow on it. Answers
 * undefined for a damaged line.
 */
export function withChange(read: ReadCache, line: string): ReadCache | undefined {
  const [state, json] = [line.slice(0, 64), line.slice(65)];
  if (state !== sha256(json)) return undefined;
  const { from, written, buildsSincePrune, reused, shared, own, ...change } = JSON.parse(json) as Change;
  if (from !== read.state) return read;
  const { pages, facts, compressed } = read.cache;
  for (const [row, inputs] of change.pages) pages.set(row[0], pageOf(row, inputs));
  for (const row of change.facts) facts.set(row[0], factsFrom(row));
  const cache = { pages, facts, compressed, reused, buildsSincePrune, ...surroundingsOf({ shared, own }) };
  return { state, written, cache };
}

function headOf({ surroundings, reused, buildsSincePrune }: BuildCache, written: WrittenWhere): Head {
  const planned = surroundings === undefined ? {} : { shared: surroundings.shared, own: [...surroundings.own] };
  return { written, buildsSincePrune, reused, ...planned };
}

function surroundingsOf({
  shared,
  own,
}: {
  shared: string | undefined;
  own: Head['own'];
}): Pick<BuildCache, 'surroundings'> {
  return shared === undefined ? {} : { surroundings: { shared, own: new Map(own) } };
}
