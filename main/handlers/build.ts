import path from 'node:path';
import type { BuildCalls, BuildReport, CheckReport, Finding } from '../../common/contract/build.ts';
import type { PostList } from '../../common/contract/posts.ts';
import { fail, ok } from '../../common/result.ts';
import { refuseOutput, writeOutput } from '../build-output.ts';
import type { Build, BuildOptions } from '../site/site.ts';
import type { SiteSession } from '../site-session.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';
import { lookOver } from './look-over.ts';

/** Calls about the finished site on this machine: build it, write it to a folder, look it over. */
export function buildHandlers({ current, tell }: HandlerContext): HandlersOf<BuildCalls> {
  const options: BuildOptions = {
    onProgress: (done, total, step) => tell('build.progressed', { done, total, step }),
  };
  return {
    'build.run': async ({ output }) => {
      const session = current.session();
      if (!session.ok) return session;
      const siteFolder = session.value.library.folder;
      const folder = output === undefined ? undefined : path.resolve(output);
      // Nobody should wait for a build that has nowhere to go.
      const refused = folder === undefined ? undefined : await refuseOutput(folder, siteFolder);
      if (refused !== undefined) return fail(refused);
      for (let isAgain = false; ; isAgain = true) {
        const built = await session.value.site.build(options);
        if (!built.ok) return built;
        const report = describe(built.value);
        if (folder === undefined) return ok(report);
        const written = await writeOutput(built.value, folder, siteFolder);
        if (written.ok) return ok({ ...report, output: written.value });
        if (written.failure.kind !== 'files-damaged') return fail(written.failure);
        // Once: a disk that damages what was just made is not to be argued with.
        if (isAgain) return fail({ kind: 'write-failed', file: folder, code: 'EIO' });
      }
    },
    'build.check': async () => {
      const session = current.session();
      return session.ok ? ok(await check(session.value, options)) : session;
    },
  };
}

function describe({ manifest, rendered, warnings }: Build): BuildReport {
  return {
    files: manifest.files.length,
    pages: manifest.files.filter((file) => file.page !== undefined).length,
    bytes: manifest.files.reduce((sum, file) => sum + file.size, 0),
    rendered,
    warnings,
  };
}

async function check({ library, site }: SiteSession, options: BuildOptions): Promise<CheckReport> {
  const list = await library.list();
  const built = await site.build(options);
  const stops: Finding[] =
    // Broken posts are listed one by one, with what is wrong in each.
    built.ok || built.failure.kind === 'broken-posts' ? [] : [{ kind: 'stops', failure: built.failure }];
  const problems = problemsOf(list);
  const named = new Set(problems.map(({ postId }) => postId));
  // The build warns of each file it leaves out; those are named as problems already.
  const fromBuild = (built.ok ? built.value.warnings : []).filter(({ postId = '' }) => !named.has(postId));
  const warnings = await lookOver(library, list.posts, fromBuild);
  const count = (isCounted: (post: PostList['posts'][number]) => boolean) => list.posts.filter(isCounted).length;
  return {
    posts: count(({ kind }) => kind === 'post'),
    pages: count(({ kind }) => kind === 'page'),
    drafts: count(({ status }) => status === 'draft'),
    scheduled: count(({ status }) => status === 'scheduled'),
    isPublishable: built.ok && problems.length === 0,
    findings: [...stops, ...problems, ...warnings.map((warning) => ({ kind: 'warning' as const, ...warning }))],
  };
}

function problemsOf({ posts, unreadable }: PostList): Extract<Finding, { kind: 'problem' }>[] {
  const listed = posts.flatMap(({ id, problem }) => (problem === undefined ? [] : [{ id, problem }]));
  return [...listed, ...unreadable].map(({ id, problem }) => ({ kind: 'problem', postId: id, problem }));
}
