import { isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import { keyOf, rangeOf } from './front-matter-yaml.ts';
import type { TextEdit } from './front-matter-yaml-change.ts';
import type { YamlValue } from './front-matter-yaml-render.ts';

/** Edits of a mapping in braces: YAML's flow style, or JSON. */
export function flowMapEdits(
  text: string,
  map: YAMLMap,
  changes: ReadonlyMap<string, YamlValue | null>,
): readonly TextEdit[] {
  const [, end] = rangeOf(map) ?? [0, text.length];
  const last = map.items.at(-1);
  const lastEnd = rangeOf(last?.value ?? last?.key)?.[1];
  const edits: TextEdit[] = [];
  let kept = map.items.length;
  let added = '';
  for (const [key, value] of changes) {
    const index = map.items.findIndex((item) => keyOf(item) === key);
    const pair = map.items[index];
    if (pair === undefined) {
      if (value !== null)
        added += `${kept > 0 || added !== '' ? ',' : ''}${flowGap(text, map)}"${key}": ${JSON.stringify(value)}`;
    } else if (value === null) {
      edits.push(flowRemoval(text, map, index));
      kept -= 1;
    } else if (JSON.stringify(plainOf(pair.value)) !== JSON.stringify(value)) {
      const [from, to] = rangeOf(pair.value) ?? [end, end];
      edits.push({ from, to, insert: JSON.stringify(value) });
    }
  }
  if (added !== '') edits.push({ from: lastEnd ?? end - 1, to: lastEnd ?? end - 1, insert: added });
  return edits;
}

function flowRemoval(text: string, map: YAMLMap, index: number): TextEdit {
  const start = (item: Pair | undefined): number => rangeOf(item?.key)?.[0] ?? 0;
  const pair = map.items[index];
  const next = map.items[index + 1];
  if (next !== undefined) return { from: start(pair), to: start(next), insert: '' };
  const before = map.items[index - 1];
  const from = before === undefined ? start(pair) : (rangeOf(before.value)?.[1] ?? start(pair));
  return { from, to: rangeOf(pair?.value)?.[1] ?? text.length, insert: '' };
}

/** What stands before a key of a flow mapping: a line end and its indentation, or one space. */
function flowGap(text: string, map: YAMLMap): string {
  const first = rangeOf(map.items[0]?.key)?.[0];
  return /\s*$/.exec(text.slice(0, first ?? 0))?.[0] || ' ';
}

function plainOf(value: unknown): unknown {
  return isScalar(value) ? value.value : isSeq(value) ? value.items.map(plainOf) : value;
}
