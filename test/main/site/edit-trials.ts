import { expect } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type Blog, openBlog } from './blog.ts';
import { type Edit, isSeen, startFiles } from './site-edits.ts';

/** Makes a blog, does a series of edits with builds in between, and compares the last build with a clean one. */
export async function buildsAfterEdits(series: readonly Edit[]): Promise<void> {
  let blog = await openBlog(startFiles(), { settings: 'postsPerPage: 3\n' });
  await blog.build();
  const files = new Map(Object.entries(startFiles()));
  for (const edit of series) {
    if (edit.kind === 'restart') {
      await blog.close();
      blog = await openBlog({}, { folder: blog.folder, dataFolder: blog.dataFolder, keepSettings: true });
    } else await apply(blog, files, edit);
    if (edit.build) await blog.site.build({});
  }
  await expectClean(blog);
  await blog.close();
}

async function apply(blog: Blog, files: Map<string, string>, edit: Edit): Promise<void> {
  const names = [...files.keys()].filter(isSeen).sort();
  const name = names[edit.which % Math.max(1, names.length)];
  switch (edit.kind) {
    case 'write':
      files.set(edit.file, edit.content);
      return blog.write(edit.file, edit.content);
    case 'reword': {
      const posts = names.filter((file) => file.endsWith('.md'));
      const file = posts[edit.which % Math.max(1, posts.length)] ?? '';
      const [, matter = ''] = files.get(file)?.split('---\n') ?? [];
      if (matter === '') return;
      const title =
        edit.title === undefined ? matter : matter.replace(/^title: .*$/m, `title: ${JSON.stringify(edit.title)}`);
      files.set(file, `---\n${title}---\n\n${edit.text}\n`);
      return blog.write(file, files.get(file) ?? '');
    }
    case 'restart':
      return;
    case 'remove':
      if (name === undefined) return;
      files.delete(name);
      return blog.remove(name);
    case 'move': {
      const content = name === undefined ? undefined : files.get(name);
      if (name === undefined || content === undefined || files.has(edit.to)) return;
      files.delete(name);
      files.set(edit.to, content);
      return blog.move(name, edit.to);
    }
  }
}

/** Expects of a blog what a build of the same folder gives that remembers nothing. */
export async function expectClean(blog: Blog): Promise<void> {
  const built = await blog.site.build({});
  const clean = await openBlog({}, { folder: blog.folder, dataFolder: await temporaryFolder(), keepSettings: true });
  const cleanly = await clean.site.build({});
  await clean.close();
  expect(built.ok).toBe(cleanly.ok);
  if (!built.ok || !cleanly.ok) {
    // What stops a build stops both; only the memory of pages that would go is the older one's.
    return;
  }
  const contents = (files: typeof built.value.manifest.files) =>
    files.map(({ path, sha256, role, page }) => [path, sha256, role, page]);
  expect(contents(built.value.manifest.files)).toEqual(contents(cleanly.value.manifest.files));
  expect([...built.value.warnings].sort(byContent)).toEqual([...cleanly.value.warnings].sort(byContent));
}

function byContent(a: object, b: object): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
