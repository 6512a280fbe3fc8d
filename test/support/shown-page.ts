/** What readers see of a post's page: words without markup, quotation marks and dashes as they are typed. */
export interface ShownPost {
  readonly title: string;
  /** UTC milliseconds; NaN for a page, which shows none. */
  readonly dateMs: number;
  readonly comments: readonly ShownComment[];
}

/** One comment as readers see it. */
export interface ShownComment {
  readonly id: number;
  /** From 1; five and all below it count as five, which is as deep as WordPress nests. */
  readonly depth: number;
  readonly author: string;
  /** In the blog's own zone, as WordPress writes it: `January 1, 2022 at 1:00 am`. */
  readonly moment: string;
  readonly words: string;
  readonly links: readonly string[];
}

/** Reads a page of a built-in theme. `zone` is the blog's, `Europe/Oslo`. */
export function shownPost(html: string, zone: string): ShownPost {
  const article = /<article[\s\S]*/.exec(html)?.[0] ?? '';
  const facts = /<p class="facts">[\s\S]*?<\/p>/.exec(article)?.[0] ?? '';
  const section = /<section class="comments"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
  const comments: ShownComment[] = [];
  let depth = 0;
  for (const [token, id] of section.matchAll(/<ol>|<\/ol>|<article id="comment-(\d+)"[\s\S]*?<\/article>/g)) {
    if (id === undefined) depth += token === '<ol>' ? 1 : -1;
    else comments.push(comment(Number(id), Math.min(depth, 5), token, zone));
  }
  return {
    title: shownWords(/<h1>([\s\S]*?)<\/h1>/.exec(article)?.[1] ?? ''),
    dateMs: Date.parse(/<time datetime="([^"]+)"/.exec(facts)?.[1] ?? ''),
    comments,
  };
}

function comment(id: number, depth: number, html: string, zone: string): ShownComment {
  const [head = '', text = ''] = html.split('</header>');
  const moment = new Date(/datetime="([^"]+)"/.exec(head)?.[1] ?? '').toLocaleString('en-US', {
    timeZone: zone,
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return {
    id,
    depth,
    author: shownWords(/class="name"[^>]*>([\s\S]*?)<\/(?:a|span)>/.exec(head)?.[1] ?? ''),
    moment: moment.replaceAll('\u202f', ' ').replace(/[AP]M/, (found) => found.toLowerCase()),
    words: shownWords(text),
    links: linksIn(text),
  };
}

/** The words of a piece of HTML; what scripts and styles hold is none. */
export function shownWords(html: string): string {
  return decoded(
    html
      .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '')
      .replace(/<\/p>|<br[^>]*>/g, ' ')
      .replace(/<[^>]+>/g, ''),
  )
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Where the links of a piece of HTML lead. */
export function linksIn(html: string): string[] {
  return [...html.matchAll(/<a\b[^>]*href=["']([^"']*)["']/g)].map((found) => new URL(decoded(found[1] ?? '')).href);
}

function decoded(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|([a-z]+));/gi, (found, decimal, hexadecimal, name) => {
    if (name !== undefined) return named[String(name)] ?? found;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal));
  });
}
