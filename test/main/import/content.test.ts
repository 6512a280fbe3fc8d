import { expect, test } from 'vitest';
import { convertContent } from '../../../main/import/wordpress/content.ts';

const context = {
  attachment: (id: number) => ({
    url: `https://old.example/up/${id}.jpg`,
    alt: `Picture ${id}`,
    caption: id === 2 ? 'Two "b"' : '',
  }),
  ownPictures: [7],
  rewriteUrl: (url: string) =>
    url.startsWith('https://old.example/up/') ? url.replace('https://old.example/up', '/media') : undefined,
};
const convert = (content: string) => convertContent(content, context).markdown;

test.each([
  ['classic paragraphs and line breaks', 'One\nline\n\nTwo', 'One  \nline\n\nTwo\n'],
  ['a heading between texts without empty lines', 'One\n<h2>Head</h2>\nTwo', 'One\n\n## Head\n\nTwo\n'],
  ['white space in pre', 'A\n\n<pre>x\n\n  y</pre>\n\nB', 'A\n\n```\nx\n\n  y\n```\n\nB\n'],
  [
    'block paragraphs',
    '<!-- wp:paragraph -->\n<p>Hello <strong>world</strong></p>\n<!-- /wp:paragraph -->',
    'Hello **world**\n',
  ],
  [
    'a figure with its caption, moved to the media folder',
    '<!-- wp:image {"id":4} -->\n<figure class="wp-block-image"><img src="https://old.example/up/a.jpg" alt="Blue"/><figcaption>A &amp; b</figcaption></figure>\n<!-- /wp:image -->',
    '![Blue](/media/a.jpg "A & b")\n',
  ],
  [
    'the caption shortcode with a linked picture',
    '[caption id="x" width="3"]<a href="https://old.example/up/a.jpg"><img src="https://old.example/up/a.jpg" /></a> cap <em>x</em>[/caption]',
    '![](/media/a.jpg "cap x")\n',
  ],
  [
    'code with its language',
    '<!-- wp:code {"language":"php"} -->\n<pre class="wp-block-code"><code>a &lt; b</code></pre>\n<!-- /wp:code -->',
    '```php\na < b\n```\n',
  ],
  ['code that holds a fence', '<pre>```\nx\n```</pre>', '````\n```\nx\n```\n````\n'],
  [
    'a gallery by numbers',
    '[gallery ids="1,2"]',
    '![Picture 1](/media/1.jpg)\n\n![Picture 2](/media/2.jpg "Two \\"b\\"")\n',
  ],
  ['a gallery of the post itself', '[gallery]', '![Picture 7](/media/7.jpg)\n'],
  ['the more mark', '<p>a</p>\n<!--more-->\n<p>b</p>', 'a\n\n<!--more-->\n\nb\n'],
  ['the more mark of the block editor', '<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->', '<!--more-->\n'],
  [
    'an embed as a link',
    '<!-- wp:embed {"url":"https://video.example/1","providerNameSlug":"video"} -->\n<figure class="wp-block-embed"><div>\nhttps://video.example/1\n</div></figure>\n<!-- /wp:embed -->',
    '[video](https://video.example/1)\n',
  ],
  ['sound', '[audio mp3="https://old.example/up/a.mp3"][/audio]', '[a.mp3](/media/a.mp3)\n'],
  ['nested lists', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '-   a\n    -   b\n-   c\n'],
  ['an unknown shortcode, visibly', 'before [contact-form to="x"] after', 'before \\[contact-form to="x"\\] after\n'],
  ['typography as typed', '<p>“Quotes” — dash… <code>a*b</code></p>', '“Quotes” — dash… `a*b`\n'],
])('%s', (_name, html, markdown) => {
  expect(convert(html)).toBe(markdown);
});

test('shortcodes left in the text are named', () => {
  expect(convertContent('[contact-form] and [/contact-form] [caption]x[/caption]', context).unknownShortcodes).toEqual([
    'contact-form',
  ]);
});

test('scripts do not come over', () => {
  expect(convert('<p>a</p><script>alert(1)</script><style>p{}</style>')).toBe('a\n');
});
