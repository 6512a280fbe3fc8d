import path from 'node:path';
import { fail, ok, type Result } from '../../common/result.ts';
import { type FileSystem, isMissing, nodeFileSystem } from './file-system.ts';

/** A path that does not stay in its folder, or is no path. */
export interface PathOutside {
  readonly kind: 'path-outside';
  readonly path: string;
}

/** True when `file` is `folder` or lies below it, by their names alone. Both absolute. `/a/foobar` is not inside `/a/foo`. */
export function isInside(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return way === '' || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}

/**
 * The absolute path of `relative` (forward slashes) below `folder`, proved to stay there: no `..`, no absolute path, no NUL,
 * no backslash, and no symbolic link on the way that leads out. The file itself need not exist. `folder` is absolute
 * with its links resolved.
 */
export async function inside(
  folder: string,
  relative: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<Result<string, PathOutside>> {
  const outside = fail({ kind: 'path-outside', path: relative } as const);
  if (!isPlainRelativePath(relative)) return outside;
  const file = path.join(folder, ...relative.split('/'));
  const real = await realPathOfDeepest(fileSystem, file);
  return real !== undefined && isInside(folder, real) ? ok(file) : outside;
}

/** True for a relative path of ordinary names with forward slashes: nothing empty, no `.` or `..`, no NUL, no backslash. */
export function isPlainRelativePath(relative: string): boolean {
  if (relative === '' || /[\0\\]/.test(relative) || /^[a-z]:/i.test(relative)) return false;
  return relative.split('/').every((name) => name !== '' && name !== '.' && name !== '..');
}

/** Resolves the links of the deepest part that exists; undefined for a link that leads nowhere or in a circle. */
async function realPathOfDeepest(fileSystem: FileSystem, file: string): Promise<string | undefined> {
  const rest: string[] = [];
  for (let current = file; ; current = path.dirname(current)) {
    try {
      return path.join(await fileSystem.realpath(current), ...rest);
    } catch (error) {
      if (!isMissing(error) || path.dirname(current) === current) return undefined;
    }
    // A dangling link exists by itself although its target does not: writing to it would write wherever it points.
    const dangling = await fileSystem.lstat(current).then(
      (facts) => facts.kind === 'link',
      () => false,
    );
    if (dangling) return undefined;
    rest.unshift(path.basename(current));
  }
}
