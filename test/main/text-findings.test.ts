import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { noticeText } from '../../common/build-notice.ts';
import type { CheckReport } from '../../common/contract/build.ts';
import type { CheckedPlan } from '../../common/contract/publish.ts';
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

it('tells of links to headings that are not there, in the same post and in others', async () => {
  const { app, folder } = await testApp();
  const posts = path.join(folder, 'blog', 'posts');
  await mkdir(posts, { recursive: true });
  await writeFile(path.join(folder, 'blog', 'offprint.yml'), 'title: Blog\n');
  const post = (name: string, body: string) =>
    writeFile(path.join(posts, `${name}.md`), `---\ntitle: ${name}\ndate: 2026-11-01\n---\n\n${body}\n`);
  await post('fog', '## The horn\n\n[here](#the-horn) [there](#nowhere) []()');
  await post('sea', '[a](fog.md#the-horn) [[fog#The horn]] [b](fog.md#the-bell)');
  await app.call('site.open', { folder: path.join(folder, 'blog') });
  const answer = await app.call('build.check', undefined);
  const report = answer.ok ? (answer.value as CheckReport) : undefined;
  const sentences = (report?.findings ?? []).flatMap((finding) =>
    finding.kind === 'warning' ? [`${finding.postId}: ${noticeText(finding.notice, en)}`] : [],
  );
  expect(sentences.sort()).toEqual([
    'posts/fog.md: Line 3 of the text: No heading of this post has the address “#nowhere”.',
    'posts/fog.md: Line 3 of the text: This link has no address yet.',
    'posts/sea.md: Line 1 of the text: “fog” has no heading with the address “#the-bell”.',
  ]);

  const planned = await app.call('publish.plan', {});
  const plan = planned.ok ? (planned.value as CheckedPlan) : undefined;
  expect(plan?.warnings.map(({ postId }) => postId).sort()).toEqual(['posts/fog.md', 'posts/fog.md', 'posts/sea.md']);
  expect((await app.call('publish.start', {})).ok).toBe(true);
  await post('sea', '[b](fog.md#the-gong)');
  const next = await app.call('publish.plan', {});
  const warnings = next.ok ? (next.value as CheckedPlan).warnings : [];
  expect(warnings.map(({ notice }) => noticeText(notice, en))).toEqual([
    'Line 1 of the text: “fog” has no heading with the address “#the-gong”.',
  ]);
  expect(await app.call('posts.anchors', { id: 'posts/fog.md' })).toEqual({ ok: true, value: ['the-horn'] });
});
