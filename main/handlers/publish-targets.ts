import type { TargetRefused } from '../../common/contract/publish.ts';
import type { PublishTargetCalls, ShownTarget, TargetInput } from '../../common/contract/publish-targets.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { SiteSettings, TargetSettings } from '../../common/site-settings.ts';
import type { Ports } from '../ports.ts';
import { completeTarget } from '../publish/open-target.ts';
import { needsSecret, secretNameOf, targetFromInput } from '../publish/target-fields.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';
import { withReadingAddress } from './reading-address.ts';

/** Calls about places to publish to, and about past and waiting publishes. */
export function publishTargetHandlers(context: HandlerContext): HandlersOf<PublishTargetCalls> {
  const { current, ports, runningPublishes, tell } = context;
  const shown = async (settings: SiteSettings): Promise<Result<readonly ShownTarget[], never>> =>
    ok(await Promise.all(settings.targets.map((target) => shownTarget(target, ports))));
  return {
    'publish.history': async () => {
      const session = current.session();
      return session.ok ? ok(await session.value.publisher.history()) : session;
    },
    'publish.outbox': async () => {
      const session = current.session();
      return session.ok ? ok(await session.value.publisher.outbox()) : session;
    },
    'publish.undo': async ({ id, allow }) => {
      const session = current.session();
      if (!session.ok) return session;
      const { library, publisher } = session.value;
      if (library.readOnly !== undefined) return fail({ kind: 'read-only', holder: library.readOnly.holder });
      const past = (await publisher.history()).find((receipt) => receipt.id === id);
      const undone = await runningPublishes.run(past?.target ?? '', (signal) =>
        publisher.undo(id, {
          signal,
          ...(allow === undefined ? {} : { allow: [allow] }),
          onProgress: (progress) => tell('publish.progressed', progress),
        }),
      );
      return undone.ok ? ok(await withReadingAddress(context, session.value, undone.value)) : undone;
    },
    'publish.cancel': async ({ target }) => {
      const session = current.session();
      if (!session.ok) return session;
      runningPublishes.stop(target);
      return ok(undefined);
    },
    'publish.targets': async () => {
      const session = current.session();
      return session.ok ? shown(session.value.library.settings()) : session;
    },
    'publish.testTarget': async ({ settings, secret }) => {
      const session = current.session();
      if (!session.ok) return session;
      const target = await completed(settings, session.value.library.folder);
      return target.ok ? session.value.publisher.probe(target.value, secret) : target;
    },
    'publish.saveTarget': async ({ settings, secret, isFirst }) => {
      const session = current.session();
      if (!session.ok) return session;
      const { library } = session.value;
      const target = await completed(settings, library.folder);
      if (!target.ok) return target;
      const { targets } = library.settings();
      const saved = await library.changeSettings({ targets: withTarget(targets, target.value, isFirst === true) });
      if (!saved.ok) return saved;
      const secretName = secretNameOf(target.value);
      if (secret !== undefined && secretName !== undefined) await ports.secrets.write(secretName, secret);
      return shown(saved.value);
    },
    'publish.removeTarget': async ({ name }) => {
      const session = current.session();
      if (!session.ok) return session;
      const { library } = session.value;
      const { targets } = library.settings();
      const removed = targets.find((target) => target.name === name);
      if (removed === undefined) {
        return fail({ kind: 'target-missing', name, known: targets.map((target) => target.name) });
      }
      const rest = targets.filter((target) => target !== removed);
      const saved = await library.changeSettings({ targets: rest });
      if (!saved.ok) return saved;
      const secretName = secretNameOf(removed);
      const isShared = rest.some((target) => secretNameOf(target) === secretName);
      if (secretName !== undefined && !isShared) await ports.secrets.remove(secretName);
      return shown(saved.value);
    },
  };
}

/** Settings as they will be kept: what the folder's own repository says is written down, so that its secret has a name. */
async function completed(input: TargetInput, folder: string): Promise<Result<TargetSettings, TargetRefused>> {
  const target = targetFromInput(input);
  return target.ok ? completeTarget(target.value, folder) : target;
}

async function shownTarget(settings: TargetSettings, { secrets }: Ports): Promise<ShownTarget> {
  const name = secretNameOf(settings);
  if (name === undefined) return { settings, secret: 'not-needed' };
  if ((await secrets.read(name)) !== undefined) return { settings, secret: 'known' };
  return { settings, secret: needsSecret(settings) ? 'missing' : 'not-needed' };
}

/** The targets with this one in the place of the one with its name, or at the end, or first. */
function withTarget(
  targets: readonly TargetSettings[],
  target: TargetSettings,
  isFirst: boolean,
): readonly TargetSettings[] {
  const isKnown = targets.some(({ name }) => name === target.name);
  if (isFirst) return [target, ...targets.filter(({ name }) => name !== target.name)];
  return isKnown ? targets.map((one) => (one.name === target.name ? target : one)) : [...targets, target];
}
