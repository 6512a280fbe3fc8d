import { Parser } from 'htmlparser2';

/** What a reader reads of a page, and the pictures they see in it. */
export interface PageText {
  /** A block a line, without the site's frame around the post where the page marks it. */
  readonly text: string;
  /** Addresses of pictures as the page writes them, each once, in order. */
  readonly pictures: readonly string[];
}

const unread: ReadonlySet<string> = new Set(['script', 'style', 'template', 'head', 'nav', 'svg', 'math', 'noscript']);
const inline: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo cite code data del dfn em i ins kbd mark q ruby rt rp s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);

/** Reads a finished page as text, for comparing it with another version of it. The post's own part, where there is one. */
export function pageText(html: string): PageText {
  const whole = read(html, undefined);
  const part = ['article', 'main'].find((name) => new RegExp(`<${name}[\\s>]`, 'i').test(html));
  return part === undefined ? whole : { ...read(html, part), pictures: whole.pictures };
}

function read(html: string, part: string | undefined): PageText {
  const lines: string[] = [];
  const pictures = new Set<string>();
  let line = '';
  let isBreak = false;
  let silent = 0;
  let within = 0;
  const end = () => {
    const text = line.replaceAll(/\s+/g, ' ').trim();
    if (text !== '') lines.push(text);
    line = '';
  };
  const parser = new Parser({
    onopentag: (name, { src, alt }) => {
      isBreak = !inline.has(name);
      if (isBreak) end();
      if (unread.has(name)) silent += 1;
      if (name === part) within += 1;
      if (name !== 'img' || src === undefined) return;
      pictures.add(src);
      if (alt !== undefined && alt !== '' && isRead()) line += `[${alt}] `;
    },
    ontext: (text) => {
      if (isRead()) line += text;
    },
    onclosetag: (name) => {
      if (!inline.has(name)) end();
      if (unread.has(name)) silent -= 1;
      if (name === part) within -= 1;
    },
  });
  const isRead = () => silent === 0 && (part === undefined || within > 0);
  parser.end(html);
  end();
  return { text: lines.join('\n'), pictures: [...pictures] };
}
