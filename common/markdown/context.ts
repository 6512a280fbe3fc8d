/**
 * What a renderer must be told besides the text: where links and pictures lead, and in which language the post is
 * written. The site build and the preview each make one; the same context gives the same HTML, byte for byte.
 */
export interface MarkdownContext {
  /** BCP 47 tag of the post; decides quotation marks, spaces and the few words the renderer adds. */
  readonly language: string;
  /**
   * Where a link leads. `form` is `title` for `[[Title]]`, `[[slug]]` and `[[file]]`, whose `href` is what stands between
   * the brackets; `address` for every other link. `createLinkResolver` makes one that the site and the preview share.
   */
  readonly resolveLink: (href: string, form: LinkForm) => ResolvedLink;
  /** The published forms of a picture, by its address as written. Undefined leaves the address as it is, and warns. */
  readonly resolvePicture: (src: string) => ResolvedPicture | undefined;
  /**
   * Adds `data-line` to nested block elements: the line, counted from 0 at the first line of their top-level block. For
   * the preview only. Default false.
   */
  readonly withSourceLines?: boolean;
  /** Curly quotes, dashes and ellipses. Default true. */
  readonly smartTypography?: boolean;
}

/** How a link was written: as an address, or as `[[a title, slug or file]]`. */
export type LinkForm = 'address' | 'title';

/** A link's answer. */
export interface ResolvedLink {
  /** What to write into the page; an address with an unsafe scheme is left out whatever the resolver says. */
  readonly href: string;
  /** True when it means a post, heading or file of this site that is not there. Marked with the class `broken-link`. */
  readonly isBroken?: boolean;
  /** Words to show for `[[...]]` written without words of its own; default: what stands between the brackets. */
  readonly title?: string;
}

/** A picture's answer: everything an `img` or `picture` element needs. Sizes in CSS pixels. */
export interface ResolvedPicture {
  readonly src: string;
  readonly width?: number;
  readonly height?: number;
  readonly srcset?: string;
  readonly sizes?: string;
  /** Better formats first; each becomes a `source` of a `picture`. */
  readonly sources?: readonly { readonly type: string; readonly srcset: string }[];
  /** What stays in sight when the picture is cut to a frame, as `object-position`: `30% 20%`. */
  readonly focus?: string;
  /** A tiny picture as a `data:` address, shown until the real one has come; never behind transparency. */
  readonly placeholder?: string;
}
