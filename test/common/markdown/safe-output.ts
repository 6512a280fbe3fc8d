import fc from 'fast-check';
import { parseMarkdown, renderMarkdown } from '../../../common/markdown/render.ts';
import { editSeries } from './edit-series.ts';
import { plainContext } from './plain-context.ts';

/** Every element the renderer may write: the author's allowlist, its own, and formulas. */
const elements = new Set(
  (
    'a abbr address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup data dd del details dfn div dl dt em ' +
    'figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd li main mark nav ol p picture pre q rp rt ruby s ' +
    'samp section small source span strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr ' +
    'math mrow mi mn mo mfrac msup msub msubsup msqrt mroot mtext mspace mstyle mover munder munderover mtable mtr mtd mpadded mphantom menclose'
  ).split(' '),
);
const hostileParts = [
  ...[
    '<',
    '>',
    '</',
    '/>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '"',
    "'",
    '`',
    '=',
    '&',
    '&lt;',
    '&#x3c;',
    '\0',
    '\t',
    '\n',
    '\n\n',
    '\\',
    '{',
    '}',
  ],
  ...[
    'script',
    'img',
    'svg',
    'math',
    'style',
    'iframe',
    'a',
    'p',
    'b',
    'table',
    'div',
    'details',
    'template',
    'title',
    'textarea',
    'noscript',
    'xmp',
  ],
  ...[
    ' onerror=x',
    ' onclick="x"',
    ' href="javascript:x"',
    ' src=x',
    ' style=x',
    ' srcdoc="<b>"',
    ' id=x',
    ' class="y"',
    'javascript:',
    'data:text/html,',
  ],
];

/** Texts made to confuse: parts of tags in any order, amid Markdown. */
export function hostileText(): fc.Arbitrary<string> {
  const parts = fc.array(
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...hostileParts) }, fc.string({ maxLength: 6, unit: 'binary' })),
    { maxLength: 40 },
  );
  const markdown = editSeries().map(({ start, edits }) => start + edits.map(({ insert }) => insert).join(''));
  return fc.tuple(parts, markdown, parts).map(([before, text, after]) => `${before.join('')}${text}${after.join('')}`);
}

/** What is wrong with HTML that should be safe and well nested; undefined when nothing is. */
export function findUnsafe(html: string): string | undefined {
  const open: string[] = [];
  const bad: string[] = [];
  // Nothing but tags may hold `<`, and every attribute is quoted: so this simple reading is the browser's.
  const tags = /<(\/?)([a-z][a-z0-9]*)((?: [a-z][a-z:-]*(?:="[^"<>]*")?)*)>/g;
  const text = html.replace(tags, (_, slash: string, name: string, attributes: string) => {
    if (!elements.has(name)) bad.push(name);
    for (const [, attribute = '', value = ''] of attributes.matchAll(/ ([a-z:-]+)(?:="([^"]*)")?/g)) {
      const isAddress = /^(?:href|src|poster|cite)$/.test(attribute);
      if (
        /^on|^srcdoc$|^style$|^name$|^form/.test(attribute) ||
        (isAddress && /^\s*(?:javascript|vbscript|data):/i.test(value))
      ) {
        bad.push(`${name} ${attribute}=${value}`);
      }
    }
    if (slash === '/') {
      const last = open.pop();
      if (last !== name) bad.push(`</${name}> ends ${last}`);
    } else if (!/^(?:br|col|hr|img|input|source|track|wbr)$/.test(name)) open.push(name);
    return '';
  });
  if (/[<>]/.test(text)) bad.push(`text ${text.slice(Math.max(0, text.search(/[<>]/) - 20)).slice(0, 60)}`);
  if (open.length > 0) bad.push(`open: ${open.join(' ')}`);
  return bad.length === 0 ? undefined : bad.join('; ');
}

/** Renders random hostile texts and looks for anything unsafe or badly nested. */
export function checkSafety(
  texts: number,
  seed: number,
  render = (text: string) => renderMarkdown(parseMarkdown(text), plainContext).html,
) {
  const property = fc.property(hostileText(), (text) => {
    const html = render(text);
    const unsafe = findUnsafe(html);
    if (unsafe !== undefined) throw new Error(`${unsafe}\nin ${html}`);
  });
  const { failed, counterexample, errorInstance } = fc.check(property, { numRuns: texts, seed });
  return { failed, counterexample, error: errorInstance === null ? null : String(errorInstance) };
}
