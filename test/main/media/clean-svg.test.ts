import { describe, expect, test } from 'vitest';
import { cleanSvg } from '../../../main/media/clean-svg.ts';
import { mediaFolder } from './media-folder.ts';

const svg = (content: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9" ${attributes}>${content}</svg>`;
const clean = (text: string) => cleanSvg(Buffer.from(text))?.content.toString();

/** Anything in a published drawing that could run or fetch. */
const dangerous =
  /script|on[a-z]+=|https?:(?!\/\/www\.w3\.org\/2000\/svg)|\/\/evil|data:text|foreignObject|<iframe|<!|<\?|@import|<animate|<set|<embed|<object|javascript/i;

const hostile: readonly (readonly [string, string])[] = [
  ['a script', svg('<script>alert(1)</script><rect/>')],
  ['a script in CDATA', svg('<script><![CDATA[alert(1)]]></script><rect/>')],
  ['a script by address', svg('<script href="//evil.example/a.js"/><rect/>')],
  [
    'a script under a prefix',
    `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script><s:rect/></s:svg>`,
  ],
  ['an HTML script', svg('<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script><rect/>')],
  ['an event', svg('<rect onclick="alert(1)"/>', 'onload="alert(1)"')],
  ['an event in capitals', svg('<rect ONCLICK="alert(1)" onMouseOver="x()"/>')],
  [
    'foreign content',
    svg(
      '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="//evil.example"/></body></foreignObject><rect/>',
    ),
  ],
  ['a link that runs', svg('<a href="javascript:alert(1)"><rect/></a>')],
  ['a link of XLink that runs', svg('<a xlink:href="&#106;avascript:alert(1)"><rect/></a>')],
  [
    'an animation that sets a link',
    svg(
      '<a id="x"><rect/></a><set href="#x" attributeName="href" to="javascript:alert(1)"/><animate attributeName="href" values="javascript:alert(1)"/>',
    ),
  ],
  ['a picture from elsewhere', svg('<image href="https://evil.example/track.png"/><rect/>')],
  ['a drawing inside a picture', svg('<image href="data:image/svg+xml;base64,PHN2Zz4="/><rect/>')],
  [
    'a use from elsewhere',
    svg('<use href="https://evil.example/a.svg#x"/><use xlink:href="data:text/html,x"/><rect/>'),
  ],
  ['a filter from elsewhere', svg('<filter id="f"><feImage href="https://evil.example/x.png"/></filter><rect/>')],
  ['a style that fetches', svg('<style>@import url(https://evil.example/a.css); rect{fill:red}</style><rect/>')],
  ['a style that hides its fetching', svg('<style>rect{background:\\75rl(https://evil.example)}</style><rect/>')],
  ['an attribute that fetches', svg('<rect fill="url(https://evil.example/#x)" style="filter:url(//evil.example)"/>')],
  ['a style sheet instruction', `<?xml-stylesheet href="https://evil.example/a.xsl"?>${svg('<rect/>')}`],
  ['a base', svg('<rect/>', 'xml:base="https://evil.example/"')],
  [
    'a document type',
    `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://evil.example/svg11.dtd">${svg('<rect/>')}`,
  ],
  [
    'an embedded page',
    svg('<iframe src="//evil.example"/><embed src="//evil.example"/><object data="//evil.example"/><rect/>'),
  ],
];

describe('a drawing as it is published', () => {
  test.each(hostile)('%s is gone, the drawing stays', (_what, text) => {
    expect(text).toMatch(dangerous);
    const cleaned = clean(text);
    expect(cleaned).not.toMatch(dangerous);
    expect(cleaned).toMatch(/<rect/);
  });

  test('what draws is kept', () => {
    const text = svg(
      '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs><style>.a{fill:url(#g)}</style><g class="a" transform="scale(2)"><path d="M0 0L9 9" stroke="red"/></g><use xlink:href="#g"/><text x="1" y="2">Bergen &amp; Voss &lt;3</text><image href="data:image/png;base64,iVBORw0KGgo="/>',
    );
    const cleaned = clean(text) ?? '';
    for (const part of [
      '<linearGradient id="g">',
      'stop-color="#fff"',
      '.a{fill:url(#g)}',
      'd="M0 0L9 9"',
      '<use href="#g">',
      'Bergen &amp; Voss &lt;3',
      'href="data:image/png;base64,iVBORw0KGgo="',
    ]) {
      expect(cleaned).toContain(part);
    }
  });

  test('cleaning again changes nothing', () => {
    for (const [, text] of hostile) expect(clean(clean(text) ?? '')).toBe(clean(text));
  });

  test.each([
    ['width="120" height="80"', 120, 80],
    ['width="1in" height="25.4mm"', 96, 96],
    ['width="100%" height="100%" viewBox="0 0 300 200"', 300, 200],
    ['viewBox="0,0,40,20"', 40, 20],
  ])('its size is told from %s', (attributes, width, height) => {
    expect(cleanSvg(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}/>`))).toMatchObject({
      width,
      height,
    });
  });

  test('it is published cleaned, as an SVG, with a receipt', async () => {
    const { media, put } = await mediaFolder();
    await put('media/a.svg', Buffer.from(svg('<script>alert(1)</script><rect width="9" height="9"/>')));
    const published = await media.published('media/a.svg');
    expect(published).toMatchObject({
      kind: 'image',
      width: 9,
      height: 9,
      removed: ['script'],
      files: [{ type: 'image/svg+xml', extension: '.svg' }],
    });
  });
});
