import { morph } from './morph.ts';
import type { SafeHtml } from './safe-html.ts';

/**
 * A run of a text's blocks on the page: in a short text all of them, right in the body; in a long one about sixteen, in an
 * element that the browser need not lay out while it is out of sight. Its nodes are made when they are first needed.
 */
export interface Chunk {
  readonly element: Element;
  count: number;
  /** Top-level nodes of each block; undefined while nothing was made yet. */
  nodes: ChildNode[][] | undefined;
}

/** Puts a chunk's nodes on the page. `after` is the node behind them, where the chunk does not have its element for itself. */
export function fillChunk(chunk: Chunk, html: readonly string[], safe: SafeHtml, after: Node | null): void {
  if (chunk.nodes) return;
  chunk.nodes = parseBlocks(html, safe, chunk.element.ownerDocument);
  const fragment = chunk.element.ownerDocument.createDocumentFragment();
  for (const nodes of chunk.nodes) fragment.append(...nodes);
  chunk.element.insertBefore(fragment, after);
}

/** Replaces blocks `[from, from + removed)` of a chunk, counted inside it, by others. */
export function replaceInChunk(
  chunk: Chunk,
  { from, removed, html }: { readonly from: number; readonly removed: number; readonly html: readonly string[] },
  safe: SafeHtml,
  after: Node | null,
): void {
  chunk.count += html.length - removed;
  if (!chunk.nodes) return;
  const old = chunk.nodes.slice(from, from + removed).flat();
  const next = chunk.nodes.slice(from + removed).find((nodes) => nodes.length > 0)?.[0] ?? after;
  const fresh = parseBlocks(html, safe, chunk.element.ownerDocument);
  const shown = morph(chunk.element, old, fresh.flat(), next);
  let taken = 0;
  const byBlock = fresh.map((nodes) => {
    taken += nodes.length;
    return shown.slice(taken - nodes.length, taken);
  });
  chunk.nodes.splice(from, removed, ...byBlock);
}

/** Each block is parsed in a wrapper of its own, many at once: one call of the sanitiser costs more than what it does. */
function parseBlocks(html: readonly string[], safe: SafeHtml, target: Document): ChildNode[][] {
  if (html.every((block) => block === '')) return html.map(() => []);
  const fragment = safe.parse(html.map((block) => `<section>${block}</section>`).join(''), target);
  return [...fragment.childNodes].map((wrapper) => [...wrapper.childNodes]);
}
