import type { Defines, Definitions, Reference } from './block.ts';
import { readyAbbreviations } from './rules/abbreviation.ts';

/** Puts together what the blocks of a text define; the first of equal labels counts. */
export function collectDefinitions(blocks: Iterable<Defines>): Definitions {
  const references = new Map<string, Reference>();
  const footnotes = new Set<string>();
  const abbreviationTitles = new Map<string, string>();
  for (const block of blocks) {
    for (const [label, reference] of block.references) if (!references.has(label)) references.set(label, reference);
    for (const label of block.footnotes) footnotes.add(label);
    for (const [label, title] of block.abbreviations)
      if (!abbreviationTitles.has(label)) abbreviationTitles.set(label, title);
  }
  return { references, footnotes, abbreviationTitles, abbreviations: readyAbbreviations(abbreviationTitles) };
}

/** Whether the block defines anything. */
export function definesAnything({ references, footnotes, abbreviations }: Defines): boolean {
  return references.length + footnotes.length + abbreviations.length > 0;
}

/** What changed between two sets of definitions: labels as in `Block.consulted`, and abbreviations. */
export interface ChangedDefinitions {
  readonly consulted: ReadonlySet<string>;
  readonly abbreviations: readonly string[];
}

/** Compares two sets of definitions; undefined when they mean the same. */
export function changedDefinitions(before: Definitions, after: Definitions): ChangedDefinitions | undefined {
  const consulted = new Set<string>();
  for (const label of differing(before.references, after.references, sameReference)) consulted.add(`r${label}`);
  for (const label of before.footnotes) if (!after.footnotes.has(label)) consulted.add(`f${label}`);
  for (const label of after.footnotes) if (!before.footnotes.has(label)) consulted.add(`f${label}`);
  const abbreviations = differing(before.abbreviationTitles, after.abbreviationTitles, Object.is);
  return consulted.size + abbreviations.length === 0 ? undefined : { consulted, abbreviations };
}

function differing<Value>(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
  isSame: (one: Value | undefined, other: Value | undefined) => boolean,
): string[] {
  const gone = [...before.keys()].filter((label) => !after.has(label));
  return [...gone, ...[...after].filter(([label, value]) => !isSame(before.get(label), value)).map(([label]) => label)];
}

function sameReference(one: Reference | undefined, other: Reference | undefined): boolean {
  return one?.href === other?.href && one?.title === other?.title && (one === undefined) === (other === undefined);
}
