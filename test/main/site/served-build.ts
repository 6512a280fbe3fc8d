import { chmod, copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type FolderServer, serveFolder } from '../../../main/node/folder-server.ts';
import type { Build } from '../../../main/site/site.ts';
import type { Blog } from './blog.ts';

/** Lays the files of a build into a folder, as a host has them. */
export async function layOut(build: Build, folder: string): Promise<void> {
  for (const file of build.manifest.files) {
    const target = path.join(folder, file.path);
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(build.pathOf(file), target);
    // Hosts that run as somebody else read it too.
    await chmod(target, 0o644);
  }
}

/** Builds a blog and serves the finished site; the caller closes the server. */
export async function serveBuilt(blog: Blog): Promise<{ readonly build: Build; readonly server: FolderServer }> {
  const { build } = await blog.build();
  const folder = path.join(blog.dataFolder, 'finished');
  await layOut(build, folder);
  return { build, server: await serveFolder(() => folder) };
}
