import { Document, isMap, parseDocument } from 'yaml';
import type { TargetSettings } from '../../common/site-settings.ts';

/**
 * The text of `offprint.yml` with other targets. Only the lines of `targets` change; inside them, targets that stay as
 * they are keep their comments and their form.
 */
export function changeTargetsText(text: string, targets: readonly TargetSettings[]): string {
  const document = parseDocument(text);
  const pair = isMap(document.contents)
    ? document.contents.items.find(({ key }) => String(key) === 'targets')
    : undefined;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const range = pair === undefined ? undefined : rangeOf(pair);
  if (range === undefined) {
    if (targets.length === 0) return text;
    const start = text === '' || text.endsWith('\n') ? text : `${text}${lineEnd}`;
    return start + rendered(new Document({ targets }), lineEnd);
  }
  const [from, to] = range;
  if (targets.length === 0) return text.slice(0, from) + text.slice(to);
  return text.slice(0, from) + rendered(withTargets(text.slice(from, to), targets), lineEnd) + text.slice(to);
}

/** The lines of one key as a document of their own, its items replaced one by one. */
function withTargets(lines: string, targets: readonly TargetSettings[]): Document {
  const document = new Document();
  document.contents = parseDocument(lines).contents;
  const before: unknown = document.toJS();
  const old = before !== null && typeof before === 'object' && 'targets' in before ? before.targets : [];
  const oldTargets: readonly unknown[] = Array.isArray(old) ? old : [];
  const isSameOrder = oldTargets.every((target, index) => nameOf(target) === nameOf(targets[index]));
  if (!isSameOrder || oldTargets.length > targets.length) {
    document.set('targets', document.createNode(targets));
    return document;
  }
  targets.forEach((target, index) => {
    if (JSON.stringify(oldTargets[index]) !== JSON.stringify(target)) {
      document.setIn(['targets', index], document.createNode(target));
    }
  });
  return document;
}

function nameOf(target: unknown): unknown {
  return typeof target === 'object' && target !== null && 'name' in target ? target.name : undefined;
}

function rendered(document: Document, lineEnd: string): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).replaceAll('\n', lineEnd);
}

/** From the key's first character to the end of its value's last line. */
function rangeOf(pair: { readonly key: unknown; readonly value: unknown }): readonly [number, number] | undefined {
  const from = endOf(pair.key)?.[0];
  const to = endOf(pair.value)?.[2] ?? endOf(pair.key)?.[2];
  return from === undefined || to === undefined ? undefined : [from, to];
}

function endOf(node: unknown): readonly number[] | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  return node.range.every((place) => typeof place === 'number') ? node.range : undefined;
}
