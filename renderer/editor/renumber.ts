import { type ChangeSpec, countColumn, type Text } from '@codemirror/state';

const item = /^(\s*)(?:(\d{1,9})([.)])|[-*+])\s/;

/**
 * Changes that let each numbered list around the lines `[first, last]` count up by one from its first number, at every level.
 * Lists end at a line that is neither an item, indented, nor blank. Lines count from 1.
 */
export function renumbered(doc: Text, first: number, last: number): readonly ChangeSpec[] {
  const [from, to] = [listStart(doc, first), listEnd(doc, last)];
  const open: { indent: number; next: number; sign: string }[] = [];
  const changes: ChangeSpec[] = [];
  for (let number = from; number <= to; number += 1) {
    const line = doc.line(number);
    const match = item.exec(line.text);
    if (match === null) continue;
    const [, space = '', digits, sign = ''] = match;
    const indent = countColumn(space, 4);
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) > indent) open.pop();
    const list = open.at(-1);
    if (list === undefined || list.indent < indent || list.sign !== sign) {
      if (list?.indent === indent) open.pop();
      open.push({ indent, next: Number(digits ?? 0) + 1, sign });
    } else {
      const start = line.from + space.length;
      if (digits !== undefined && Number(digits) !== list.next)
        changes.push({ from: start, to: start + digits.length, insert: String(list.next) });
      list.next += 1;
    }
  }
  return changes;
}

function listStart(doc: Text, line: number): number {
  let start = line;
  while (start > 1 && belongs(doc.line(start - 1).text)) start -= 1;
  return start;
}

function listEnd(doc: Text, line: number): number {
  let end = line;
  while (end < doc.lines && belongs(doc.line(end + 1).text)) end += 1;
  return end;
}

function belongs(text: string): boolean {
  return item.test(text) || /^(?:\s+\S|\s*$)/.test(text);
}
