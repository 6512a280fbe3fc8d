import type { EventListener } from '../app.ts';
import type { CurrentSite } from '../current-site.ts';
import type { Ports } from '../ports.ts';
import type { ReadingServers } from '../reading-servers.ts';
import type { RunningPublishes } from '../running-publishes.ts';
import { buildHandlers } from './build.ts';
import { bulkHandlers } from './bulk.ts';
import { exportHandlers } from './export.ts';
import type { Handlers } from './handlers.ts';
import { historyHandlers } from './history.ts';
import { hostHandlers } from './host.ts';
import { importHandlers } from './import.ts';
import { mediaHandlers } from './media.ts';
import { memoryHandlers } from './memory.ts';
import { postHandlers } from './posts.ts';
import { previewHandlers } from './preview.ts';
import { publishHandlers } from './publish.ts';
import { publishTargetHandlers } from './publish-targets.ts';
import { scheduledWorkflowHandlers } from './scheduled-workflow.ts';
import { searchHandlers } from './search.ts';
import { siteHandlers } from './site.ts';
import { spellingHandlers } from './spelling.ts';

/** What handlers work with. */
export interface HandlerContext {
  readonly ports: Ports;
  readonly current: CurrentSite;
  readonly readingServers: ReadingServers;
  readonly runningPublishes: RunningPublishes;
  readonly tell: EventListener;
}

/** Every handler of the contract, one file a noun. */
export function createHandlers(context: HandlerContext): Handlers {
  return {
    ...hostHandlers(context),
    ...importHandlers(context),
    ...exportHandlers(context),
    ...siteHandlers(context),
    ...postHandlers(context),
    ...historyHandlers(context),
    ...searchHandlers(context),
    ...bulkHandlers(context),
    ...mediaHandlers(context),
    ...memoryHandlers(context),
    ...previewHandlers(context),
    ...publishHandlers(context),
    ...publishTargetHandlers(context),
    ...scheduledWorkflowHandlers(context),
    ...spellingHandlers(context),
    ...buildHandlers(context),
  };
}
