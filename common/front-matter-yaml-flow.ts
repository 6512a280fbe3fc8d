import { isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import { keyOf, rangeOf } from './front-matter-yaml.ts';
import type { TextEdit } from './front-matter-yaml-change.ts';
import type { YamlValue } from './front-matter-yaml-render.ts';

/**
 * Edits of a mapping in braces: YAML's flow style, or JSON. New values take the place of old ones; where keys come or go, the
 * braces are filled anew from what the keys that stay looked like.
 */
export function flowMapEdits(
  text: string,
  map: YAMLMap,
  changes: ReadonlyMap<string, YamlValue | null>,
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const names = map.items.map(keyOf);
  let isRearranged = false;
  for (const [key, value] of changes) {
    const pair = map.items[names.indexOf(key)];
    if (pair === undefined) isRearranged ||= value !== null;
    else if (value === null) isRearranged = true;
    else if (JSON.stringify(plainOf(pair.value)) !== JSON.stringify(value)) {
      const [from, to] = rangeOf(pair.value) ?? [0, 0];
      edits.push({ from, to, insert: spaced(text, from, JSON.stringify(withoutNulls(value))) });
    }
  }
  return isRearranged ? [refilled(text, map, changes)] : edits;
}

function refilled(text: string, map: YAMLMap, changes: ReadonlyMap<string, YamlValue | null>): TextEdit {
  const [start, end] = rangeOf(map) ?? [0, text.length];
  const names = map.items.map(keyOf);
  const kept = map.items.flatMap((pair, index) => {
    const value = changes.get(names[index] ?? '');
    if (value === null) return [];
    return [value === undefined ? sourceOf(text, pair) : rendered(names[index] ?? '', value)];
  });
  const added = [...changes].flatMap(([key, value]) =>
    value === null || names.includes(key) ? [] : [rendered(key, value)],
  );
  const first = rangeOf(map.items[0]?.key)?.[0] ?? start + 1;
  const gap = /^\s*$/.test(text.slice(start + 1, first)) ? text.slice(start + 1, first) : '';
  const tail = /\s*$/.exec(text.slice(start + 1, end - 1))?.[0] ?? '';
  const items = [...kept, ...added].join(`,${gap === '' ? ' ' : gap}`);
  return { from: start, to: end, insert: items === '' ? '{}' : `{${gap}${items}${tail}}` };
}

function sourceOf(text: string, pair: Pair): string {
  const from = rangeOf(pair.key)?.[0] ?? 0;
  return text.slice(from, Math.max(rangeOf(pair.value)?.[1] ?? 0, rangeOf(pair.key)?.[1] ?? 0));
}

function rendered(key: string, value: YamlValue): string {
  return `${JSON.stringify(key)}: ${JSON.stringify(withoutNulls(value))}`;
}

function withoutNulls(value: YamlValue): unknown {
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
}

function spaced(text: string, from: number, value: string): string {
  return text[from - 1] === ':' ? ` ${value}` : value;
}

function plainOf(value: unknown): unknown {
  return isScalar(value) ? value.value : isSeq(value) ? value.items.map(plainOf) : value;
}
