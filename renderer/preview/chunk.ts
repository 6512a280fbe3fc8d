import { morph } from './morph.ts';
import type { SafeHtml } from './safe-html.ts';

/**
 * A run of a text's blocks: in a short text all of them, in a long one a few dozen. Where it can be seen it is open, and its
 * nodes stand in the body itself, as on the published page, so that every rule of the theme's style sheet means what it means
 * there. Far out of sight they stand in a box that the browser need not lay out. Nodes are made when they are first needed.
 */
export interface Chunk {
  readonly box: HTMLElement;
  isOpen: boolean;
  count: number;
  /** Top-level nodes of each block; undefined while nothing was made yet. */
  nodes: ChildNode[][] | undefined;
}

/** Where the nodes of a chunk stand. */
export interface ChunkPlace {
  readonly parent: Element;
  /** The node behind them; null at the end of `parent`. */
  readonly after: Node | null;
}

/** Puts a chunk's nodes on the page. */
export function fillChunk(chunk: Chunk, html: readonly string[], safe: SafeHtml, { parent, after }: ChunkPlace): void {
  if (chunk.nodes) return;
  chunk.nodes = parseBlocks(html, safe, parent.ownerDocument);
  const fragment = parent.ownerDocument.createDocumentFragment();
  for (const nodes of chunk.nodes) fragment.append(...nodes);
  parent.insertBefore(fragment, after);
}

/** Replaces blocks `[from, from + removed)` of a chunk, counted inside it, by others. */
export function replaceInChunk(
  chunk: Chunk,
  { from, removed, html }: { readonly from: number; readonly removed: number; readonly html: readonly string[] },
  safe: SafeHtml,
  { parent, after }: ChunkPlace,
): void {
  chunk.count += html.length - removed;
  if (!chunk.nodes) return;
  const old = chunk.nodes.slice(from, from + removed).flat();
  const next = chunk.nodes.slice(from + removed).find((nodes) => nodes.length > 0)?.[0] ?? after;
  const fresh = parseBlocks(html, safe, parent.ownerDocument);
  const shown = morph(parent, old, fresh.flat(), next);
  let taken = 0;
  const byBlock = fresh.map((nodes) => {
    taken += nodes.length;
    return shown.slice(taken - nodes.length, taken);
  });
  chunk.nodes.splice(from, removed, ...byBlock);
}

/** Puts a chunk's nodes into the body, in the place of its box. They must have been made. */
export function openChunk(chunk: Chunk): void {
  if (chunk.isOpen || !chunk.nodes) return;
  chunk.isOpen = true;
  chunk.box.replaceWith(...chunk.nodes.flat());
}

/** Puts the nodes of an open chunk into its box, which keeps their height while nobody sees them. */
export function closeChunk(chunk: Chunk): void {
  const nodes = chunk.nodes?.flat() ?? [];
  const bounds = boundsOf(nodes);
  if (!chunk.isOpen || !bounds) return;
  chunk.isOpen = false;
  chunk.box.style.containIntrinsicSize = `auto ${Math.round(bounds.bottom - bounds.top)}px`;
  nodes[0]?.before(chunk.box);
  chunk.box.append(...nodes);
}

/** Chunks further away than this can be closed, in heights of the frame. */
const farHeights = 3;

/** Whether nobody looks at an open chunk, or will after a little scrolling, and nothing in it is selected. */
export function isFarAway({ isOpen, nodes }: Chunk, document: Document): boolean {
  return isOpen && areFarAway(nodes?.flat() ?? [], document);
}

/** Whether nobody looks at these nodes, or will after a little scrolling, and nothing in them is selected. */
export function areFarAway(own: readonly ChildNode[], document: Document): boolean {
  const bounds = boundsOf(own);
  const height = document.defaultView?.innerHeight ?? 0;
  if (!bounds || (bounds.bottom >= -farHeights * height && bounds.top <= (farHeights + 1) * height)) return false;
  const selection = document.getSelection();
  return selection?.isCollapsed !== false || !own.some((node) => selection.containsNode(node, true));
}

/** The upper and lower edge of some nodes, in CSS pixels from the frame's upper edge; undefined without elements. */
export function boundsOf(nodes: readonly ChildNode[]): { readonly top: number; readonly bottom: number } | undefined {
  const elements = nodes.filter((node): node is Element & ChildNode => node.nodeType === 1);
  const first = elements[0]?.getBoundingClientRect();
  const last = elements.at(-1)?.getBoundingClientRect();
  return first && last ? { top: first.top, bottom: Math.max(last.bottom, first.bottom) } : undefined;
}

/** Each block is parsed in a wrapper of its own, many at once: one call of the sanitiser costs more than what it does. */
function parseBlocks(html: readonly string[], safe: SafeHtml, target: Document): ChildNode[][] {
  if (html.every((block) => block === '')) return html.map(() => []);
  const fragment = safe.parse(html.map((block) => `<section>${block}</section>`).join(''), target);
  return [...fragment.childNodes].map((wrapper) => [...wrapper.childNodes]);
}
