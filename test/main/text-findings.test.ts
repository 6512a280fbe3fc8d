import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { noticeText } from '../../common/build-notice.ts';
import type { CheckReport } from '../../common/contract/build.ts';
import { en } from '../../common/text/en.ts';
import { testApp } from '../support/test-ports.ts';

it('tells of each text what the editor would, drafts left out', async () => {
  const { app, folder } = await testApp();
  const posts = path.join(folder, 'blog', 'posts');
  await mkdir(posts, { recursive: true });
  await writeFile(path.join(folder, 'blog', 'offprint.yml'), 'title: Blog\n');
  const post = (title: string, more: string, body: string) =>
    writeFile(path.join(posts, `${title}.md`), `---\ntitle: ${title}\ndate: 2026-11-01\n${more}---\n\n${body}\n`);
  await post('public', '', 'Fine.\n\nThe the fog. See [[secret]].');
  await post('secret', 'draft: true\n', 'The the fog.');
  await app.call('site.open', { folder: path.join(folder, 'blog') });
  const answer = await app.call('build.check', undefined);
  const report = answer.ok ? (answer.value as CheckReport) : undefined;
  const messages = (report?.findings ?? []).flatMap((finding) =>
    finding.kind === 'warning' ? [`${finding.postId}: ${noticeText(finding.notice, en)}`] : [],
  );
  expect(messages).toContain('posts/public.md: Line 3 of the text: “The” stands here twice.');
  expect(messages).toContain(
    'posts/public.md: Line 3 of the text: “secret” is still a draft; readers will not find it.',
  );
  expect(messages.filter((message) => message.includes('secret'))).toHaveLength(1);
  expect(messages.join('\n')).not.toContain('posts/secret.md');
});
