import { morph } from './morph.ts';
import type { SafeHtml } from './safe-html.ts';

/** More changed notes than this at once, and the whole section is made anew. */
const mostSingly = 8;

/** What is shown: the section's HTML, and that of its list items, by number. */
interface Notes {
  readonly footnotes: string;
  readonly notes: readonly string[];
}

/** The footnotes at the end of the text. Typing in one of a thousand touches that one. */
export class ShownFootnotes {
  readonly #body: Element;
  readonly #safe: SafeHtml;
  #nodes: ChildNode[] = [];
  #shown: Notes = { footnotes: '', notes: [] };

  constructor(body: Element, safe: SafeHtml) {
    this.#body = body;
    this.#safe = safe;
  }

  /** The first node, before which the text ends; null without footnotes. */
  get first(): ChildNode | null {
    return this.#nodes[0] ?? null;
  }

  /** Shows these notes in place of those before. */
  show({ footnotes, notes }: Notes): void {
    const before = this.#shown;
    this.#shown = { footnotes, notes };
    const list = this.#list();
    const changed = notes.flatMap((item, at) => (item === before.notes[at] ? [] : [at]));
    const isSameFrame = startOf(footnotes) === startOf(before.footnotes) && notes.length === before.notes.length;
    if (!list || !isSameFrame || changed.length > mostSingly) {
      const fresh = footnotes === '' ? [] : [...this.#safe.parse(footnotes, this.#body.ownerDocument).childNodes];
      this.#nodes = morph(this.#body, this.#nodes, fresh, null);
      return;
    }
    for (const at of changed) {
      const old = list.children[at];
      const item = this.#safe.parse(`<ol>${notes[at]}</ol>`, this.#body.ownerDocument).querySelector('li');
      if (old && item) morph(list, [old], [item], old.nextSibling);
    }
  }

  /** The number of the note that a node belongs to, counted from 1. */
  numberOf(node: Node): number | undefined {
    const at = [...(this.#list()?.children ?? [])].findIndex((item) => item.contains(node));
    return at < 0 ? undefined : at + 1;
  }

  #list(): Element | null | undefined {
    return this.#nodes.find(isElement)?.querySelector(':scope > ol');
  }
}

/** The section's own tag, with its label. */
function startOf(html: string): string {
  return html.slice(0, html.indexOf('>'));
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}
