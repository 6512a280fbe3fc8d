import { describe, expect, test } from 'vitest';
import { localPathOf } from '../../common/markdown/local-path.ts';
import { mediaAddress, mediaPaths } from '../../common/media-address.ts';

describe('how a post writes a file', () => {
  test.each([
    ['media/2026/11/hall.jpg', 'posts/a.md', [''], '/media/2026/11/hall.jpg'],
    ['media/2026/11/the (old) hall.jpg', 'posts/a.md', [''], '/media/2026/11/the%20%28old%29%20hall.jpg'],
    ['static/images/hall.jpg', 'content/posts/a.md', ['static', 'assets'], '/images/hall.jpg'],
    ['content/posts/trip/hall.jpg', 'content/posts/trip/index.md', ['static', 'assets'], 'hall.jpg'],
    ['assets/images/hall.jpg', '_posts/2026-11-22-a.md', [''], '/assets/images/hall.jpg'],
    ['source/images/hall.jpg', 'source/_posts/a.md', ['source'], '/images/hall.jpg'],
    ['public/hall.jpg', 'src/content/blog/a.md', ['public'], '/hall.jpg'],
    ['src/assets/hall.jpg', 'src/content/blog/a.md', ['public'], '../../assets/hall.jpg'],
    ['src/content/blog/media/hall.jpg', 'src/content/blog/index.md', ['public'], './media/hall.jpg'],
  ] as const)('%s in %s', (path, postId, tops, written) => {
    expect(mediaAddress(path, postId, tops)).toBe(written);
    expect(mediaPaths(localPathOf(written, postId) ?? '', tops), 'and it leads back').toContain(path);
  });
});
