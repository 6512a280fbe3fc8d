/**
 * Makes a run of sibling nodes look like new ones by changing as little as possible: what is equal stays the very same
 * node, so pictures do not load again, films play on, folded details stay folded and a selection survives. The nodes in
 * `fresh` are used up; `after` is the node behind the run. What is inside an element that `isKept` is left alone. Answers
 * the run as it is now, one node for each of `fresh`.
 */
export function morph(
  parent: Node,
  old: readonly ChildNode[],
  fresh: readonly ChildNode[],
  after: Node | null,
  isKept: (element: Element) => boolean = () => false,
): ChildNode[] {
  let start = 0;
  while (start < old.length && start < fresh.length && isSame(old[start], fresh[start])) start++;
  const shorter = Math.min(old.length, fresh.length);
  let end = 0;
  while (end < shorter - start && isSame(old[old.length - 1 - end], fresh[fresh.length - 1 - end])) end++;
  const tail = old.slice(old.length - end);
  const oldMiddle = old.slice(start, old.length - end);
  const freshMiddle = fresh.slice(start, fresh.length - end);
  const twins = pairUp(oldMiddle, freshMiddle);
  const staying = new Set(twins);
  for (const node of oldMiddle) if (!staying.has(node)) node.remove();
  let next: Node | null = tail[0] ?? after;
  const middle: ChildNode[] = [];
  for (let at = freshMiddle.length - 1; at >= 0; at--) {
    const node = freshMiddle[at] as ChildNode; // `at` counts down from the last.
    const twin = twins[at];
    if (twin) morphNode(twin, node, isKept);
    else parent.insertBefore(node, next);
    next = twin ?? node;
    middle.unshift(twin ?? node);
  }
  return [...old.slice(0, start), ...middle, ...tail];
}

/** For each new node, in order, the next old one that can become it. */
function pairUp(old: readonly ChildNode[], fresh: readonly ChildNode[]): (ChildNode | undefined)[] {
  let from = 0;
  return fresh.map((node) => {
    const at = old.findIndex((candidate, index) => index >= from && canBecome(candidate, node));
    if (at < 0) return undefined;
    from = at + 1;
    return old[at];
  });
}

/** A picture can only become itself: another address would show the old one under the new text for a moment. */
function canBecome(old: ChildNode, fresh: ChildNode): boolean {
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) return false;
  return !isElement(old) || !isElement(fresh) || mediaKey(old) === mediaKey(fresh);
}

function mediaKey(element: Element): string {
  if (!/^(img|picture|video|audio|source)$/i.test(element.nodeName)) return '';
  const sources = [...element.querySelectorAll('source, img')].map(
    (inner) => inner.getAttribute('src') ?? inner.getAttribute('srcset'),
  );
  return [element.getAttribute('src'), element.getAttribute('srcset'), ...sources].join('\n');
}

function morphNode(old: ChildNode, fresh: ChildNode, isKept: (element: Element) => boolean): void {
  if (!isElement(old) || !isElement(fresh)) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  for (const { name } of [...old.attributes])
    if (!fresh.hasAttribute(name) && !isReaders(old, name)) old.removeAttribute(name);
  for (const { name, value } of [...fresh.attributes])
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  if (!isKept(old)) morph(old, [...old.childNodes], [...fresh.childNodes], null, isKept);
}

/** What a reader or the preview itself put on an element, not the author. */
function isReaders(element: Element, name: string): boolean {
  return (name === 'open' && element.nodeName === 'DETAILS') || name === 'data-offprint-marked';
}

function isSame(old: ChildNode | undefined, fresh: ChildNode | undefined): boolean {
  return old !== undefined && fresh !== undefined && old.isEqualNode(fresh);
}

/** Nodes of a frame are no instances of this window's classes. */
function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}
