import { dependsOn, isPlacedAnew } from './affected-blocks.ts';
import { type Block, createBlockReader, type Definitions, definesOf } from './block.ts';
import type { MarkdownContext } from './context.ts';
import { type ChangedDefinitions, changedDefinitions, collectDefinitions, definesAnything } from './definitions.ts';
import { findLead, layOutFootnotes, layOutHeadings, layOutPairings, type PairingLayout } from './layout.ts';
import { layOut, listHeadings, normalizeText, readText, theDialect } from './read-text.ts';
import { type Layout, renderBlock } from './render-block.ts';
import { type RenderedNotes, renderFootnotes } from './render-footnotes.ts';
import { reparse, type TextEdit } from './reparse.ts';
import { splitBlocks } from './split-blocks.ts';

/** What to do to a shown text: blocks `[from, from + removed)` give way to `inserted`; others got new HTML where they are. */
export interface MarkdownPatch {
  readonly from: number;
  readonly removed: number;
  /** HTML of the new blocks. */
  readonly inserted: readonly string[];
  /** By place after the replacement, ascending; none of them among the inserted. */
  readonly changed: readonly { readonly at: number; readonly html: string }[];
  /** New HTML of the footnotes; undefined when they stay. */
  readonly footnotes: string | undefined;
}

/**
 * A text that is rendered anew after each edit, for what the edit touches only. At any time its HTML is what
 * `renderMarkdown` would make of the same text in the same context.
 */
export interface IncrementalMarkdown {
  /** HTML by top-level block, empty for blocks without output. A block inside a raw element of an earlier one is shown with that. */
  readonly html: readonly string[];
  readonly footnotes: string;
  /** The list items of the footnotes, by number. */
  readonly notes: readonly string[];
  /** The text as it is now. */
  text(): string;
  /** Lines `[fromLine, toLine)` of a block, counted from 0. Cheap, but not free: the work grows with `at`. */
  linesOf(at: number): { readonly fromLine: number; readonly toLine: number };
  /** The block that holds a line; the last one for lines behind the text. */
  blockAtLine(line: number): number;
  /** Addresses of all pictures, for a context that has to look them up. */
  images(): Iterable<string>;
  /** Line of the footnote with this number, counted from 0. */
  lineOfFootnote(number: number): number | undefined;
  /** Offsets in the text before the edit, ascending and apart; `\n` line ends. */
  edit(changes: readonly TextEdit[]): MarkdownPatch;
  /** Renders everything in another context. */
  setContext(context: MarkdownContext): MarkdownPatch;
}

/** Reads and renders a text. */
export function createIncrementalMarkdown(source: string, firstContext: MarkdownContext): IncrementalMarkdown {
  return new LiveText(source, firstContext);
}

class LiveText implements IncrementalMarkdown {
  readonly #markdown = theDialect();
  readonly #blocks: Block[];
  readonly html: string[];
  #notes: RenderedNotes;
  #definitions: Definitions;
  #layout: Layout & { readonly spans: PairingLayout['spans'] };
  #context: MarkdownContext;

