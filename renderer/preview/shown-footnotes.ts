import { areFarAway, boundsOf } from './chunk.ts';
import { morph } from './morph.ts';
import type { SafeHtml } from './safe-html.ts';

/** More changed notes than this at once, and the whole section is made anew. */
const mostSingly = 8;

/** Fewer notes than this are always laid out. */
const fewestToSkip = 24;
/** Height of a note nobody has seen yet, in CSS pixels. */
const guessedNoteHeight = 40;

/** What is shown: the section's HTML, and that of its list items, by number. */
interface Notes {
  readonly footnotes: string;
  readonly notes: readonly string[];
}

/**
 * The footnotes at the end of the text. Typing in one of a thousand touches that one, and while nobody sees many of them,
 * nothing is laid out for them: each line that the text grows by moves them all.
 */
export class ShownFootnotes {
  readonly #body: Element;
  readonly #safe: SafeHtml;
  readonly #open = (event: Event): void => {
    if (!Reflect.get(event, 'skipped')) this.#layOut();
  };
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
      if (notes.length >= fewestToSkip) this.#skip(notes.length * guessedNoteHeight);
      else this.#layOut();
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

  /** Lays out no longer what nobody looks at. */
  closeFar(): void {
    const isLong = this.#shown.notes.length >= fewestToSkip;
    const bounds = isLong && areFarAway(this.#nodes, this.#body.ownerDocument) ? boundsOf(this.#nodes) : undefined;
    if (bounds) this.#skip(bounds.bottom - bounds.top);
  }

  /** The browser tells that it is about to show them; until then they are so high. */
  #skip(height: number): void {
    const section = this.#section();
    if (!section) return;
    section.style.contentVisibility = 'auto';
    section.style.containIntrinsicSize = `auto ${Math.round(height)}px`;
    section.addEventListener('contentvisibilityautostatechange', this.#open);
  }

  /** Where they can be seen they stand as on the published page. */
  #layOut(): void {
    const section = this.#section();
    section?.removeAttribute('style');
    section?.removeEventListener('contentvisibilityautostatechange', this.#open);
  }

  #section(): HTMLElement | undefined {
    // Nodes of a frame are no instances of this window's classes; the renderer writes a `<section>`.
    return this.#nodes.find(isElement) as HTMLElement | undefined;
  }

  #list(): Element | null | undefined {
    return this.#section()?.querySelector(':scope > ol');
  }
}

/** The section's own tag, with its label. */
function startOf(html: string): string {
  return html.slice(0, html.indexOf('>'));
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}
