import type { IncrementalMarkdown, MarkdownPatch } from '../../common/markdown/incremental.ts';
import { type Chunk, fillChunk, replaceInChunk } from './chunk.ts';
import type { SafeHtml } from './safe-html.ts';
import { ShownFootnotes } from './shown-footnotes.ts';

/** Blocks in a chunk when a text is first shown; a chunk is split at twice as many. */
const chunkSize = 16;
/** Shorter texts stand right in the body, as on the published page: only longer ones gain from chunks. */
const fewestForChunks = 240;
/** For so long after a key, chunks out of sight are not made, in milliseconds. */
const typingRestMs = 600;
/** Height of a block nobody has seen yet, in CSS pixels. */
const guessedBlockHeight = 90;

/** A text on the page of a frame: its blocks in order, kept as `IncrementalMarkdown` has them. */
export class ShownText {
  readonly #body: Element;
  readonly #text: IncrementalMarkdown;
  readonly #safe: SafeHtml;
  #chunks: Chunk[] = [];
  #footnotes: ShownFootnotes;
  #idle: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** While the author types, nothing else is made; by `performance.now`. */
  #typingUntilMs = 0;

  constructor(body: Element, text: IncrementalMarkdown, safe: SafeHtml) {
    this.#body = body;
    this.#text = text;
    this.#safe = safe;
    this.#footnotes = new ShownFootnotes(body, safe);
    this.#showAll();
  }

  /** Does to the page what an edit did to the text. */
  apply(patch: MarkdownPatch): void {
    this.#typingUntilMs = performance.now() + typingRestMs;
    const tooLong = !this.#isChunked && this.#text.html.length > fewestForChunks * 1.5;
    if (tooLong) {
      this.#showAll();
      return;
    }
    if (patch.removed > 0 || patch.inserted.length > 0) this.#replace(patch);
    for (const { at, html } of patch.changed) this.#replace({ from: at, removed: 1, inserted: [html] });
    if (patch.footnotes !== undefined) this.#footnotes.show(this.#text);
  }

  /** Top-level nodes of a block; makes them when need be. */
  nodesOf(at: number): readonly ChildNode[] {
    const place = this.#placeOf(at);
    if (!place) return [];
    this.#fill(place.chunk, at - place.within);
    return place.chunk.nodes?.[place.within] ?? [];
  }

  /** The block that a node belongs to; undefined for nodes outside the text and for footnotes. */
  blockOf(node: Node): number | undefined {
    let first = 0;
    for (const chunk of this.#chunks) {
      if (chunk.element.contains(node)) {
        const within = chunk.nodes?.findIndex((nodes) => nodes.some((own) => own.contains(node))) ?? -1;
        return within < 0 ? undefined : first + within;
      }
      first += chunk.count;
    }
    return undefined;
  }

  /** The number of the footnote that a node belongs to, counted from 1. */
  footnoteOf(node: Node): number | undefined {
    return this.#footnotes.numberOf(node);
  }

