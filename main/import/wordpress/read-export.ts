import { SaxesParser } from 'saxes';
import type { ImportRefused } from '../../../common/contract/import.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import { detached } from '../detached-text.ts';
import type { Element } from './element.ts';
import { type ExportPart, exportParts } from './export-parts.ts';
import type { ExportAuthor, ExportBlog, ExportItem, ExportProblem, ExportTerm } from './export-types.ts';
import { readAuthor, readItem, readTerm } from './read-item.ts';
import { repairXml } from './repair-xml.ts';

/** What a whole reading of an export found besides its items. */
export interface ReadExport {
  readonly blog: ExportBlog;
  readonly items: number;
  readonly problems: readonly ExportProblem[];
}

const maxDepth = 50;
const maxProblems = 1_000;
const collected = new Set(['item', 'wp:author', 'wp:category', 'wp:tag', 'wp:term']);

/** Text of one item, or outside of any, that is kept in memory at once; only an attack has more. */
const maxHeldCharacters = 64 * 1024 * 1024;

/**
 * Reads an export from disk, one item at a time, in memory bounded by its largest item. Reads past what is ill-formed (an
 * unescaped `&`, control characters, a cut end) and names the line. A DOCTYPE is refused: entities can be bombs. The parts of an
 * archive are read as one export.
 */
export async function readExport(
  file: string,
  onItem: (item: ExportItem) => Promise<void> | void,
): Promise<Result<ReadExport, ImportRefused>> {
  const read: ReadExport[] = [];
  try {
    for (const part of await exportParts(file)) {
      const one = await readPart(part, onItem);
      // Other XML may lie beside the export in an archive.
      if (!('reason' in one)) read.push(one);
      else if (one.reason !== 'not-an-export') return fail({ kind: 'import-refused', file, ...one });
    }
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return fail({ kind: 'import-refused', file, reason: isMissing ? 'missing' : 'unreadable' });
  }
  const [first, ...others] = read;
  if (first === undefined) return fail({ kind: 'import-refused', file, reason: 'not-an-export' });
  return ok(others.reduce(together, first));
}

type Refusal = Pick<ImportRefused, 'reason' | 'line'>;

async function readPart(
  part: ExportPart,
  onItem: (item: ExportItem) => Promise<void> | void,
): Promise<ReadExport | Refusal> {
  const reading = startReading();
  for await (const chunk of part.text()) {
    if (chunk === undefined) return { reason: 'too-large' };
    reading.write(chunk);
    for (const item of reading.takeItems()) await onItem(item);
    if (reading.refusal() !== undefined) break;
  }
  reading.end();
  for (const item of reading.takeItems()) await onItem(item);
  return reading.refusal() ?? reading.result();
}

/** Two parts of one blog: what both say of it counts once. */
function together(one: ReadExport, other: ReadExport): ReadExport {
  const authors = new Map([...other.blog.authors, ...one.blog.authors].map((author) => [author.login, author]));
  return {
    blog: {
      ...one.blog,
      authors: [...authors.values()],
      terms: withoutRepeats([...one.blog.terms, ...other.blog.terms]),
    },
    items: one.items + other.items,
    problems: [...one.problems, ...other.problems].slice(0, maxProblems),
  };
}

/** The state of one reading: a stack of open elements, items ready to be taken, what the channel said of the blog. */
function startReading() {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const stack: Element[] = [];
  const items: ExportItem[] = [];
  const problems: ExportProblem[] = [];
  const channel = new Map<string, string>();
  const authors: ExportAuthor[] = [];
  const terms: ExportTerm[] = [];
  let count = 0;
  let held = 0;
  let hasChannel = false;
  let refused: { reason: ImportRefused['reason']; line?: number } | undefined;

  const refuse = (reason: ImportRefused['reason']) => {
    refused ??= { reason, line: parser.line };
  };
  const finish = (element: Element, isCut: boolean) => {
    if (element.name === 'item') {
      count += 1;
      items.push(readItem(element, isCut));
    } else if (element.name === 'wp:author') authors.push(readAuthor(element));
    else if (collected.has(element.name)) terms.push(readTerm(element));
    else if (stack.at(-1)?.name === 'channel') channel.set(element.name, element.text.trim());
  };

  const note = (problem: ExportProblem) => {
    if (problems.length < maxProblems) problems.push(problem);
  };
  const repair = repairXml(note);
  parser.on('error', (error) => note({ line: parser.line, reason: plainReason(error.message) }));
  parser.on('doctype', () => refuse('doctype'));
  parser.on('opentag', ({ name, attributes }) => {
    if (refused !== undefined) return;
    const element: Element = {
      name,
      attributes: detachedValues(attributes),
      children: [],
      text: '',
      line: parser.line,
    };
    if (name === 'channel') hasChannel = true;
    const parent = stack.at(-1);
    if (parent !== undefined && stack.some((open) => collected.has(open.name))) parent.children.push(element);
    stack.push(element);
    if (stack.length > maxDepth) refuse('too-deep');
  });
  const addText = (text: string) => {
    const element = stack.at(-1);
    if (element === undefined || element.name === 'channel') return;
    held += text.length;
    if (held > maxHeldCharacters) refuse('too-large');
    else element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', ({ name }) => {
    const at = stack.findLastIndex((open) => open.name === name);
    if (at < 0) return;
    const [element] = stack.splice(at);
    // The parser hands out cuts of the piece that was read; what is kept of them would keep every piece.
    if (element !== undefined) element.text = detached(element.text);
    if (element !== undefined && !stack.some((open) => collected.has(open.name))) {
      held = 0;
      finish(element, false);
    }
  });

  return {
    write: (chunk: string) => {
      if (refused === undefined) parser.write(repair.write(chunk));
    },
    takeItems: () => items.splice(0),
    refusal: () => refused,
    end: () => {
      if (refused !== undefined) return;
      parser.write(repair.end());
      const cut = stack.find((open) => open.name === 'item');
      parser.close();
      if (cut !== undefined) finish(cut, true);
      if (!hasChannel) refused ??= { reason: 'not-an-export' };
    },
    result: (): ReadExport => ({
      blog: {
        title: channel.get('title') ?? '',
        description: channel.get('description') ?? '',
        language: channel.get('language') ?? '',
        url: channel.get('wp:base_blog_url') ?? channel.get('link') ?? '',
        siteUrl: channel.get('wp:base_site_url') ?? '',
        version: channel.get('wp:wxr_version') ?? '',
        authors,
        terms: withoutRepeats(terms),
      },
      items: count,
      problems,
    }),
  };
}

function detachedValues(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, detached(value)]));
}

/** Exports list categories and tags twice, once by their own element and once as terms. */
function withoutRepeats(terms: readonly ExportTerm[]): ExportTerm[] {
  return [...new Map(terms.map((term) => [`${term.taxonomy}\n${term.slug}`, term])).values()];
}

/** saxes puts the position before its message; the line is told apart here. */
function plainReason(message: string): string {
  return message.replace(/^(?:[^:]*:)?\d+:\d+:\s*/, '').replace(/\.$/, '');
}
