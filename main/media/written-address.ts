import path from 'node:path';

/**
 * How a post writes a file's new path, in the style of the address it replaces: from the top with or without a slash, or
 * relative to the post; encoded where it was or has to be; what followed `?` or `#` stays.
 */
export function writtenAddress(newPath: string, old: string, postId: string): string {
  const suffix = /[?#].*$/s.exec(old)?.[0] ?? '';
  const encoded = encodeURI(newPath).replace(
    /[()?#]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  if (old.startsWith('/')) return `/${encoded}${suffix}`;
  if (old.startsWith('media/') && newPath.startsWith('media/')) return `${encoded}${suffix}`;
  const relative = path.posix.relative(path.posix.dirname(postId), encoded);
  return `${relative.startsWith('media/') ? `./${relative}` : relative}${suffix}`;
}
