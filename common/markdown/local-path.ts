import { isOutside } from './html/safe-url.ts';

/**
 * Path inside the site folder that an address in a post means: `/media/a.jpg` and `media/a.jpg` from the top,
 * `../media/a.jpg` and `a.jpg` from the post's own folder. Undefined for addresses that lead elsewhere. Query and fragment
 * are left out, percent signs decoded.
 */
export function localPathOf(written: string, postId: string): string | undefined {
  if (isOutside(written) || /^[#?]/.test(written)) return undefined;
  const path = decode(written.replace(/[?#].*$/s, ''));
  const isFromTop = path.startsWith('/') || path.startsWith('media/');
  const segments = isFromTop ? [] : postId.split('/').slice(0, -1);
  for (const segment of path.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return undefined;
    } else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  const resolved = segments.join('/');
  return resolved === '' || /[\0\\]/.test(resolved) ? undefined : resolved;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A stray percent sign: the name is meant as written.
  }
}
