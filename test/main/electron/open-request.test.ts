import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../common/result.ts';
import { openRequested, pathArgument } from '../../../main/electron/open-request.ts';
import { givenArguments } from '../../../main/electron/requests.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A program that takes folders with `offprint.yml` for blogs, as told. */
function program(blogs: readonly string[], open?: string) {
  const opened: string[] = [];
  const call = async (name: unknown, argument: unknown) => {
    if (name === 'site.current') return ok(open === undefined ? undefined : { folder: open });
    const { folder } = argument as { readonly folder: string };
    if (!blogs.includes(folder)) return fail({ kind: 'not-a-site' });
    opened.push(folder);
    return ok({ folder });
  };
  return { call, opened };
}

describe('the path among the arguments', () => {
  it('is the first that is no switch, made absolute', () => {
    expect(pathArgument(['--enable-logging', 'blog', 'other'], '/home/ada')).toBe('/home/ada/blog');
    expect(pathArgument(['/srv/blog/posts/a.md'], '/home/ada')).toBe('/srv/blog/posts/a.md');
    expect(pathArgument(['--no-sandbox', ''], '/home/ada')).toBeUndefined();
  });

  it('is looked for after the program’s own name', () => {
    expect(givenArguments(['/opt/offprint', 'blog'], true)).toEqual(['blog']);
    expect(givenArguments(['/opt/electron', '.', 'blog'], false)).toEqual(['blog']);
  });
});

describe('what the system asks to open', () => {
  it('is a blog’s folder', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'offprint.yml'), '');
    const { call, opened } = program([folder]);
    expect(await openRequested({ call }, folder)).toEqual({ kind: 'site' });
    expect(opened).toEqual([folder]);
  });

  it('is a post, of the nearest blog above it', async () => {
    const outer = await temporaryFolder();
    const blog = path.join(outer, 'blogs', 'train');
    const post = path.join(blog, 'posts', '2026', 'harbour.md');
    await mkdir(path.dirname(post), { recursive: true });
    await writeFile(post, 'text');
    for (const place of [outer, blog]) await writeFile(path.join(place, 'offprint.yml'), '');
    const { call, opened } = program([outer, blog]);
    expect(await openRequested({ call }, post)).toEqual({ kind: 'post', folder: blog, id: 'posts/2026/harbour.md' });
    expect(opened).toEqual([blog]);
  });

  it('is a post of the blog that is open, which is not opened again', async () => {
    const blog = await temporaryFolder();
    await writeFile(path.join(blog, 'a.MD'), 'text');
    const { call, opened } = program([blog], blog);
    expect(await openRequested({ call }, path.join(blog, 'a.MD'))).toEqual({ kind: 'post', folder: blog, id: 'a.MD' });
    expect(opened).toEqual([]);
  });

  it('is refused, and the open blog left alone, when it is in no blog, is no post, or is not there', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'a.md'), 'text');
    await writeFile(path.join(folder, 'a.txt'), 'text');
    // This program would take the folder for a blog; but nothing in it looks like one, so it is not even asked.
    const nowhere = { call: program([folder]).call };
    for (const name of ['', 'a.md', 'a.txt', 'missing.md', 'missing']) {
      expect(await openRequested(nowhere, path.join(folder, name)), name).toEqual({ kind: 'no-blog' });
    }
  });
});
