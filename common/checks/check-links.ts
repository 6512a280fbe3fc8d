import { localPathOf } from '../markdown/local-path.ts';
import { anchorSlug } from '../markdown/plain-text.ts';
import { wordsProblem } from '../media-words.ts';
import type { CheckSurroundings, TextFinding } from './findings.ts';
import { linesAStep, type Steps, type TextLine } from './text-lines.ts';

const link =
  /(!?)\[((?:[^[\]\\]|\\.|!\[[^[\]]*\]\([^()]*\))*)\]\(\s*(<[^>]*>|(?:[^()\s\\]|\\.|\([^()]*\))*)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\)/g;
const named = /\[\[([^[\]|]+)(?:\|[^[\]]*)?\]\]/g;

/** Links that lead nowhere, files that are not there, pictures whose words do not help those who cannot see them. */
export function* checkLinks(lines: readonly TextLine[], around: CheckSurroundings): Steps<readonly TextFinding[]> {
  const anchors = yield* anchorsIn(lines);
  const findings: TextFinding[] = [];
  for (const [index, line] of lines.entries()) {
    if (index % linesAStep === 0) yield;
    for (const match of line.prose.matchAll(link)) {
      const [whole, bang, words = '', written = '', title] = match;
      const from = line.from + match.index;
      const place = { from, to: from + whole.length };
      const target = written.replace(/^<|>$/g, '').replace(/\\(.)/g, '$1');
      if (bang === '!') findings.push(...checkPicture(place, words, target, title, around));
      else findings.push(...checkTarget(place, target, anchors, around));
    }
    for (const match of line.prose.matchAll(named)) {
      const [whole, name = ''] = match;
      if (/^toc$/i.test(name)) continue;
      const from = line.from + match.index;
      const place = { from, to: from + whole.length };
      const [title = ''] = name.split('#');
      const post = title.trim() === '' ? 'unknown' : around.findPost(title.trim(), 'name');
      if (post === undefined) findings.push({ kind: 'broken-link', target: name, ...place });
      else if (post !== 'unknown' && post.isDraft)
        findings.push({ kind: 'link-to-draft', title: post.title, ...place });
    }
  }
  return findings;
}

function checkPicture(
  place: { from: number; to: number },
  words: string,
  target: string,
  title: string | undefined,
  around: CheckSurroundings,
): TextFinding[] {
  const findings: TextFinding[] = [];
  const path = localPathOf(target, around.postId);
  if (target === '') findings.push({ kind: 'empty-link', ...place });
  else if (path !== undefined && around.hasFile(path) === false)
    findings.push({ kind: 'missing-file', path, ...place });
  const problem = wordsProblem(target, words, title);
  if (problem !== undefined) findings.push({ kind: 'picture-words', problem, ...place });
  return findings;
}

function checkTarget(
  place: { from: number; to: number },
  target: string,
  anchors: ReadonlySet<string>,
  around: CheckSurroundings,
): TextFinding[] {
  if (target === '') return [{ kind: 'empty-link', ...place }];
  if (target.startsWith('#')) {
    const anchor = decode(target.slice(1));
    return anchor === '' || anchors.has(anchor) ? [] : [{ kind: 'broken-anchor', anchor, ...place }];
  }
  const path = localPathOf(target, around.postId);
  if (path === undefined) return [];
  if (path.startsWith('media/')) {
    return around.hasFile(path) === false ? [{ kind: 'missing-file', path, ...place }] : [];
  }
  if (!/\.(?:md|markdown)$/i.test(path)) return [];
  const post = around.findPost(path, 'file');
  if (post === undefined) return [{ kind: 'broken-link', target, ...place }];
  return post !== 'unknown' && post.isDraft ? [{ kind: 'link-to-draft', title: post.title, ...place }] : [];
}

/** Anchors of the headings, and those that the author gave by `{#name}` or `id="name"`. */
function* anchorsIn(lines: readonly TextLine[]): Steps<ReadonlySet<string>> {
  const anchors = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (index % linesAStep === 0) yield;
    const given = /\{[^}]*#([\w-]+)[^}]*\}/.exec(line.text)?.[1] ?? /\bid=["']([^"']+)["']/.exec(line.text)?.[1];
    if (given !== undefined) anchors.add(given);
    const isUnderlined = /^\s{0,3}(?:=+|-+)\s*$/.test(lines[index + 1]?.text ?? '');
    const heading = /^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(line.text)?.[1] ?? (isUnderlined ? line.text : undefined);
    if (heading === undefined) continue;
    const slug = anchorSlug(heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_`~]/g, ''));
    // Equal headings are told apart by a number, counted from the second one.
    for (let count = 0; count <= 20; count += 1) {
      const anchor = count === 0 ? slug : `${slug}-${count}`;
      if (anchors.has(anchor)) continue;
      anchors.add(anchor);
      break;
    }
  }
  return anchors;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
