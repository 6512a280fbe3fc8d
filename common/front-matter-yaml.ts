import { type Document, isMap, isNode, isScalar, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { ProblemReason } from './problem-reason.ts';

/** Why a header is no YAML that can be used. `line` counts from 1 in the header. */
export interface YamlProblem {
  readonly reason: ProblemReason;
  readonly line: number;
}

/** A header that was read. `map` is undefined when it is empty. */
export interface YamlHeader {
  readonly map?: YAMLMap;
  /** All keys as plain data, aliases resolved. */
  readonly plain: Readonly<Record<string, unknown>>;
}

/**
 * Reads a YAML mapping as other blog programs mean it: YAML 1.2 core schema (so dates and `no` stay text), no merge keys.
 * Aliases that would unfold to much are refused.
 */
export function readYaml(header: string): YamlHeader | YamlProblem {
  const document = parseYaml(header);
  const error = document.errors[0];
  if (error !== undefined) {
    return {
      reason: { kind: 'yaml', code: error.code },
      line: Math.min(error.linePos?.[0].line ?? 1, lastLine(header)),
    };
  }
  if (document.contents === null || isEmptyScalar(document.contents)) return { plain: {} };
  if (!isMap(document.contents)) return { reason: { kind: 'no-keys' }, line: 1 };
  try {
    const plain: unknown = document.toJS({ maxAliasCount: 50 });
    // The contents are a mapping, so what comes out is an object.
    return { map: document.contents, plain: plain as Record<string, unknown> };
  } catch {
    return { reason: { kind: 'too-many-aliases' }, line: 1 };
  }
}

function lastLine(header: string): number {
  return header.replace(/\n$/, '').split('\n').length;
}

/** Text of a scalar as written: `1.10` stays `1.10` although its value is a number. */
export function scalarText(node: unknown): string {
  if (!isScalar(node) || node.value === null || node.value === undefined) return '';
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

/** True for a value that is not there: nothing after the colon, `~`, `null` or an empty text. */
export function isEmptyScalar(node: unknown): boolean {
  return isScalar(node) && (node.value === null || node.value === '');
}

/** Parses a mapping the one way all of the program does. */
export function parseYaml(header: string): Document.Parsed {
  return parseDocument(header, { version: '1.2', schema: 'core', merge: false, strict: true, uniqueKeys: true });
}

/** From where to where a node stands in its text, without a comment behind it; undefined for one that is not there. */
export function rangeOf(node: unknown): readonly [number, number] | undefined {
  const range: Node['range'] = isNode(node) ? node.range : null;
  return range === null || range === undefined ? undefined : [range[0], range[1]];
}

/** A key's text; undefined for keys that are lists or mappings. */
export function keyOf(pair: { readonly key: unknown }): string | undefined {
  return isScalar(pair.key) ? scalarText(pair.key) : undefined;
}
