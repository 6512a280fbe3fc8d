/** What is used of an element of the parser's inert document; this side of the program has no types of the browser. */
export interface HtmlNode {
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly innerHTML: string;
  readonly outerHTML: string;
  readonly parentNode: HtmlNode | null;
  readonly childNodes: ArrayLike<HtmlNode>;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): ArrayLike<HtmlNode>;
}

/** The new address of a link or picture; the old one is kept when it answers undefined. */
export type RewriteUrl = (url: string) => string | undefined;

/** What the rules for single elements work with. */
export interface ElementTools {
  readonly rewriteUrl: RewriteUrl;
  /** Markdown of what stands inside an element, on one line. */
  readonly inline: (html: string) => string;
}

/** Runs of white space become one space. */
export function oneLine(text: string): string {
  return text.replace(/[^\S\u00a0]+/g, ' ').trim();
}

/** True when the element's class holds this word or part of one. */
export function hasClass(node: HtmlNode, part: string): boolean {
  return (node.getAttribute('class') ?? '').includes(part);
}

/** Writes an address so that Markdown reads all of it. */
export function destination(url: string): string {
  const address = url.trim();
  return /[\s()<>]/.test(address) ? `<${address.replace(/[<>\n]/g, (found) => encodeURIComponent(found))}>` : address;
}

/** The last part of an address's path. */
export function fileNameOf(address: string): string {
  return address.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? address;
}

/** Gives every address inside a piece of HTML its new form, for elements that stay HTML. */
export function rewriteAttributes(html: string, rewriteUrl: RewriteUrl): string {
  return html
    .replace(/(\s(?:href|src|poster)\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi, (found, name: string, double, single) => {
      const url = String(double ?? single ?? '').replaceAll('&amp;', '&');
      const rewritten = rewriteUrl(url);
      return rewritten === undefined ? found : `${name}"${rewritten.replaceAll('&', '&amp;').replaceAll('"', '%22')}"`;
    })
    .replace(/\s(?:srcset|sizes)\s*=\s*(?:"[^"]*"|'[^']*')/gi, '')
    .replace(/\n\s*\n/g, '\n');
}

/** The first element below `node` that a selector names. The parser's own `querySelector` answers no null. */
export function first(node: HtmlNode, selector: string): HtmlNode | undefined {
  return node.querySelectorAll(selector)[0];
}
