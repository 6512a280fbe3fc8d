import type { IncrementalMarkdown, MarkdownPatch } from '../../common/markdown/incremental.ts';
import {
  boundsOf,
  type Chunk,
  type ChunkPlace,
  closeChunk,
  fillChunk,
  isFarAway,
  openChunk,
  replaceInChunk,
} from './chunk.ts';
import type { SafeHtml } from './safe-html.ts';
import { ShownFootnotes } from './shown-footnotes.ts';

/** The fewest blocks in a chunk. */
const fewestInChunk = 16;
/** Shorter texts stand right in the body, as on the published page: only longer ones gain from chunks. */
const fewestForChunks = 240;
/** For so long after a key, chunks out of sight are not made, in milliseconds. */
const typingRestMs = 600;
/** For so long after scrolling, chunks far away are not closed, in milliseconds. */
const scrollRestMs = 500;
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
  #scrollTimer: ReturnType<typeof setTimeout> | undefined;
  #isChunked = false;
  /** Blocks in a chunk when the text is first shown; a chunk is split at twice as many. */
  #chunkSize = fewestInChunk;
  /** While the author types, nothing else is made; by `performance.now`. */
  #typingUntilMs = 0;

  constructor(body: Element, text: IncrementalMarkdown, safe: SafeHtml) {
    this.#body = body;
    this.#text = text;
    this.#safe = safe;
    this.#footnotes = new ShownFootnotes(body, safe);
    this.#showAll();
    body.ownerDocument.addEventListener('scroll', this.#scrolled, { passive: true });
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
    this.#fill(place.index);
    return place.chunk.nodes?.[place.within] ?? [];
  }

  /** The block that a node belongs to; undefined for nodes outside the text and for footnotes. */
  blockOf(node: Node): number | undefined {
    let first = 0;
    for (const { box, isOpen, nodes, count } of this.#chunks) {
      const within =
        isOpen || box.contains(node) ? (nodes?.findIndex((own) => own.some((each) => each.contains(node))) ?? -1) : -1;
      if (within >= 0) return first + within;
      first += count;
    }
    return undefined;
  }

  /** The number of the footnote that a node belongs to, counted from 1. */
  footnoteOf(node: Node): number | undefined {
    return this.#footnotes.numberOf(node);
  }

  /** Chunks with their first blocks and lower edges, for searching by place: a box has its place even when its nodes are not made yet. */
  get chunks(): readonly { readonly first: number; readonly count: number; readonly bottom: () => number }[] {
    let first = 0;
    return this.#chunks.map(({ box, isOpen, nodes, count }) => {
      first += count;
      const bottom = () =>
        isOpen
          ? (boundsOf(nodes?.flat() ?? [])?.bottom ?? Number.NEGATIVE_INFINITY)
          : box.getBoundingClientRect().bottom;
      return { first: first - count, count, bottom };
    });
  }

  /** Stops what was put off. The nodes stay. */
  close(): void {
    if (this.#idle !== undefined) cancelIdleCallback(this.#idle);
    clearTimeout(this.#timer);
    clearTimeout(this.#scrollTimer);
    this.#body.ownerDocument.removeEventListener('scroll', this.#scrolled);
  }

  #showAll(): void {
    const { html } = this.#text;
    this.#body.replaceChildren();
    this.#footnotes = new ShownFootnotes(this.#body, this.#safe);
    this.#isChunked = html.length > fewestForChunks;
    // Each key costs a little for each box, and some times as much for each block out of its box: so both are few.
    this.#chunkSize = Math.max(fewestInChunk, Math.ceil(Math.sqrt(html.length / 4)));
    if (this.#isChunked) {
      this.#chunks = [];
      for (let at = 0; at < html.length; at += this.#chunkSize)
        this.#chunks.push(this.#newChunk(Math.min(this.#chunkSize, html.length - at)));
      this.#body.append(...this.#chunks.map(({ box }) => box));
      for (let index = 0; index < 3; index++) this.#fill(index);
      for (const chunk of this.#chunks.slice(0, 2)) openChunk(chunk);
      this.#fillLater();
    } else {
      const chunk = { ...this.#newChunk(html.length), isOpen: true };
      this.#chunks = [chunk];
      this.#fill(0);
    }
    this.#footnotes.show(this.#text);
  }

  #newChunk(count: number): Chunk {
    const box = this.#body.ownerDocument.createElement('div');
    box.style.contentVisibility = 'auto';
    // The browser tells that it is about to show a box, before anyone sees it.
    box.addEventListener('contentvisibilityautostatechange', (event) => {
      if (!Reflect.get(event, 'skipped')) this.#open(box);
    });
    box.style.containIntrinsicSize = `auto ${count * guessedBlockHeight}px`;
    return { box, isOpen: false, count, nodes: undefined };
  }

  #open(box: HTMLElement): void {
    const index = this.#chunks.findIndex((chunk) => chunk.box === box);
    const chunk = this.#chunks[index];
    if (!chunk) return;
    this.#fill(index);
    openChunk(chunk);
  }

  readonly #scrolled = (): void => {
    clearTimeout(this.#scrollTimer);
    this.#scrollTimer = setTimeout(() => this.#closeFar(), scrollRestMs);
  };

  #closeFar(): void {
    if (!this.#isChunked) return;
    for (const chunk of this.#chunks) if (isFarAway(chunk, this.#body.ownerDocument)) closeChunk(chunk);
    this.#footnotes.closeFar();
  }

  #replace({ from, removed, inserted }: Pick<MarkdownPatch, 'from' | 'removed' | 'inserted'>): void {
    const start = this.#placeOf(from) ?? this.#end();
    let { index, within } = start;
    let left = removed;
    let html: readonly string[] = inserted;
    if (this.#isChunked && inserted.length > this.#chunkSize * 2) {
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
      replaceInChunk(chunk, { from: within, removed: here, html }, this.#safe, this.#nodesPlace(index));
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
    for (let left = count; left > 0; left -= this.#chunkSize)
      fresh.push(this.#newChunk(Math.min(this.#chunkSize, left)));
    const at = within > 0 ? index + 1 : index;
    const next = this.#firstNode(at);
    for (const { box } of fresh) this.#body.insertBefore(box, next);
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
    second.isOpen = chunk.isOpen;
    chunk.count = kept;
    if (!chunk.isOpen) {
      second.box.append(...(second.nodes?.flat() ?? []));
      chunk.box.after(second.box);
    }
    this.#chunks.splice(index + 1, 0, second);
  }

  /** Removes a chunk that became empty, or splits one that became long. Answers whether it was removed. */
  #tidy(index: number): boolean {
    const chunk = this.#chunks[index];
    if (!chunk || !this.#isChunked) return false;
    if (chunk.count === 0 && this.#chunks.length > 1) {
      chunk.box.remove();
      this.#chunks.splice(index, 1);
      return true;
    }
    if (chunk.count > this.#chunkSize * 2) this.#split(index, chunk.count >> 1);
    return false;
  }

  #fill(index: number): void {
    const chunk = this.#chunks[index];
    if (!chunk || chunk.nodes) return;
    const first = this.#chunks.slice(0, index).reduce((sum, { count }) => sum + count, 0);
    fillChunk(chunk, this.#text.html.slice(first, first + chunk.count), this.#safe, this.#nodesPlace(index));
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
      let isDone = true;
      for (const [index, chunk] of this.#chunks.entries()) {
        if (!chunk.nodes && deadline.timeRemaining() > 3) this.#fill(index);
        isDone &&= chunk.nodes !== undefined;
      }
      if (!isDone) this.#fillLater();
    });
  }

  #nodesPlace(index: number): ChunkPlace {
    const chunk = this.#chunks[index];
    if (chunk?.isOpen === false) return { parent: chunk.box, after: null };
    return { parent: this.#body, after: this.#firstNode(index + 1) };
  }

  /** The first node of the chunks from this one on, as they stand in the body; the footnotes when there is none. */
  #firstNode(index: number): Node | null {
    for (const { box, isOpen, nodes } of this.#chunks.slice(index)) {
      const first = isOpen ? nodes?.find((own) => own.length > 0)?.[0] : box;
      if (first) return first;
    }
    return this.#footnotes.first;
  }

  #placeOf(at: number): ChunkPosition | undefined {
    let first = 0;
    for (const [index, chunk] of this.#chunks.entries()) {
      if (at < first + chunk.count) return { chunk, index, within: at - first };
      first += chunk.count;
    }
    return undefined;
  }

  #end(): ChunkPosition {
    const index = this.#chunks.length - 1;
    const chunk = this.#chunks[index] as Chunk; // There is always one: `showAll` makes it, `tidy` keeps it.
    return { chunk, index, within: chunk.count };
  }
}

/** A block's chunk, and its number inside it. */
interface ChunkPosition {
  readonly chunk: Chunk;
  readonly index: number;
  readonly within: number;
}
