/** A picture as written; a local address has its percent signs decoded. `line` counts from 0. */
export interface MarkdownImage {
  readonly src: string;
  readonly alt: string;
  readonly line: number;
}

/** A link as written; `form` as in `MarkdownContext.resolveLink`. `line` counts from 0. */
export interface MarkdownLink {
  readonly href: string;
  readonly form: 'address' | 'title';
  readonly line: number;
}

/** A heading; `id` is unique in the page. `line` counts from 0. */
export interface MarkdownHeading {
  readonly level: number;
  readonly text: string;
  readonly id: string;
  readonly line: number;
}

/** Something an author should look at. `line` counts from 0. */
export interface MarkdownWarning {
  readonly kind: 'broken-link' | 'missing-picture' | 'removed-html' | 'bad-math';
  /** The address, the element's name or the formula. */
  readonly subject: string;
  readonly line: number;
}
