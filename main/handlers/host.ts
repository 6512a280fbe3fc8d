import type { HostCalls } from '../../common/contract/host.ts';
import { fail, ok } from '../../common/result.ts';
import { inside } from '../node/inside.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';

const allowedProtocols: readonly string[] = ['http:', 'https:', 'mailto:'];

/** Calls about the program's surroundings. */
export function hostHandlers({ ports, current, tell }: HandlerContext): HandlersOf<HostCalls> {
  const { surroundings, settings } = ports;
  return {
    'host.describe': async () => ok(ports.description),
    'host.pickFolder': async ({ title }) =>
      surroundings.pickFolder === undefined
        ? fail({ kind: 'not-supported', capability: 'nativeDialogs' })
        : ok(await surroundings.pickFolder(title)),
    'host.openExternal': async ({ url }) => {
      const parsed = URL.canParse(url) ? new URL(url) : undefined;
      if (parsed === undefined || !allowedProtocols.includes(parsed.protocol)) {
        return fail({ kind: 'address-refused', url: url.slice(0, 200) });
      }
      await surroundings.openExternal(parsed);
      return ok(undefined);
    },
    'host.reveal': async ({ path }) => {
      const session = current.session();
      const target = session.ok ? await inside(session.value.library.folder, path) : session;
      if (surroundings.reveal === undefined || !target.ok) {
        return fail({ kind: 'not-supported', capability: 'revealInFolder' });
      }
      await surroundings.reveal(target.value);
      return ok(undefined);
    },
    'preferences.read': async () => ok(settings.readPreferences()),
    'preferences.change': async (changes) => {
      const preferences = { ...settings.readPreferences(), ...changes };
      settings.writePreferences(preferences);
      tell('preferences.changed', preferences);
      return ok(preferences);
    },
  };
}
