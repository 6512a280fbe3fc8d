import type { TargetSettings } from '../../../common/site-settings.ts';
import { fetchThrough, type ProxyFor } from '../proxy.ts';
import { refusing } from '../refusing.ts';
import { type HeldMemory, heldAfter, type Landed, Refusal, type Shipment, type Target } from '../target.ts';
import { writeCommit } from './git-commit.ts';
import { lookAtBranch, noteSeen, remoteHead } from './git-look.ts';
import { type Git, type GitPlace, gitPlace, gitSecretName, openGit } from './git-place.ts';
import { type IsoRepository, lookWithIsoGit, probeWithIsoGit, sendWithIsoGit, withIsoGit } from './iso-git.ts';
import { GitMissing } from './run-git.ts';
import { isSshAddress, sshCommand, withFingerprint } from './ssh-trust.ts';

/** What a git target needs besides its settings. */
export interface GitTargetOptions {
  readonly settings: TargetSettings;
  readonly siteDataFolder: string;
  readonly secrets: { read(name: string): Promise<string | undefined> };
  /** The program to run; default `git`. Where there is none, HTTP and HTTPS go on without it. */
  readonly gitProgram?: string | undefined;
  /** Spares reading a branch again that this program wrote last. */
  readonly memory?: HeldMemory | undefined;
  /** Which proxy the system wants for an address; default: as the environment says. */
  readonly proxyFor?: ProxyFor | undefined;
}

/**
 * A branch of a git repository that holds the finished site, at any host. Each publish is one commit on top of what is
 * there; nothing is ever forced. It counts as published when the remote branch points to our commit, because a commit's
 * name proves every byte in it.
 */
export function openGitTarget(options: GitTargetOptions): Target {
  const { settings, gitProgram = 'git' } = options;
  const within = async <Value>(
    work: (git: Git, place: GitPlace) => Promise<Value>,
    without: (repository: IsoRepository) => Promise<Value>,
  ): Promise<Value> => {
    const place = gitPlace(settings, options.siteDataFolder);
    const secretName = gitSecretName(place.url);
    const secret = secretName === undefined ? undefined : await options.secrets.read(secretName);
    if (isSshAddress(place.url)) {
      const git = await openGit(place, { gitProgram, sshCommand: await sshCommand(settings, place) });
      return withFingerprint(place.url, () => work(git, place));
    }
    try {
      const variables = await proxyVariables(place.url, options.proxyFor);
      return await work(await openGit(place, { gitProgram, secret, variables }), place);
    } catch (error) {
      if (!(error instanceof GitMissing) || !/^https?:/.test(place.url)) throw error;
      return withIsoGit(place, { secret, fetch: fetchThrough(options.proxyFor) }, without);
    }
  };
  const explained = <Value>(work: () => Promise<Value>) => refusing(settings.name, work, explainGit);
  return {
    look: (signal) =>
      explained(() => within((git, place) => lookAtBranch(git, place, options.memory, signal), lookWithIsoGit)),
    send: (shipment) =>
      explained(async () => {
        const { held, plan } = shipment;
        const isThere = plan.filesToSend === 0 && plan.removals.length === 0 && held.manifest !== undefined;
        if (isThere) return { version: held.version, filesSent: 0, bytesSent: 0 };
        return within(
          async (git, place) => {
            const landed = await send(git, place, shipment);
            options.memory?.set(place.repository, heldAfter(shipment, landed.version));
            return landed;
          },
          (repository) => sendWithIsoGit(repository, shipment),
        );
      }),
    probe: (signal) => explained(() => within((git, place) => probeBranch(git, place, signal), probeWithIsoGit)),
    close: async () => undefined,
  };
}

/** What tells git of the system's proxy; nothing where the environment, which git sees as well, is all that is asked. */
export async function proxyVariables(url: string, proxyFor: ProxyFor | undefined): Promise<Record<string, string>> {
  if (proxyFor === undefined) return {};
  const proxy = await proxyFor(url);
  return proxy === undefined ? { no_proxy: '*' } : { http_proxy: proxy, https_proxy: proxy, no_proxy: '' };
}

async function send(git: Git, place: GitPlace, shipment: Shipment): Promise<Landed> {
  const { plan, onProgress, signal } = shipment;
  const commit = await writeCommit(git, place, shipment);
  await pushTo(git, place, `${commit}:refs/heads/${place.branch}`, { signal, onShare: shareOf(shipment) });
  onProgress('verifying', 0, 1);
  if ((await remoteHead(git, place, signal)) !== commit) {
    throw new Refusal('interrupted', { kind: 'busy-there' });
  }
  onProgress('verifying', 1, 1);
  await noteSeen(git, place, commit);
  return { version: commit, filesSent: plan.filesToSend, bytesSent: plan.bytesToSend };
}

/** Pushes without force and without hooks. */
export async function pushTo(git: Git, { url }: GitPlace, refspec: string, push: Push = {}): Promise<void> {
  const { signal, onShare } = push;
  await git(['push', '--progress', '--no-verify', '--no-signed', '--', url, refspec], {
    ...(signal === undefined ? {} : { signal }),
    onWords: (words) => {
      // What was said since the last look may hold several counts.
      const [, percent] = [...words.matchAll(/Writing objects: +(\d+)%/g)].at(-1) ?? [];
      if (percent !== undefined) onShare?.(Number(percent) / 100);
    },
  });
  onShare?.(1);
}

/** How to push. */
export interface Push {
  readonly signal?: AbortSignal | undefined;
  /** Hears which share of what is sent is on its way, from 0 to 1. */
  readonly onShare?: (share: number) => void;
}

/** Tells a share of a push as files and bytes. */
export function shareOf({ plan, onProgress }: Shipment): (share: number) => void {
  const { filesToSend, bytesToSend } = plan;
  return (share) =>
    onProgress('sending', Math.round(share * filesToSend), filesToSend, {
      done: Math.round(share * bytesToSend),
      total: bytesToSend,
    });
}

/** Makes a branch of its own with one file, finds it at the remote, and removes it. The site's branch is not touched. */
export async function probeBranch(git: Git, place: GitPlace, signal?: AbortSignal): Promise<void> {
  const branch = `offprint-test-${crypto.randomUUID().slice(0, 8)}`;
  const local = `refs/offprint/${branch}`;
  const text = 'Offprint made this to see whether it can. It may be removed.\n';
  await git(['fast-import', '--quiet', '--date-format=now'], {
    input: async (stdin) => {
      const { name, email } = place.author;
      stdin.write(`commit ${local}\ncommitter ${name} <${email}> now\ndata ${text.length}\n${text}`);
      stdin.write(`M 100644 inline "test.txt"\ndata ${text.length}\n${text}\n`);
    },
  });
  const commit = (await git(['rev-parse', local])).stdout.toString('utf8').trim();
  await pushTo(git, place, `${commit}:refs/heads/${branch}`, { signal });
  const seen = await remoteHead(git, { ...place, branch }, signal);
  await pushTo(git, place, `:refs/heads/${branch}`, { signal });
  await git(['update-ref', '-d', local]);
  if (seen !== commit) throw new Refusal('verify-failed', { kind: 'test-not-read-back' });
}

/** Says of a missing git that it is missing. */
export function explainGit(error: unknown): Refusal | undefined {
  return error instanceof GitMissing ? new Refusal('not-supported', { kind: 'git-missing' }) : undefined;
}
