/** What an allowed element may carry besides the attributes that all may. */
const ownAttributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'rel', 'target', 'hreflang', 'download'],
  audio: ['src', 'controls', 'loop', 'muted', 'preload'],
  blockquote: ['cite'],
  col: ['span', 'width'],
  colgroup: ['span'],
  del: ['cite', 'datetime'],
  details: ['open', 'name'],
  div: ['align'],
  h1: ['align'],
  h2: ['align'],
  h3: ['align'],
  h4: ['align'],
  img: ['src', 'alt', 'width', 'height', 'align', 'loading'],
  ins: ['cite', 'datetime'],
  li: ['value'],
  ol: ['start', 'reversed', 'type'],
  p: ['align'],
  q: ['cite'],
  source: ['src', 'type'],
  table: ['align', 'summary'],
  td: ['colspan', 'rowspan', 'headers', 'align', 'valign'],
  th: ['colspan', 'rowspan', 'headers', 'scope', 'align', 'valign', 'abbr'],
  time: ['datetime'],
  track: ['src', 'kind', 'srclang', 'label', 'default'],
  video: ['src', 'controls', 'loop', 'muted', 'preload', 'poster', 'width', 'height', 'playsinline'],
};
const sharedAttributes: ReadonlySet<string> = new Set([
  'id',
  'class',
  'title',
  'lang',
  'dir',
  'translate',
  'aria-label',
  'aria-hidden',
]);

/** Elements that stand among words. Inside a paragraph only these are kept. */
const phrasing: ReadonlySet<string> = new Set(
  (
    'a abbr audio b bdi bdo big br cite code data del dfn em i img ins kbd mark picture q rp rt ruby s samp small source span ' +
    'strike strong sub sup time track tt u var video wbr'
  ).split(' '),
);
const flow: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote caption center col colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 ' +
    'header hgroup hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
const voids: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'img', 'source', 'track', 'wbr']);
const addresses: ReadonlySet<string> = new Set(['href', 'src', 'cite', 'poster']);

/** Whether an author's element is kept, in a paragraph (`inline`) or where blocks stand. */
export function isAllowedElement(name: string, place: 'block' | 'inline'): boolean {
  return phrasing.has(name) || (place === 'block' && flow.has(name));
}

/** Whether an author's attribute is kept on an allowed element. Addresses need `isSafeUrl` besides. */
export function isAllowedAttribute(element: string, attribute: string): boolean {
  return (
    sharedAttributes.has(attribute) ||
    (Object.hasOwn(ownAttributes, element) && (ownAttributes[element] ?? []).includes(attribute))
  );
}

/** Whether the element has no content and no end tag. */
export function isVoidElement(name: string): boolean {
  return voids.has(name);
}

/** Whether the attribute's value is an address. */
export function isAddressAttribute(name: string): boolean {
  return addresses.has(name);
}