  /** Chunks with their first blocks, for searching by place: a chunk has its place even when its nodes are not made yet. */
  get chunks(): readonly { readonly element: Element; readonly first: number; readonly count: number }[] {
    let first = 0;
    return this.#chunks.map(({ element, count }) => {
      first += count;
      return { element, first: first - count, count };
    });
  }

  /** Stops what was put off. The nodes stay. */
  close(): void {
    if (this.#idle !== undefined) cancelIdleCallback(this.#idle);
    clearTimeout(this.#timer);
  }

  get #isChunked(): boolean {
    return this.#chunks[0] !== undefined && this.#chunks[0].element !== this.#body;
  }

  #showAll(): void {
    const { html } = this.#text;
    this.#body.replaceChildren();
    this.#footnotes = new ShownFootnotes(this.#body, this.#safe);
    if (html.length <= fewestForChunks) {
      this.#chunks = [{ element: this.#body, count: html.length, nodes: undefined }];
      this.#fill(this.#chunks[0] as Chunk, 0);
    } else {
      this.#chunks = [];
      for (let at = 0; at < html.length; at += chunkSize)
        this.#chunks.push(this.#newChunk(Math.min(chunkSize, html.length - at)));
      this.#body.append(...this.#chunks.map(({ element }) => element));
      for (let at = 0; at < 3; at++) this.#fill(this.#chunks[at] as Chunk, at * chunkSize);
      this.#fillLater();
    }
    this.#footnotes.show(this.#text);
  }

  #newChunk(count: number): Chunk {
    const element = this.#body.ownerDocument.createElement('div');
    element.style.contentVisibility = 'auto';
    // The browser tells that it is about to show a chunk, before anyone sees it empty.
    element.addEventListener('contentvisibilityautostatechange', () => this.#fillShown(element));
    element.style.containIntrinsicSize = `auto ${count * guessedBlockHeight}px`;
    return { element, count, nodes: undefined };
  }

  #replace({ from, removed, inserted }: Pick<MarkdownPatch, 'from' | 'removed' | 'inserted'>): void {
    const start = this.#placeOf(from) ?? this.#end();
    let index = this.#chunks.indexOf(start.chunk);
    let within = start.within;
    let left = removed;
    let html: readonly string[] = inserted;
    if (this.#isChunked && inserted.length > chunkSize * 2) {
      index = this.#insertChunks(index, within, inserted.length);
      within = 0;
      html = [];
      if (left === 0) return;
    }
    // Everything new goes where the first old block was; what was removed may reach over several chunks.
    for (let isFirst = true; isFirst || left > 0; isFirst = false) {
      const chunk = this.#chunks[index];
      if (!chunk) return;
      const here = Math.min(left, chunk.count - within);
      replaceInChunk(chunk, { from: within, removed: here, html }, this.#safe, this.#after(chunk));
      left -= here;
      html = [];
      within = 0;
      if (!this.#tidy(index)) index++;
    }
  }

  /** Makes room for many blocks at once, in chunks of their own that are made when they come into sight. Answers the place behind them. */
  #insertChunks(index: number, within: number, count: number): number {
    const before = this.#chunks[index];
    if (!before) return index;
    if (within > 0) this.#split(index, within);
    const fresh: Chunk[] = [];
    for (let left = count; left > 0; left -= chunkSize) fresh.push(this.#newChunk(Math.min(chunkSize, left)));
    const at = within > 0 ? index + 1 : index;
    const elements = fresh.map(({ element }) => element);
    if (within > 0) before.element.after(...elements);
    else before.element.before(...elements);
    this.#chunks.splice(at, 0, ...fresh);
    this.#fillLater();
    return at + fresh.length;
  }

  /** Cuts a chunk in two: its first `kept` blocks stay. */
  #split(index: number, kept: number): void {
    const chunk = this.#chunks[index];
    if (!chunk || kept >= chunk.count) return;
    const second = this.#newChunk(chunk.count - kept);
    second.nodes = chunk.nodes?.splice(kept);
    chunk.count = kept;
    second.element.append(...(second.nodes?.flat() ?? []));
    chunk.element.after(second.element);
    this.#chunks.splice(index + 1, 0, second);
  }

  /** Removes a chunk that became empty, or splits one that became long. Answers whether it was removed. */
  #tidy(index: number): boolean {
    const chunk = this.#chunks[index];
    if (!chunk || !this.#isChunked) return false;
    if (chunk.count === 0 && this.#chunks.length > 1) {
      chunk.element.remove();
      this.#chunks.splice(index, 1);
      return true;
    }
    if (chunk.count > chunkSize * 2) this.#split(index, chunk.count >> 1);
    return false;
  }

  #fill(chunk: Chunk, first: number): void {
    if (!chunk.nodes)
      fillChunk(chunk, this.#text.html.slice(first, first + chunk.count), this.#safe, this.#after(chunk));
  }

  #fillShown(element: Element): void {
    const at = this.#chunks.findIndex((chunk) => chunk.element === element);
    const chunk = this.#chunks[at];
    if (chunk)
      this.#fill(
        chunk,
        this.#chunks.slice(0, at).reduce((first, { count }) => first + count, 0),
      );
  }

  /** Makes the nodes of chunks out of sight while nothing else is to be done, a few at a time. */
  #fillLater(): void {
    if (this.#idle !== undefined) return;
    this.#idle = requestIdleCallback((deadline) => {
      this.#idle = undefined;
      if (performance.now() < this.#typingUntilMs) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#fillLater(), typingRestMs);
        return;
      }
      let first = 0;
      let isDone = true;
      for (const chunk of this.#chunks) {
        if (!chunk.nodes && deadline.timeRemaining() > 3) this.#fill(chunk, first);
        isDone &&= chunk.nodes !== undefined;
        first += chunk.count;
      }
      if (!isDone) this.#fillLater();
    });
  }

  #after(chunk: Chunk): Node | null {
    return chunk.element === this.#body ? this.#footnotes.first : null;
  }

  #placeOf(at: number): { readonly chunk: Chunk; readonly within: number } | undefined {
    let first = 0;
    for (const chunk of this.#chunks) {
      if (at < first + chunk.count) return { chunk, within: at - first };
      first += chunk.count;
    }
    return undefined;
  }

  #end(): { readonly chunk: Chunk; readonly within: number } {
    const chunk = this.#chunks.at(-1) as Chunk; // There is always one: `showAll` makes it, `tidy` keeps it.
    return { chunk, within: chunk.count };
  }
}