  constructor(source: string, context: MarkdownContext) {
    const { blocks, definitions } = readText(normalizeText(source));
    this.#blocks = blocks;
    this.#definitions = definitions;
    this.#layout = layOut(blocks);
    this.#context = context;
    this.html = blocks.map((_, at) => this.#render(at));
    this.#notes = renderFootnotes(this.#layout, context, this.#markdown);
  }

  edit(changes: readonly TextEdit[]): MarkdownPatch {
    const edit = this.#asOne(changes);
    if (!edit) return { from: 0, removed: 0, inserted: [], changed: [], footnotes: undefined };
    const { from, to, raw } = reparse(this.#blocks, edit, this.#markdown);
    const old = this.#blocks.slice(from, to);
    const fresh = raw.map((block) => ({ block, defines: definesOf(block) }));
    const definitionsMoved = [...old, ...fresh].some(({ defines }) => definesAnything(defines));
    const before = this.#definitions;
    if (definitionsMoved) {
      const all = [this.#blocks.slice(0, from), fresh, this.#blocks.slice(to)].flat();
      this.#definitions = collectDefinitions(all.map(({ defines }) => defines));
    }
    const readBlock = createBlockReader(this.#definitions, this.#markdown);
    const read = fresh.map(({ block, defines }) => readBlock(block, defines));
    this.#blocks.splice(from, to - from, ...read);
    const dirty = new Set<number>();
    const changed = definitionsMoved ? changedDefinitions(before, this.#definitions) : undefined;
    const renewed = changed ? this.#readDependents(changed, from, from + read.length, dirty) : [];
    const spans = this.#layout.spans;
    const notesMoved = this.#layOutAgain([...old, ...read, ...renewed], dirty);
    this.#markSpans(spans, from, to, read.length, dirty);
    this.html.splice(from, to - from, ...read.map((_, at) => this.#render(from + at)));
    return this.#patch(from, to - from, read.length, dirty, notesMoved);
  }

  setContext(context: MarkdownContext): MarkdownPatch {
    this.#context = context;
    return this.#patch(0, 0, 0, new Set(this.#blocks.keys()), true);
  }

  get footnotes(): string {
    return this.#notes.html;
  }

  get notes(): readonly string[] {
    return this.#notes.items;
  }

  text(): string {
    return this.#blocks.map((block) => block.source).join('');
  }

  linesOf(at: number): { readonly fromLine: number; readonly toLine: number } {
    let fromLine = 0;
    for (let before = 0; before < at; before++) fromLine += this.#blocks[before]?.lineCount ?? 0;
    const span = this.#spanAt(at);
    let toLine = fromLine + (this.#blocks[at]?.lineCount ?? 0);
    if (span?.from === at)
      for (let inside = at + 1; inside < span.to; inside++) toLine += this.#blocks[inside]?.lineCount ?? 0;
    return { fromLine, toLine };
  }

  blockAtLine(line: number): number {
    let end = 0;
    const found = this.#blocks.findIndex((block) => {
      end += block.lineCount;
      return line < end;
    });
    const at = found < 0 ? this.#blocks.length - 1 : found;
    return this.#spanAt(at)?.from ?? at;
  }

  *images(): Iterable<string> {
    for (const block of this.#blocks) for (const { src } of block.images) yield src;
  }

  lineOfFootnote(number: number): number | undefined {
    const entry = this.#layout.footnotes?.notes[number - 1];
    return entry ? this.linesOf(this.#blocks.indexOf(entry.block)).fromLine + entry.note.line : undefined;
  }

  /** Several changes become one that holds them all, with the text between them as it is. */
  #asOne(changes: readonly TextEdit[]): TextEdit | undefined {
    const first = changes[0];
    const last = changes.at(-1);
    if (!first || !last) return undefined;
    let insert = '';
    let end = first.from;
    for (const change of changes) {
      insert += this.#textBetween(end, change.from) + change.insert;
      end = change.to;
    }
    return { from: first.from, to: last.to, insert: normalizeText(insert) };
  }

  #textBetween(from: number, to: number): string {
    let text = '';
    let offset = 0;
    for (const { source } of from < to ? this.#blocks : []) {
      if (offset >= to) break;
      if (offset + source.length > from) text += source.slice(Math.max(0, from - offset), to - offset);
      offset += source.length;
    }
    return text;
  }

  /** Reads blocks again that looked up what means something else now. `[from, to)` was just read. */
  #readDependents(changed: ChangedDefinitions, from: number, to: number, dirty: Set<number>): Block[] {
    const renewed: Block[] = [];
    const readBlock = createBlockReader(this.#definitions, this.#markdown);
    this.#blocks.forEach((block, at) => {
      if ((at >= from && at < to) || !dependsOn(block, changed)) return;
      const [raw] = splitBlocks(block.source, this.#markdown);
      if (!raw) return;
      const fresh = readBlock(raw, block.defines);
      this.#blocks[at] = fresh;
      dirty.add(at);
      renewed.push(block, fresh);
    });
    return renewed;
  }

  /** Gives headings, footnotes and raw tags their places again, as far as the touched blocks have any. Answers whether footnotes moved. */
  #layOutAgain(touched: readonly Block[], dirty: Set<number>): boolean {
    const before = this.#layout;
    const blocks = this.#blocks;
    let next = before;
    if (touched.some((block) => block.headings.length > 0)) {
      const headingIds = layOutHeadings(blocks);
      next = { ...next, headingIds, contents: listHeadings(blocks, headingIds) };
    }
    const notesMoved = touched.some((block) => block.footnoteUses.length + block.footnotes.length > 0);
    if (notesMoved) next = { ...next, footnotes: layOutFootnotes(blocks) };
    if (before.spans.length > 0 || touched.some((block) => block.unpaired.length > 0))
      next = { ...next, ...layOutPairings(blocks) };
    const lead = findLead(blocks);
    if (lead !== before.lead) next = { ...next, lead };
    this.#layout = next;
    if (next === before) return false;
    blocks.forEach((block, at) => {
      if (isPlacedAnew(block, before, next)) dirty.add(at);
    });
    return notesMoved;
  }

  /** What one raw element spans is shown together, so it is rendered together: where a span changed, began or ended. */
  #markSpans(before: PairingLayout['spans'], from: number, to: number, inserted: number, dirty: Set<number>): void {
    const now = this.#layout.spans;
    const moved = (at: number) => (at >= to ? at - to + from + inserted : at);
    for (const old of before) {
      const isStill = now.some((span) => span.from === moved(old.from) && span.to === moved(old.to));
      if (!isStill)
        for (let at = Math.min(old.from, from); at < Math.min(moved(old.to), this.#blocks.length); at++) dirty.add(at);
    }
    for (const span of now) {
      const isEdited = span.from <= from + inserted && from <= span.to;
      const isNew = !before.some((old) => moved(old.from) === span.from && moved(old.to) === span.to);
      if (isNew) for (let at = span.from; at < span.to; at++) dirty.add(at);
      else if (isEdited || [...dirty].some((at) => span.from <= at && at < span.to)) dirty.add(span.from);
    }
  }

  #patch(
    from: number,
    removed: number,
    inserted: number,
    dirty: ReadonlySet<number>,
    notesMoved: boolean,
  ): MarkdownPatch {
    const changed: { at: number; html: string }[] = [];
    for (const at of [...dirty].sort((one, other) => one - other)) {
      if (at >= from && at < from + inserted) continue;
      const html = this.#render(at);
      if (html !== this.html[at]) changed.push({ at, html });
      this.html[at] = html;
    }
    const before = this.#notes;
    if (notesMoved) this.#notes = renderFootnotes(this.#layout, this.#context, this.#markdown, { known: before });
    const patch = { from, removed, inserted: this.html.slice(from, from + inserted), changed };
    const haveNotesChanged = this.#notes.html !== before.html;
    return { ...patch, footnotes: haveNotesChanged ? this.#notes.html : undefined };
  }

  #render(at: number): string {
    const span = this.#spanAt(at);
    if (span && span.from !== at) return '';
    let html = '';
    let lineOffset = 0;
    for (let inside = at; inside < (span?.to ?? at + 1); inside++) {
      const block = this.#blocks[inside];
      if (block) html += renderBlock(block, this.#layout, this.#context, this.#markdown, { lineOffset });
      lineOffset += block?.lineCount ?? 0;
    }
    return html;
  }

  #spanAt(at: number): { readonly from: number; readonly to: number } | undefined {
    return this.#layout.spans.find((span) => span.from <= at && at < span.to);
  }
}
