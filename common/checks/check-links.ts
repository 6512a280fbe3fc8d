import { localPathOf } from '../markdown/local-path.ts';
import { anchorSlug } from '../markdown/plain-text.ts';
import { wordsProblem } from '../media-words.ts';
import type { TextChange } from '../post.ts';
import type { CheckSurroundings, LinkedPost, TextFinding } from './findings.ts';
import { anchorsIn } from './text-anchors.ts';
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
      const written = readLink(match, line.from);
      const found = written.isPicture ? checkPicture(written, around) : checkTarget(written, anchors, around);
      findings.push(...found);
    }
    for (const match of line.prose.matchAll(named)) {
      const from = line.from + match.index;
      const finding = checkName(match[1] ?? '', anchors, around);
      if (finding !== undefined) findings.push({ ...finding, from, to: from + match[0].length });
    }
  }
  return findings;
}

/** A link or picture as written. `words` and `address` are places. */
interface WrittenLink {
  readonly isPicture: boolean;
  readonly place: Place;
  readonly words: Place;
  readonly address: Place;
  readonly said: string;
  readonly target: string;
  readonly title: string | undefined;
}

interface Place {
  readonly from: number;
  readonly to: number;
}

function readLink(match: RegExpExecArray, lineFrom: number): WrittenLink {
  const [whole, bang = '', said = '', written = '', title] = match;
  const from = lineFrom + match.index;
  const words = { from: from + bang.length + 1, to: from + bang.length + 1 + said.length };
  const behind = whole.slice(words.to + 2 - from);
  const addressFrom = words.to + 2 + (behind.length - behind.trimStart().length);
  return {
    isPicture: bang === '!',
    place: { from, to: from + whole.length },
    words,
    address: { from: addressFrom, to: addressFrom + written.length },
    said,
    target: written.replace(/^<|>$/g, '').replace(/\\(.)/g, '$1'),
    title,
  };
}

function checkPicture({ place, words, address, said, target, title }: WrittenLink, around: CheckSurroundings) {
  const findings: TextFinding[] = [];
  const path = localPathOf(target, around.postId);
  if (target === '') findings.push({ kind: 'empty-link', ...place, write: address });
  else if (path !== undefined && around.hasFile(path) === false)
    findings.push({ kind: 'missing-file', path, ...place, ...fixFile(path, address, around) });
  const problem = wordsProblem(target, said, title);
  if (problem !== undefined) findings.push({ kind: 'picture-words', problem, ...place, write: words });
  return findings;
}

function checkTarget(
  { place, address, target }: WrittenLink,
  anchors: ReadonlySet<string>,
  around: CheckSurroundings,
): TextFinding[] {
  if (target === '') return [{ kind: 'empty-link', ...place, write: address }];
  const hashAt = target.indexOf('#');
  const anchor = hashAt < 0 ? '' : decode(target.slice(hashAt + 1));
  if (hashAt === 0) {
    if (isReachable(anchor, anchors.has(anchor))) return [];
    const slug = anchorSlug(anchor);
    const fix = anchors.has(slug) ? replacing(address, `#${slug}`) : {};
    return [{ kind: 'broken-anchor', anchor, ...place, ...fix }];
  }
  const path = localPathOf(target, around.postId);
  if (path === undefined) return [];
  if (path.startsWith('media/')) {
    if (around.hasFile(path) !== false) return [];
    return [{ kind: 'missing-file', path, ...place, ...fixFile(path, address, around) }];
  }
  const post = around.findPost(path, 'file');
  if (post === 'unknown') return [];
  if (post !== undefined) return checkPost(post, anchor, around).map((finding) => ({ ...finding, ...place }));
  if (!isMeantAsPost(path, target)) return [];
  // A file's name without its folder is still meant as that post.
  const name = path.split('/').at(-1) ?? path;
  const meant = around.findPost(name, 'name');
  const hash = hashAt < 0 ? '' : target.slice(hashAt);
  const fix = meant === undefined || meant === 'unknown' ? {} : replacing(address, `/${encodeURI(meant.id)}${hash}`);
  return [{ kind: 'broken-link', target, ...place, ...fix }];
}

function checkName(name: string, anchors: ReadonlySet<string>, around: CheckSurroundings): Finding | undefined {
  if (/^toc$/i.test(name)) return undefined;
  const [title = '', heading = ''] = splitOnce(name, '#');
  const anchor = heading === '' ? '' : anchorSlug(heading);
  if (title.trim() === '')
    return isReachable(anchor, anchors.has(anchor)) ? undefined : { kind: 'broken-anchor', anchor };
  const post = around.findPost(title.trim(), 'name');
  if (post === 'unknown') return undefined;
  return post === undefined ? { kind: 'broken-link', target: name } : checkPost(post, anchor, around)[0];
}

type Finding = { readonly kind: 'broken-link'; readonly target: string } | PostFinding;
type PostFinding =
  | { readonly kind: 'broken-anchor'; readonly anchor: string; readonly title?: string }
  | { readonly kind: 'link-to-draft'; readonly title: string };

function checkPost({ id, title, isDraft }: LinkedPost, anchor: string, around: CheckSurroundings): PostFinding[] {
  const findings: PostFinding[] = isDraft ? [{ kind: 'link-to-draft', title }] : [];
  if (!isReachable(anchor, anchor === '' || around.hasAnchor(id, anchor)))
    findings.push({ kind: 'broken-anchor', anchor, title });
  return findings;
}

/** Places that are made around a text: by themes, by footnotes, by browsers. */
const made = /^(?:top|content|related|comments|comment-.*|fn-.*|fnref-.*)?$/;

function isReachable(anchor: string, isKnown: boolean | 'unknown'): boolean {
  return isKnown !== false || made.test(anchor);
}

/** True for a Markdown file, and for a name beside the post that is no file of another kind. */
function isMeantAsPost(path: string, target: string): boolean {
  if (/\.(?:md|markdown)$/i.test(path)) return true;
  return !target.startsWith('/') && !/[.?]|\/$/.test(target.replace(/^(?:\.{1,2}\/)+/, '').replace(/#.*$/s, ''));
}

function fixFile(path: string, address: Place, around: CheckSurroundings) {
  const found = around.findFile(path.split('/').at(-1) ?? path);
  return found === undefined ? {} : replacing(address, `/${encodeURI(found)}`);
}

function replacing({ from, to }: Place, insert: string): { readonly fix: readonly TextChange[] } {
  return { fix: [{ from, to, insert }] };
}

function splitOnce(text: string, sign: string): readonly string[] {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + sign.length)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
