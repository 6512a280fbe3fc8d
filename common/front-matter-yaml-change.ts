import { isMap, isScalar, isSeq, type Pair, type Scalar, YAMLMap } from 'yaml';
import { lineEndOf } from './front-matter.ts';
import { isEmptyScalar, keyOf, parseYaml, rangeOf, scalarText } from './front-matter-yaml.ts';
import { flowMapEdits } from './front-matter-yaml-flow.ts';
import { isList, renderPair, renderScalar, type YamlValue } from './front-matter-yaml-render.ts';

/**
 * Gives keys of a YAML mapping new values, takes keys with null out and adds missing ones at the end. Only the lines of the
 * keys that change are touched; quoting, list style and comments of the rest stay byte for byte. A key whose value is already
 * the one asked for is not touched. The header must be one that `readYaml` could read.
 */
export function changeYaml(header: string, changes: ReadonlyMap<string, YamlValue | null>): string {
  const document = parseYaml(header);
  const root = isMap(document.contents) ? document.contents : new YAMLMap();
  const edits =
    root.flow === true ? flowMapEdits(header, root, changes) : mapEdits(header, root, changes, 0, header.length);
  return applyEdits(header, edits);
}

/** A piece of a text and what takes its place. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

function applyEdits(text: string, edits: readonly TextEdit[]): string {
  // Applied from the end. What a mapping adds inside itself comes before what the one around it adds at the same place.
  const ordered = [...edits].reverse().sort((a, b) => b.from - a.from || b.to - a.to);
  return ordered.reduce((result, edit) => result.slice(0, edit.from) + edit.insert + result.slice(edit.to), text);
}

/** Edits of a block mapping whose keys stand at column `indent`; new keys go to `end`. */
function mapEdits(
  text: string,
  map: YAMLMap,
  changes: ReadonlyMap<string, YamlValue | null>,
  indent: number,
  end: number,
): readonly TextEdit[] {
  const newline = lineEndOf(text);
  const edits: TextEdit[] = [];
  let added = '';
  for (const [key, value] of changes) {
    const pair = map.items.find((item) => keyOf(item) === key);
    if (pair === undefined) {
      if (value !== null) added += renderPair(key, value, indent, newline);
    } else if (value === null) edits.push(removal(text, pair));
    else edits.push(...valueEdits(text, pair, value, indent));
  }
  if (added !== '') {
    const needsLineEnd = end > 0 && text[end - 1] !== '\n';
    edits.push({ from: end, to: end, insert: (needsLineEnd ? newline : '') + added });
  }
  return edits;
}

function valueEdits(text: string, pair: Pair, value: YamlValue, indent: number): readonly TextEdit[] {
  const node = pair.value;
  const [from, to] = rangeOf(node) ?? [0, 0];
  const newline = lineEndOf(text);
  if (isScalar(node) && !isList(value) && typeof value !== 'object') {
    if (isSame(node, value)) return [];
    return [replaceRange(text, from, to, renderScalar(value, node.type, false))];
  }
  if (isSeq(node) && isList(value)) {
    const items = node.items.map((item) => ({ text: scalarText(item), range: rangeOf(item) }));
    if (
      sameList(
        items.map((item) => item.text),
        value,
      )
    )
      return [];
    if (node.flow === true || value.length === 0) {
      return [replaceRange(text, from, to, flowList(text, items, value))];
    }
    return blockListEdits(text, from, to, items, value);
  }
  if (isMap(node) && typeof value === 'object' && !isList(value)) {
    const changes = new Map<string, YamlValue | null>(Object.entries(value));
    if (node.flow === true) return flowMapEdits(text, node, changes);
    return mapEdits(text, node, changes, columnOf(text, from), to);
  }
  if (isList(value) && value.length > 0 && isScalar(node) && !isEmptyScalar(node)) {
    return [replaceRange(text, from, to, flowList(text, [], value))];
  }
  const keyFrom = rangeOf(pair.key)?.[0] ?? from;
  const key = text.slice(keyFrom, rangeOf(pair.key)?.[1] ?? keyFrom);
  const rendered = renderPair(key, value, indent, newline).trimStart();
  return [{ from: keyFrom, to: lineEndAfter(text, to), insert: rendered }];
}

/** Keeps the source of items that stay, so that a tag added to a list adds one line. */
function blockListEdits(
  text: string,
  from: number,
  to: number,
  items: readonly { readonly text: string; readonly range: readonly [number, number] | undefined }[],
  value: readonly string[],
): readonly TextEdit[] {
  const newline = lineEndOf(text);
  const indent = ' '.repeat(columnOf(text, from));
  const left = items.map((item, index) => {
    const start = index === 0 ? from : lineStart(text, item.range?.[0] ?? from);
    const next = items[index + 1]?.range?.[0];
    return { text: item.text, source: text.slice(start, next === undefined ? to : lineStart(text, next)) };
  });
  const lines = value.map((wanted) => {
    const index = left.findIndex((item) => item.text === wanted);
    const kept = index === -1 ? undefined : left.splice(index, 1)[0]?.source;
    if (kept === undefined) return `${indent}- ${renderScalar(wanted, undefined, false)}${newline}`;
    const whole = kept.startsWith(' ') || indent === '' ? kept : indent + kept;
    return whole.endsWith('\n') ? whole : whole + newline;
  });
  const closing = text[to - 1] === '\n' ? '' : newline;
  const body = lines.join('').slice(indent.length);
  return [{ from, to, insert: closing === '' ? body : body.slice(0, -newline.length) }];
}

function removal(text: string, pair: Pair): TextEdit {
  const keyRange = rangeOf(pair.key);
  const valueRange = rangeOf(pair.value);
  const from = lineStart(text, keyRange?.[0] ?? 0);
  return { from, to: lineEndAfter(text, Math.max(valueRange?.[1] ?? 0, keyRange?.[1] ?? 0)), insert: '' };
}

function replaceRange(text: string, from: number, to: number, value: string): TextEdit {
  const before = text[from - 1];
  const space = before === ':' || before === '-' ? ' ' : '';
  const lineEnd = to > from && text[to - 1] === '\n' ? lineEndOf(text) : '';
  return { from, to, insert: space + value + lineEnd };
}

function flowList(
  text: string,
  items: readonly { readonly text: string; readonly range: readonly [number, number] | undefined }[],
  value: readonly string[],
): string {
  const rendered = value.map((wanted) => {
    const same = items.find((item) => item.text === wanted)?.range;
    return same === undefined ? renderScalar(wanted, undefined, true) : text.slice(same[0], same[1]);
  });
  return `[${rendered.join(', ')}]`;
}

function isSame(node: Scalar, value: string | number | boolean): boolean {
  return typeof value === 'string' ? scalarText(node) === value && node.value !== null : node.value === value;
}

function sameList(found: readonly string[], wanted: readonly string[]): boolean {
  return found.length === wanted.length && found.every((item, index) => item === wanted[index]);
}

function columnOf(text: string, position: number): number {
  return position - lineStart(text, position);
}

function lineStart(text: string, position: number): number {
  return position === 0 ? 0 : text.lastIndexOf('\n', position - 1) + 1;
}

/** Start of the line after the one that `position` ends in; `position` itself when it is a line's start already. */
function lineEndAfter(text: string, position: number): number {
  if (text[position - 1] === '\n') return position;
  const end = text.indexOf('\n', position);
  return end === -1 ? text.length : end + 1;
}
