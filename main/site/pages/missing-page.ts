import type { PageTask } from '../page-task.ts';
import { pageInput } from './page-view.ts';
import type { PlanContext } from './plan-context.ts';

/** The page for addresses that are not there. Hosts look for it at `/404.html`. */
export function missingTask(context: PlanContext): PageTask {
  const title = context.say('missing_title') ?? '';
  return {
    address: '/404.html',
    role: 'other',
    title,
    source: { kind: 'file', name: '404.html' },
    make: 'template',
    template: 'missing',
    language: context.model.settings.language,
    inputs: { site: context.site, page: pageInput(context, '/404.html', { kind: 'missing', title, hidden: true }) },
  };
}
