/**
 * Puts a pasted document into the plain elements that Markdown knows: what word processors and web editors say by styles
 * and classes becomes strong, em, del and lists; what carries no text goes. Changes the document it is given.
 */
export function cleanPasted(document: Document): void {
  removeUnwanted(document);
  liftStyledText(document);
  makeWordLists(document);
  completeTables(document);
}

function removeUnwanted(document: Document): void {
  for (const element of document.querySelectorAll(
    'script, style, meta, link, title, noscript, template, iframe, object',
  )) {
    element.remove();
  }
  const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (comments.nextNode() !== null) found.push(comments.currentNode);
  for (const comment of found) comment.parentNode?.removeChild(comment);
  // Pictures that only count readers, and addresses that mean nothing outside the page they come from.
  for (const image of document.querySelectorAll('img')) {
    const isTracker = image.getAttribute('width') === '1' || image.getAttribute('height') === '1';
    if (isTracker || !/^(?:https?|data):/i.test(image.getAttribute('src') ?? '')) image.remove();
  }
  for (const link of document.querySelectorAll('a')) {
    if (!/^(?:https?|mailto):/i.test(link.getAttribute('href') ?? '')) link.replaceWith(...link.childNodes);
  }
}

/** Google Docs and Word write `<span style="font-weight:700">` and wrap everything in a `<b>` that is not bold. */
function liftStyledText(document: Document): void {
  for (const element of [...document.querySelectorAll<HTMLElement>('b, strong')]) {
    if (/^(?:normal|[1-4]00)$/.test(element.style.fontWeight)) element.replaceWith(...element.childNodes);
  }
  for (const element of [...document.querySelectorAll<HTMLElement>('span[style], font[style], p[style], div[style]')]) {
    const { fontWeight, fontStyle, textDecorationLine, textDecoration } = element.style;
    if (element.closest('h1, h2, h3, h4, h5, h6') !== null || element.textContent.trim() === '') continue;
    if (/^(?:bold|bolder|[6-9]00)$/.test(fontWeight)) wrapInside(element, 'strong');
    if (fontStyle === 'italic') wrapInside(element, 'em');
    if (`${textDecorationLine} ${textDecoration}`.includes('line-through')) wrapInside(element, 'del');
  }
}

function wrapInside(element: HTMLElement, name: string): void {
  if (element.closest(name) !== null) return;
  const wrapper = element.ownerDocument.createElement(name);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

/** Word's lists are paragraphs with a level in their style and the sign in their text. */
function makeWordLists(document: Document): void {
  for (const first of [...document.querySelectorAll<HTMLElement>('p[class^="MsoList"], p[style*="mso-list"]')]) {
    if (!first.isConnected) continue;
    const items: HTMLElement[] = [first];
    let next = first.nextElementSibling;
    while (next instanceof HTMLElement && isWordItem(next)) {
      items.push(next);
      next = next.nextElementSibling;
    }
    const root = document.createElement('div');
    first.before(root);
    const open: { readonly level: number; readonly list: Element }[] = [];
    for (const item of items) {
      const level = wordLevel(item);
      const sign = /^\s*(?:[(]?(?:\d+|[a-z]|[ivxlc]+)[.)]|[·•o§▪–-])\s+/i.exec(item.textContent)?.[0] ?? '';
      while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
      if ((open.at(-1)?.level ?? 0) < level || open.length === 0) {
        const list = document.createElement(/[\da-z]+[.)]/i.test(sign) ? 'ol' : 'ul');
        (open.at(-1)?.list.lastElementChild ?? root).append(list);
        open.push({ level, list });
      }
      dropStart(item, sign.length);
      const entry = document.createElement('li');
      entry.append(...item.childNodes);
      open.at(-1)?.list.append(entry);
      item.remove();
    }
    root.replaceWith(...root.childNodes);
  }
}

function isWordItem(element: HTMLElement): boolean {
  return element.matches('p[class^="MsoList"], p[style*="mso-list"]');
}

function wordLevel(element: HTMLElement): number {
  return Number(/level(\d+)/.exec(element.getAttribute('style') ?? '')?.[1] ?? 1);
}

/** Takes characters off the start of an element's text, across its nodes. */
function dropStart(element: Element, count: number): void {
  let left = count;
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (left > 0 && texts.nextNode() !== null) {
    const { currentNode } = texts;
    const text = currentNode.nodeValue ?? '';
    currentNode.nodeValue = text.slice(left);
    left -= Math.min(left, text.length);
  }
}

/** Markdown's tables need headings and one paragraph a cell: without headings, the first row becomes them. */
function completeTables(document: Document): void {
  for (const table of document.querySelectorAll('table')) {
    const [row] = table.rows;
    if (row === undefined) continue;
    for (const cell of table.querySelectorAll('td, th')) {
      for (const block of [...cell.querySelectorAll('p, div')]) block.replaceWith(...block.childNodes, ' ');
      for (const line of [...cell.querySelectorAll('br')]) line.replaceWith(' ');
    }
    for (const cell of [...row.cells]) {
      if (cell.tagName === 'TH') continue;
      const heading = document.createElement('th');
      heading.append(...cell.childNodes);
      cell.replaceWith(heading);
    }
  }
}
