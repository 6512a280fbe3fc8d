import { expect, test } from 'vitest';
import { convertContent, withSharedBlocks } from '../../../main/import/wordpress/content.ts';

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
    '![](/media/a.jpg "cap *x*")\n',
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
    '![Picture 1](/media/1.jpg)\n![Picture 2](/media/2.jpg "Two \\"b\\"")\n',
  ],
  ['a gallery of the post itself', '[gallery]', '![Picture 7](/media/7.jpg)\n'],
  ['the more mark', '<p>a</p>\n<!--more-->\n<p>b</p>', 'a\n\n<!--more-->\n\nb\n'],
  ['the more mark of the block editor', '<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->', '<!--more-->\n'],
  [
    'an embed as a link',
    '<!-- wp:embed {"url":"https://video.example/1","providerNameSlug":"video"} -->\n<figure class="wp-block-embed"><div>\nhttps://video.example/1\n</div></figure>\n<!-- /wp:embed -->',
    '[video.example/1](https://video.example/1)\n',
  ],
  [
    'sound',
    '[audio mp3="https://old.example/up/a.mp3"][/audio]',
    '<div><audio controls src="/media/a.mp3"></audio></div>\n',
  ],
  ['nested lists', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '- a\n  - b\n- c\n'],
  [
    'numbered lists from where they start',
    '<ol start="3"><li>c<p>more</p></li><li>d</li></ol>',
    '3. c\n\n   more\n4. d\n',
  ],
  [
    'a credit apart from its caption, links kept in both',
    '<figure><img src="a.jpg"><figcaption>The <a href="/x">fjord</a>, photo: <a href="https://j.example">Jonas</a></figcaption></figure>',
    '![](a.jpg "The [fjord](/x)"){credit="photo: [Jonas](https://j.example)"}\n',
  ],
  [
    'a figure whose words no element names as a caption',
    '<figure><img src="a.jpg" alt="A"><div>Fog over <em>Bergen</em></div></figure>',
    '![A](a.jpg "Fog over *Bergen*")\n',
  ],
  [
    'a picture that leads elsewhere keeps its link',
    '<figure><a href="https://shop.example/1"><img src="a.jpg" alt="A"></a></figure>',
    '[![A](a.jpg)](https://shop.example/1)\n',
  ],
  [
    'a gallery of the block editor stays one, with its captions',
    '<!-- wp:gallery --><figure class="wp-block-gallery"><!-- wp:image --><figure><img src="a.jpg"/><figcaption>A</figcaption></figure><!-- /wp:image --><!-- wp:image --><figure><img src="b.jpg"/></figure><!-- /wp:image --><figcaption class="blocks-gallery-caption">Both</figcaption></figure><!-- /wp:gallery -->',
    '![](a.jpg "A")\n![](b.jpg)\n\nBoth\n',
  ],
  [
    'a table without a head, its bars as words',
    '<table><tr><td>a|b</td><td>c<br>d</td></tr></table>',
    '|  |  |\n| --- | --- |\n| a\\|b | c<br>d |\n',
  ],
  [
    'a table that Markdown cannot say stays HTML',
    '<table><tr><td colspan="2"><a href="https://old.example/up/a.pdf">a</a></td></tr></table>',
    '<table><tbody><tr><td colspan="2"><a href="/media/a.pdf">a</a></td></tr></tbody></table>\n',
  ],
  [
    'a table with comments and words between its cells',
    '<table><tr><!-- a --><th align="right">A</th><!-- b --><th>B</th></tr><tr><td>1</td>x<td>2</td></tr></table>',
    'x\n\n| A | B |\n| --: | --- |\n| 1 | 2 |\n',
  ],
  ['lines of preformatted text', '<pre>a<br>b</pre>', '```\na\nb\n```\n'],
  ['a verse as lines', '<pre class="wp-block-verse">a\nb</pre>', 'a\\\nb\n'],
  ['a shortcode shown for itself', '[[gallery]] and <code>[gallery]</code>', '\\[gallery\\] and `[gallery]`\n'],
  [
    'an address alone on its line',
    'https://www.video.example/a_b',
    '[video.example/a\\_b](https://www.video.example/a_b)\n',
  ],
  [
    'words that look like HTML',
    '<p>First &lt;paragraph&gt; &amp;amp; 1 &lt; 2 &amp; 3</p>',
    'First \\<paragraph> \\&amp; 1 < 2 & 3\n',
  ],
  ['signs of our own dialect', '<p>a ==b== $x$ {.c}</p>', 'a \\==b== \\$x\\$ \\{.c}\n'],
  ['definitions', '<dl><dt>Ebb</dt><dd>falls</dd></dl>', 'Ebb\n: falls\n'],
  ['a quote with its source', '<blockquote><p>Q</p><cite>P</cite></blockquote>', '> Q\n>\n> P\n'],
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

test('footnotes of the block editor come with their notes', () => {
  const footnotes = new Map([['f1', 'A <em>note</em>']]);
  const content =
    '<!-- wp:paragraph --><p>Text<sup data-fn="f1" class="fn"><a href="#f1">1</a></sup>.</p><!-- /wp:paragraph --><!-- wp:footnotes /-->';
  expect(convertContent(content, { ...context, footnotes }).markdown).toBe('Text[^1].\n\n[^1]: A *note*\n');
});

test('a shared block is put in its place, and one that holds itself ends', () => {
  const sharedBlock = (id: number) => (id === 5 ? '<p>shared</p>' : '<!-- wp:block {"ref":6} /-->');
  const text = (id: number) =>
    convertContent(withSharedBlocks(`<!-- wp:block {"ref":${id}} /-->`, sharedBlock), context);
  expect(text(5).markdown).toBe('shared\n');
  expect(text(6).emptyBlocks).toEqual(['block']);
});

test('blocks that WordPress fills itself, and scripts, are named', () => {
  const { emptyBlocks, activeElements } = convertContent(
    '<!-- wp:latest-posts {"n":3} /--><script>x</script>',
    context,
  );
  expect({ emptyBlocks, activeElements }).toEqual({ emptyBlocks: ['latest-posts'], activeElements: ['script'] });
});
