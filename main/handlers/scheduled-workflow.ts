import type { TargetMissing } from '../../common/contract/publish.ts';
import type { ScheduledWorkflowCalls } from '../../common/contract/scheduled-workflow.ts';
import type { NoSiteOpen, ReadOnlySite } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { findTarget } from '../publish/open-target.ts';
import { readWorkflow, removeWorkflow, type WorkflowPlace, writeWorkflow } from '../publish/source/workflow-file.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';

/** Calls about the scheduled workflow of a place whose host makes the site. */
export function scheduledWorkflowHandlers({ current }: HandlerContext): HandlersOf<ScheduledWorkflowCalls> {
  const placeFor = (name: string): Result<WorkflowPlace, NoSiteOpen | TargetMissing> => {
    const session = current.session();
    if (!session.ok) return session;
    const { library } = session.value;
    const found = findTarget(library.settings(), name);
    return found.ok ? ok({ folder: library.folder, layout: library.layout, settings: found.value }) : found;
  };
  const changing = (name: string): Result<WorkflowPlace, NoSiteOpen | TargetMissing | ReadOnlySite> => {
    const session = current.session();
    const holder = session.ok ? session.value.library.readOnly?.holder : undefined;
    return holder === undefined ? placeFor(name) : fail({ kind: 'read-only', holder });
  };
  return {
    'publish.workflow': async ({ target }) => {
      const place = placeFor(target);
      return place.ok ? readWorkflow(place.value) : place;
    },
    'publish.writeWorkflow': async ({ target }) => {
      const place = changing(target);
      return place.ok ? writeWorkflow(place.value) : place;
    },
    'publish.removeWorkflow': async ({ target }) => {
      const place = changing(target);
      return place.ok ? removeWorkflow(place.value) : place;
    },
  };
}
