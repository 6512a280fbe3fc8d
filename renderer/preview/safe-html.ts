import createDOMPurify, { type Config } from 'dompurify';

/** What is used of Trusted Types; not every browser has them, and TypeScript's DOM does not know them yet. */
interface TypesFactory {
  createPolicy(name: string, rules: { createHTML(html: string): string }): { createHTML(html: string): unknown };
}

/**
 * The second wall. What `common/markdown` writes is safe by construction; here it is parsed in a document where nothing runs
 * or loads, and what a reader's page has no use for is taken out once more, by other people's code.
 */
export interface SafeHtml {
  /** The nodes of some HTML, owned by `target`, which may be the document of a frame. */
  parse(html: string, target: Document): DocumentFragment;
}

const rules: Config = {
  USE_PROFILES: { html: true, mathMl: true },
  ADD_ATTR: ['target', 'data-line', 'fetchpriority'],
  FORBID_TAGS: [
    ...[
      'style',
      'form',
      'button',
      'select',
      'option',
      'optgroup',
      'textarea',
      'fieldset',
      'dialog',
      'template',
      'slot',
    ],
    ...['menu', 'map', 'area', 'center', 'font', 'marquee', 'blink', 'nobr', 'search', 'selectedcontent'],
  ],
  FORBID_ATTR: [
    'style',
    'name',
    'background',
    'usemap',
    'ping',
    'autoplay',
    'popover',
    'popovertarget',
    'slot',
    'part',
  ],
  ALLOW_DATA_ATTR: false,
  // A heading may be called "Title": ids hide a property of the document only together with `name`, which is forbidden.
  SANITIZE_DOM: false,
  ALLOWED_URI_REGEXP:
    /^(?:(?:https?|mailto|tel|sms|geo|xmpp|ircs?|matrix|gemini|gopher|ftps?|magnet|doi|isbn|news|nntp|webcal|feed|app|offprint):|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  RETURN_DOM_FRAGMENT: true,
};

/** What `pictureStyle` of `common/markdown` writes in the preview. */
const focusRule = /^object-position:\d{1,3}% \d{1,3}%$/;

/** Makes the second wall, once for a page: the policy's name can be taken only once. */
export function createSafeHtml(): SafeHtml {
  const purify = createDOMPurify(window);
  const policy = createPolicy();
  // Where a theme cuts a picture, the author's chosen point stays in sight; no other style gets through.
  purify.addHook('uponSanitizeAttribute', (node, attribute) => {
    const isFocus = attribute.attrName === 'style' && focusRule.test(attribute.attrValue);
    if (isFocus && node.nodeName === 'IMG') attribute.forceKeepAttr = true;
  });
  purify.setConfig(policy === undefined ? rules : { ...rules, TRUSTED_TYPES_POLICY: policy });
  return {
    parse(html, target) {
      // With RETURN_DOM_FRAGMENT the answer is a fragment, or null for what makes a document without a body; the types
      // only know strings for a set configuration.
      const fragment = purify.sanitize(html) as unknown as DocumentFragment | null;
      return fragment === null ? target.createDocumentFragment() : target.adoptNode(fragment);
    },
  };
}

/** The preview's only Trusted Types policy. It passes everything on, and nobody but DOMPurify gets to use it. */
function createPolicy(): Config['TRUSTED_TYPES_POLICY'] {
  const types: unknown = Reflect.get(window, 'trustedTypes');
  if (!isFactory(types)) return undefined;
  const policy: unknown = types.createPolicy('offprint-preview', {
    createHTML: (html: string) => html,
    createScriptURL: (url: string) => url,
  } as never);
  return policy as NonNullable<Config['TRUSTED_TYPES_POLICY']>;
}

function isFactory(value: unknown): value is TypesFactory {
  return typeof value === 'object' && value !== null && 'createPolicy' in value;
}
