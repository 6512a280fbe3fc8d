import { fail } from '../common/result.ts';
import type { App, EventListener } from './app.ts';
import { createCurrentSite } from './current-site.ts';
import { createDispatch } from './dispatch.ts';
import { createHandlers } from './handlers/create-handlers.ts';
import type { Ports } from './ports.ts';
import { createReadingServers } from './reading-servers.ts';
import { createRunningPublishes } from './running-publishes.ts';
import { createScheduledPublishes, nextDueMs } from './scheduled-publishes.ts';
import { siteResource } from './site-resource.ts';

/** Puts the program together: the open site, the handlers, the door to them. A host brings the ports and a window. */
export function createApp(ports: Ports): App {
  const listeners = new Set<EventListener>();
  const tell: EventListener = (name, detail) => {
    for (const listener of listeners) listener(name, detail);
  };
  const current = createCurrentSite();
  const readingServers = createReadingServers(ports);
  const runningPublishes = createRunningPublishes();
  const dispatch = createDispatch(
    createHandlers({ ports, current, readingServers, runningPublishes, tell }),
    ports.log,
  );
  let isClosed = false;
  const schedule = createScheduledPublishes({
    now: ports.now,
    nextDueMs: async (sinceMs) => {
      const session = current.session();
      return session.ok ? nextDueMs(session.value, sinceMs) : undefined;
    },
    publish: () => dispatch('publish.start', {}),
    log: ports.log,
  });
  // A command that ends at once waits for nothing.
  if (ports.description.host !== 'cli') {
    listeners.add((name) => {
      if (name === 'posts.changed' || name === 'site.changed') schedule.wake();
    });
  }

  return {
    call: async (name, argument) => (isClosed ? fail({ kind: 'no-site-open' }) : dispatch(name, argument)),
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    resource: async (path, resourceAddress) => {
      const session = current.session();
      return session.ok ? siteResource(session.value, path, resourceAddress) : undefined;
    },
    close: async () => {
      isClosed = true;
      runningPublishes.stop(undefined);
      await schedule.close();
      await current.close();
      await readingServers.close();
    },
  };
}
