/**
 * The folders whose inside lies at the top of the published blog: `static` for Hugo, `public` for Astro. An empty one is the
 * site folder itself, as in Offprint's own layout.
 */
export type MediaTops = readonly string[];

/**
 * How a post writes the address of a file of its blog, percent-encoded: `/media/2026/11/hall.jpg`, `/images/hall.jpg` for
 * `static/images/hall.jpg`, `hall.jpg` for a file beside the post, `../../assets/hall.jpg` for one that only a way from
 * the post reaches.
 */
export function mediaAddress(path: string, postId: string, tops: MediaTops): string {
  const below = belowTop(path, tops);
  return below === undefined ? relativeAddress(path, postId) : `/${encoded(below)}`;
}

/** A file's path below the top of the published blog; undefined when it lies in no such folder. */
export function belowTop(path: string, tops: MediaTops): string | undefined {
  const top = tops.filter((folder) => folder !== '').find((folder) => path.startsWith(`${folder}/`));
  if (top !== undefined) return path.slice(top.length + 1);
  return tops.includes('') || path.startsWith('media/') ? path : undefined;
}

/** Paths at which a file may lie that a post addresses as `path`, the most likely first. */
export function mediaPaths(path: string, tops: MediaTops): readonly string[] {
  return [path, ...tops.filter((top) => top !== '').map((top) => `${top}/${path}`)];
}

/** The way from a post to a file, encoded; never one that would be read as starting at the top. */
export function relativeAddress(path: string, postId: string): string {
  const from = postId.split('/').slice(0, -1);
  const to = path.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  const way = [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
  return encoded(way.startsWith('media/') ? `./${way}` : way);
}

function encoded(path: string): string {
  return encodeURI(path).replace(/[()?#]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}
