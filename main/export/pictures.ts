import { parseMarkdown, renderMarkdown } from '../../common/markdown/render.ts';
import { replaceOutsideCode } from '../media/markdown-addresses.ts';

/** A paragraph of pictures alone, each with an address, and perhaps a title and attributes behind. */
const onePicture =
  '!\\[(?:[^\\[\\]\\\\]|\\\\.)*\\]\\((?:<[^<>\\n]*>|(?:[^\\s()<>]|\\([^\\s()]*\\))+)(?:\\s+"(?:[^"\\\\]|\\\\.)*")?\\s*\\)(?:\\{[^}\\n]*\\})?';
const pictureParagraph = new RegExp(
  `(?<=^|\\n\\n)[ ]{0,3}((?:\\[?${onePicture}(?:\\]\\([^)\\s]*\\))?(?:\\{[^}\\n]*\\})?[ \\t]*\\n?)+?)(?=\\n\\n|\\n?$)`,
  'g',
);

/** Gives paragraphs of pictures another form; `replace` gets one paragraph at a time. */
export function replacePictures(markdown: string, replace: (paragraph: string) => string): string {
  return replaceOutsideCode(markdown, pictureParagraph, (found) => replace(found));
}

/** Pictures with caption and credit as HTML figures, for programs whose Markdown knows none. */
export function picturesAsFigures(markdown: string): string {
  return replacePictures(markdown, (paragraph) => {
    if (!/"\s*\)|\{|\n!/.test(paragraph)) return paragraph;
    const { html } = renderMarkdown(parseMarkdown(paragraph), {
      language: 'en',
      smartTypography: false,
      resolveLink: (href) => ({ href }),
      resolvePicture: (src) => ({ src }),
    });
    return html.replace(/ (?:loading|decoding|fetchpriority|sizes)="[^"]*"/g, '').trim();
  });
}

/** One picture of a paragraph, taken apart. */
export interface PictureParts {
  readonly alt: string;
  readonly src: string;
  readonly title: string;
  readonly credit: string;
  readonly link: string;
}

/** The pictures of a paragraph; undefined when one of them says more than a figure can. */
export function picturesOf(paragraph: string): readonly PictureParts[] | undefined {
  const parts: PictureParts[] = [];
  const pattern =
    /(\[)?!\[((?:[^[\]\\]|\\.)*)\]\((?:<([^<>\n]*)>|([^\s()]+(?:\([^\s()]*\)[^\s()]*)*))(?:\s+"((?:[^"\\]|\\.)*)")?\s*\)(?:\{([^}\n]*)\})?(?:\]\(([^)\s]*)\))?/g;
  for (const found of paragraph.matchAll(pattern)) {
    const attributes = found[6] ?? '';
    const credit = /credit="((?:[^"\\]|\\.)*)"/.exec(attributes)?.[1] ?? '';
    const caption = /caption="((?:[^"\\]|\\.)*)"/.exec(attributes)?.[1];
    if (attributes.replace(/(?:credit|caption)="(?:[^"\\]|\\.)*"/g, '').trim() !== '') return undefined;
    parts.push({
      alt: plain(found[2] ?? ''),
      src: found[3] ?? found[4] ?? '',
      title: plain(caption ?? found[5] ?? ''),
      credit: plain(credit),
      link: found[7] ?? '',
    });
  }
  return parts;
}

function plain(text: string): string {
  return text.replace(/\\(["\\[\]])/g, '$1');
}
