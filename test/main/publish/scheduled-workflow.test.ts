import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ShownWorkflow } from '../../../common/contract/scheduled-workflow.ts';
import type { LayoutName } from '../../../common/contract/site.ts';
import type { TargetSettings } from '../../../common/site-settings.ts';
import {
  scheduledWorkflow,
  type WorkflowQuestion,
  workflowPath,
} from '../../../main/publish/source/scheduled-workflow.ts';
import { readWorkflow, removeWorkflow, writeWorkflow } from '../../../main/publish/source/workflow-file.ts';
import { writeFiles } from './make-build.ts';
import { git } from './places.ts';
import { adopted, openSourceDesk } from './source-desk.ts';

const asked: WorkflowQuestion = {
  host: 'github',
  layout: 'hugo',
  branch: 'main',
  isAtRoot: true,
  current: undefined,
  others: [],
};

test.each([
  ['hugo', 'public', /hugo --minify --baseURL/],
  ['jekyll', '_site', /actions\/jekyll-build-pages@v\d/],
  ['hexo', 'public', /npx hexo generate/],
  ['eleventy', '_site', /npx @11ty\/eleventy/],
  ['astro', 'dist', /npx astro build/],
] as const)('GitHub makes and deploys a blog of %s once an hour, from a file of its format', (layout, folder, made) => {
  const workflow = fileOf(scheduledWorkflow({ ...asked, layout }));
  expect(workflow).toMatchObject({ file: workflowPath, state: 'absent' });
  const parsed = parse(workflow.text);
  // Five fields, as POSIX cron has them: minute, hour, day, month, weekday.
  expect(parsed.on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+( [\d*]+){4}$/) }]);
  expect(parsed.permissions).toEqual({ contents: 'read', pages: 'write', 'id-token': 'write' });
  const { steps } = parsed.jobs.deploy;
  const uses = steps.flatMap((step: { uses?: string }) => step.uses ?? []);
  expect(uses[0]).toMatch(/^actions\/checkout@/);
  expect(uses.slice(-2).map((name: string) => name.split('@')[0])).toEqual([
    'actions/upload-pages-artifact',
    'actions/deploy-pages',
  ]);
  expect(steps.at(-2).with.path).toBe(folder);
  expect(workflow.text).toMatch(made);
});

test('starts the workflow that the author has, instead of making the blog a second time', () => {
  const own = {
    file: '.github/workflows/pages.yml',
    text: 'on:\n  push:\n  workflow_dispatch:\njobs: { deploy: {} }\n',
  };
  const { text } = fileOf(scheduledWorkflow({ ...asked, others: [own], branch: "it's" }));
  const { jobs, permissions } = parse(text);
  expect(permissions).toEqual({ actions: 'write' });
  expect(jobs.start.steps).toMatchObject([
    { run: expect.stringContaining('gh workflow run'), env: { WORKFLOW: 'pages.yml', BRANCH: "it's" } },
  ]);
});

test('says what to write where a workflow cannot be started, and where the host wants it elsewhere', () => {
  const own = { file: '.github/workflows/pages.yml', text: 'on: push\njobs: { deploy: {} }\n' };
  expect(scheduledWorkflow({ ...asked, others: [own] })).toMatchObject({ kind: 'by-hand', file: own.file });
  expect(scheduledWorkflow({ ...asked, isAtRoot: false })).toMatchObject({ kind: 'by-hand', host: 'github' });
  expect(scheduledWorkflow({ ...asked, host: 'gitlab' })).toMatchObject({
    text: expect.stringMatching(/^\d+( \*){4}$/),
  });
  const forgejo = scheduledWorkflow({ ...asked, host: 'forgejo' });
  expect(parse(forgejo?.text ?? '')).toEqual({ on: { schedule: [{ cron: expect.any(String) }] } });
  expect(scheduledWorkflow({ ...asked, layout: 'offprint' })).toBeUndefined();
});

const settings: TargetSettings = { name: 'source', kind: 'git-source', url: 'https://github.com/ada/blog.git' };

test('is written into the blog, sent with the next publish, and taken away again', async () => {
  const desk = await openSourceDesk(adopted.hugo?.files ?? {});
  const place = { folder: desk.folder, layout: 'hugo' as LayoutName, settings };
  expect(await writeWorkflow(place)).toMatchObject({ ok: true, value: { state: 'written' } });
  expect(await desk.publish()).toMatchObject({ ok: true });
  expect(git(['-C', desk.remote, 'show', `main:${workflowPath}`])).toContain('schedule');
  expect(await removeWorkflow(place)).toMatchObject({ ok: true, value: { state: 'absent' } });
  expect(await desk.publish()).toMatchObject({ ok: true });
  expect(git(['-C', desk.remote, 'ls-tree', '-r', '--name-only', 'main'])).not.toContain(workflowPath);
});

test('never overwrites or removes a file of somebody else, or one that was changed', async () => {
  const desk = await openSourceDesk(adopted.hugo?.files ?? {});
  const place = { folder: desk.folder, layout: 'hugo' as LayoutName, settings };
  await writeFiles(desk.folder, { [workflowPath]: 'name: Mine\n' });
  for (const change of [writeWorkflow, removeWorkflow]) {
    expect(await change(place)).toMatchObject({ value: { state: 'foreign' } });
  }
  const file = path.join(desk.folder, workflowPath);
  expect(await readFile(file, 'utf8')).toBe('name: Mine\n');
  const { text } = fileOf(scheduledWorkflow(asked));
  await writeFile(file, text.replace('17 * * * *', '5 4 * * *'));
  await removeWorkflow(place);
  await access(file);
  expect(await readWorkflow({ ...place, settings: { name: 'www', kind: 'sftp' } })).toEqual({ ok: true });
});

function fileOf(shown: ShownWorkflow | undefined): Extract<ShownWorkflow, { kind: 'file' }> {
  if (shown?.kind !== 'file') throw new Error(JSON.stringify(shown));
  return shown;
}
