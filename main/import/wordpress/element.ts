/** One XML element with its text, read whole. Children keep their order. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  /** Text and CDATA of the element itself, joined: WordPress splits `]]>` over two CDATA parts. */
  text: string;
  readonly line: number;
}

/** The first child of this name, if any. */
export function child(element: Element, name: string): Element | undefined {
  return element.children.find((candidate) => candidate.name === name);
}

/** Text of the first child of this name, trimmed of the white space that an export puts around it; empty when absent. */
export function childText(element: Element, name: string): string {
  return child(element, name)?.text.trim() ?? '';
}

/** Text of the first child of this name, untouched. */
export function exactChildText(element: Element, name: string): string {
  return child(element, name)?.text ?? '';
}

/** Number in the first child of this name; 0 when it is no whole number. */
export function childNumber(element: Element, name: string): number {
  const value = Number(childText(element, name));
  return Number.isSafeInteger(value) ? value : 0;
}

/** All children of this name. */
export function children(element: Element, name: string): Element[] {
  return element.children.filter((candidate) => candidate.name === name);
}
