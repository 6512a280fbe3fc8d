import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** Writes a well-formed export of `posts` posts, about 110 kB each, mostly comments: what makes real exports large. Answers its size in bytes. */
export async function writeLargeExport(file: string, posts: number): Promise<number> {
  const out = createWriteStream(file);
  const write = async (text: string) => {
    if (!out.write(text)) await once(out, 'drain');
  };
  await write(
    '<?xml version="1.0"?><rss><channel><title>Large</title><wp:base_blog_url>https://large.example</wp:base_blog_url>',
  );
  for (let id = 1; id <= posts; id += 1) await write(postItem(id));
  out.end('</channel></rss>');
  await once(out, 'close');
  return (await stat(file)).size;
}

const words = 'Salt and rail and fog, and a harbour in the morning. ';

function postItem(id: number): string {
  const address = `https://large.example/2020/01/a-post-with-a-longer-title-${id}/`;
  const paragraph = `<!-- wp:paragraph -->\n<p>${words.repeat(40)}</p>\n<!-- /wp:paragraph -->\n`;
  const picture = `<img src="https://large.example/wp-content/uploads/2020/01/a-picture-that-is-missing-${id}.jpg"/>`;
  const fields: Readonly<Record<string, string | number>> = {
    title: `A post with a longer title, number ${id}`,
    link: address,
    guid: `https://large.example/?p=${id}`,
    'wp:post_id': id,
    'wp:post_type': 'post',
    'wp:status': 'publish',
    'wp:post_name': `a-post-with-a-longer-title-${id}`,
    'wp:post_date': '2020-01-02 03:04:05',
    'wp:post_date_gmt': '2020-01-02 03:04:05',
    'content:encoded': `<![CDATA[${paragraph.repeat(2)}${picture}]]>`,
  };
  const comments = Array.from({ length: 46 }, (_, at) => comment(id * 100 + at)).join('');
  return `<item>${elements(fields)}${comments}</item>`;
}

function comment(id: number): string {
  return `<wp:comment>${elements({
    'wp:comment_id': id,
    'wp:comment_author': 'Ann of the harbour office',
    'wp:comment_approved': 1,
    'wp:comment_content': `<![CDATA[${words.repeat(41)}]]>`,
  })}</wp:comment>`;
}

function elements(fields: Readonly<Record<string, string | number>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');
}
