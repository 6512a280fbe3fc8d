import { copyFile, mkdir, readdir, realpath, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ExportFormat, ExportNote, ExportRefused, ExportReport } from '../../common/contract/export.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Library } from '../library/library.ts';
import { isInside } from '../node/inside.ts';
import { eleventyFiles } from './eleventy.ts';
import { gatherBlog, type LeavingBlog } from './gather-blog.ts';
import { hugoFiles } from './hugo.ts';
import { jekyllFiles } from './jekyll.ts';
import type { LeavingFile } from './leaving-file.ts';
import { wxrFiles } from './wxr.ts';

const writers: Readonly<
  Record<ExportFormat, { readonly mediaFolder: string; readonly files: (blog: LeavingBlog) => Iterable<LeavingFile> }>
> = {
  hugo: { mediaFolder: 'static/media', files: hugoFiles },
  jekyll: { mediaFolder: 'media', files: jekyllFiles },
  eleventy: { mediaFolder: 'media', files: eleventyFiles },
  wxr: { mediaFolder: 'uploads', files: wxrFiles },
};

/**
 * Writes a blog for another program into a new or empty folder. Nothing of the blog changes. What could not be taken along is
 * named in the report.
 */
export async function exportBlog(
  library: Library,
  format: ExportFormat,
  target: string,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Result<ExportReport, ExportRefused | WriteFailed>> {
  const folder = path.resolve(target);
  const refused = await refusal(folder, library.folder);
  if (refused !== undefined) return fail({ kind: 'export-refused', folder, reason: refused });
  const blog = await gatherBlog(library);
  const { mediaFolder, files } = writers[format];
  const own = await mediaFiles(library.folder);
  // A file beside a post never takes the place of one in `media/`.
  const media = new Map([...blog.besides.map(({ from, to }) => [to, from] as const), ...own]);
  const total = blog.posts.length + media.size;
  let done = 0;
  try {
    for (const { path: name, content, isPost } of files(blog)) {
      const file = path.join(folder, ...name.split('/'));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
      if (isPost === true) onProgress(++done, total);
    }
    for (const [name, from] of media) {
      const file = path.join(folder, mediaFolder, ...name.split('/'));
      await mkdir(path.dirname(file), { recursive: true });
      await copyFile(path.join(library.folder, ...from.split('/')), file);
      onProgress(++done, total);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
    return fail({ kind: 'write-failed', file: folder, code });
  }
  const count = (kind: 'post' | 'page') => blog.posts.filter(({ summary }) => summary.kind === kind).length;
  return ok({
    format,
    folder,
    posts: count('post'),
    pages: count('page'),
    comments: blog.posts.reduce((sum, { comments }) => sum + countComments(comments), 0),
    media: media.size,
    redirects: blog.redirects.length + blog.posts.reduce((sum, { aliases }) => sum + aliases.length, 0),
    notes: notesOf(blog, new Set(media.keys())),
  });
}

async function refusal(folder: string, blog: string): Promise<ExportRefused['reason'] | undefined> {
  const real = await realpath(folder).catch(() => folder);
  if (isInside(blog, real)) return 'inside-blog';
  if (isInside(real, blog)) return 'holds-blog';
  const facts = await stat(folder).catch(() => undefined);
  if (facts === undefined) return undefined;
  if (!facts.isDirectory()) return 'not-a-folder';
  const names = await readdir(folder);
  return names.some((name) => !name.startsWith('.')) ? 'not-empty' : undefined;
}

/** Files in `media/`, by their path in there, each with its path inside the blog. */
async function mediaFiles(folder: string): Promise<[string, string][]> {
  const entries = await readdir(path.join(folder, 'media'), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) =>
      path.relative(path.join(folder, 'media'), path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
    )
    .sort()
    .map((name) => [name, `media/${name}`]);
}

function countComments(text: string | undefined): number {
  return text === undefined ? 0 : (text.match(/^- /gm) ?? []).length;
}

function notesOf(blog: LeavingBlog, media: ReadonlySet<string>): ExportNote[] {
  const missing = blog.posts.flatMap(({ summary, body }) =>
    [...new Set([...body.matchAll(/\]\(<?\/media\/([^\s)>"]+)/g)].map((found) => decode(found[1] ?? '')))]
      .filter((name) => !media.has(name))
      .map((detail): ExportNote => ({ file: summary.id, note: 'media-missing', detail: `/media/${detail}` })),
  );
  const [query] = blog.queries;
  return [
    ...blog.unreadable.map((file): ExportNote => ({ file, note: 'unreadable', detail: file })),
    ...missing,
    ...blog.missing.map(({ post, file }): ExportNote => ({ file: post, note: 'media-missing', detail: file })),
    ...(query === undefined
      ? []
      : [{ file: 'redirects.yml', note: 'query-address' as const, detail: `${query} (${blog.queries.length})` }]),
  ];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
