/** Things that mean something to XML, WordPress, Markdown or HTML, put where they do not belong. */
const insertions = [
  '&',
  '<',
  '>',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '\u0000',
  '\u000b',
  '<!DOCTYPE x>',
  '</item>',
  '<item>',
  '&#x0;',
  '&amp',
  '[gallery ids="',
  '[caption',
  '<!-- wp:',
  '{"',
  '"}',
  '\ud800',
  '<table>',
  '</',
  '<pre>',
  '\ufeff',
];

/** Tags that a parser has to open again, cut in two or nest, when they stand in a row without their ends. */
const tags =
  '<b> </b> <i> </i> <p> </p> <div> </div> <li> <ul> </ul> <table> </table> <td> <span> </span> <a> </a> <h2> <math> <mi> <blockquote> <font> <dl> <dt> <svg> x'.split(
    ' ',
  );

/** Names that want to lead somewhere else, or that some system reads as something else. */
const hostileNames = [
  '../outside/evil',
  '../../outside/evil',
  '..%2f..%2foutside%2fevil',
  '..\\..\\outside\\evil',
  '%2e%2e/%2e%2e/outside/evil',
  '/outside/evil',
  'C:\\outside\\evil',
  '\\\\server\\share\\evil',
  'file:///outside/evil',
  'evil\u0000.md',
  'con',
  'NUL.txt',
  'aux.',
  '.',
  '..',
  '.htaccess',
  '.offprint',
  'linked',
  'linked/evil',
  'linked/../../outside/evil',
  'a/../../../outside/evil',
  'x'.repeat(300),
  'e\u0301\u202e\u2028evil',
  '__proto__',
  'constructor',
  '%',
  '😀',
  ' ',
];

/** Elements of an export whose text becomes a name, an address or a place. */
const naming =
  /(<(?:wp:post_name|wp:post_type|wp:attachment_url|link|guid|title|dc:creator|wp:meta_value|wp:cat_name|wp:category_nicename|wp:category_parent|wp:comment_id|wp:post_parent|wp:post_id|wp:status)[^>]*>(?:<!\[CDATA\[)?)([^<\]]*)/g;

/**
 * A piece of an export, some of it taken out, doubled, cut, with something dangerous put in, and with names that want to lead out:
 * by themselves, below the blog's uploads, and by number. `outside` is the absolute folder that the worst of them name.
 */
export function damagedExport(whole: string, random: () => number, outside: string): string {
  const at = (length: number) => Math.floor(random() * length);
  const start = at(whole.length);
  let text = whole.slice(0, 1_500) + whole.slice(start, start + 6_000);
  if (at(3) > 0)
    text = text.replace(naming, (found, tag: string, value: string) => (at(6) > 0 ? found : tag + hostileName(value)));
  for (let change = at(8) + 1; change > 0; change -= 1) {
    const from = at(text.length);
    const kind = at(24) === 0 ? 4 : at(4);
    if (kind === 4) text = text.slice(0, from) + row() + text.slice(from);
    else if (kind === 0) text = text.slice(0, from) + text.slice(from + at(200));
    else if (kind === 1) text = text.slice(0, from) + (insertions[at(insertions.length)] ?? '') + text.slice(from);
    else if (kind === 2) text = text.slice(0, from) + text.slice(from, from + at(300)).repeat(2) + text.slice(from);
    else text = text.slice(0, Math.max(1_000, from));
  }
  return text;

  function row(): string {
    const pieces = Array.from({ length: at(4) + 1 }, () => tags[at(tags.length)] ?? '');
    return pieces.join('').repeat(at(600));
  }

  function hostileName(value: string): string {
    const name = (hostileNames[at(hostileNames.length)] ?? '').replace('/outside', at(2) === 0 ? outside : '/outside');
    const base = /^https?:\/\/[^/]+\//.exec(value)?.[0];
    return base === undefined ? name : `${base}${at(2) === 0 ? '' : 'wp-content/uploads/'}${name}`;
  }
}

/** A small generator of numbers that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
