import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { TargetRefused } from '../../../common/contract/publish.ts';
import type { ShownWorkflow } from '../../../common/contract/scheduled-workflow.ts';
import type { LayoutName, WriteFailed } from '../../../common/contract/site.ts';
import { fail, type Result } from '../../../common/result.ts';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { writeDurably } from '../../node/durable-file.ts';
import { errorCode, isMissing } from '../../node/file-system.ts';
import { explainGit } from '../git/git-target.ts';
import { refusing } from '../refusing.ts';
import { openAuthorRepository } from './author-repository.ts';
import { hostNameOf } from './host-build.ts';
import { scheduledWorkflow, workflowPath } from './scheduled-workflow.ts';

/** The blog whose host is told of times, and the place that stands for the host. */
export interface WorkflowPlace {
  readonly folder: string;
  readonly layout: LayoutName;
  readonly settings: TargetSettings;
}

type Found = Result<ShownWorkflow | undefined, TargetRefused>;

/** The workflow as it is, or as it would be written. Undefined where no host can be told. Changes nothing. */
export function readWorkflow({ folder, layout, settings }: WorkflowPlace): Promise<Found> {
  return refusing(
    settings.name,
    async () => {
      if (settings.kind !== 'git-source') return undefined;
      const repository = await openAuthorRepository(folder);
      const url = String(settings.url ?? repository.remote?.url ?? '');
      const host = hostNameOf(url, typeof settings.apiUrl === 'string' ? settings.apiUrl : undefined);
      if (host === undefined) return undefined;
      const workflows = path.posix.dirname(workflowPath);
      const names = await readdir(path.join(repository.root, workflows)).catch((): string[] => []);
      const own = names.filter((name) => /\.ya?ml$/.test(name) && `${workflows}/${name}` !== workflowPath);
      const others = await Promise.all(
        own.sort().map(async (name) => {
          const file = `${workflows}/${name}`;
          return { file, text: await readFile(path.join(repository.root, file), 'utf8') };
        }),
      );
      const branch = String(settings.branch ?? repository.branch.replace('refs/heads/', ''));
      const current = await readIfThere(path.join(folder, workflowPath));
      return scheduledWorkflow({ host, layout, branch, isAtRoot: repository.prefix === '', current, others });
    },
    explainGit,
  );
}

/** Writes the workflow where there is none; one that is there stays as it is. Answers how it is then. */
export async function writeWorkflow(
  place: WorkflowPlace,
): Promise<Result<ShownWorkflow | undefined, TargetRefused | WriteFailed>> {
  const found = await readWorkflow(place);
  if (!found.ok || found.value?.kind !== 'file' || found.value.state !== 'absent') return found;
  const file = path.join(place.folder, workflowPath);
  const written = await writeDurably(file, Buffer.from(found.value.text), { within: place.folder });
  return written.ok ? readWorkflow(place) : written;
}

/** Takes the workflow away if it is as it was written. Answers how it would be written again. */
export async function removeWorkflow(
  place: WorkflowPlace,
): Promise<Result<ShownWorkflow | undefined, TargetRefused | WriteFailed>> {
  const found = await readWorkflow(place);
  if (!found.ok || found.value?.kind !== 'file' || found.value.state !== 'written') return found;
  try {
    await rm(path.join(place.folder, workflowPath), { force: true });
  } catch (error) {
    return fail({ kind: 'write-failed', file: workflowPath, code: errorCode(error) });
  }
  return readWorkflow(place);
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
