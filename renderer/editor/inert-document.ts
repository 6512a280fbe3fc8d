/** What parsing needs of Trusted Types; not every browser has them, and TypeScript's DOM does not know them yet. */
interface TypesFactory {
  createPolicy(name: string, rules: { createHTML: (html: string) => string }): Policy;
}

interface Policy {
  createHTML(html: string): unknown;
}

/** A policy's name may be taken once a window. */
const policies = new WeakMap<TypesFactory, Policy>();

/**
 * Parses a stranger's HTML into a document that is never shown: no script in it runs and nothing in it is fetched. The
 * result is only ever read, to be turned into Markdown; nodes of it are never put on the page.
 */
export function parseInert(html: string): Document {
  const types: unknown = Reflect.get(window, 'trustedTypes');
  return new DOMParser().parseFromString(isFactory(types) ? trusted(types, html) : html, 'text/html');
}

function isFactory(value: unknown): value is TypesFactory {
  return typeof value === 'object' && value !== null && 'createPolicy' in value;
}

function trusted(types: TypesFactory, html: string): string {
  const policy = policies.get(types) ?? types.createPolicy('offprint-inert', { createHTML: (text) => text });
  policies.set(types, policy);
  // The DOM's types know only strings here; the browser wants what its own policy made.
  return policy.createHTML(html) as string;
}
