import path from 'node:path';
import type { TargetMissing, TargetRefused } from '../../common/contract/publish.ts';
import { assertNever, fail, ok, type Result } from '../../common/result.ts';
import type { SiteSettings, TargetSettings } from '../../common/site-settings.ts';
import { openFolderTarget } from './folder-target.ts';
import { explainGit, openGitTarget } from './git/git-target.ts';
import { fetchThrough, type ProxyFor } from './proxy.ts';
import { refusing } from './refusing.ts';
import type { Wait } from './retry.ts';
import { type BucketMemory, openS3Target } from './s3/s3-target.ts';
import { openSftpTarget } from './sftp/sftp-target.ts';
import { openAuthorRepository } from './source/author-repository.ts';
import { completeSource, openSourceTarget } from './source/source-target.ts';
import type { HeldMemory, Target } from './target.ts';

/** Reads secrets by name; the host's keychain, or what stands in for it. */
export interface SecretReader {
  read(name: string): Promise<string | undefined>;
}

/** What targets may need of their surroundings. */
export interface TargetSurroundings {
  readonly siteFolder: string;
  readonly siteDataFolder: string;
  /** The embedded target's folder, used until the author chooses another. */
  readonly publishedFolder: string;
  readonly secrets: SecretReader;
  /** The git to run; default: the one on the path. */
  readonly gitProgram?: string;
  /** Which proxy the system wants for an address; default: as the environment says. */
  readonly proxyFor?: ProxyFor;
  /** Spares reading branches again that this program wrote last. */
  readonly heldBranches?: HeldMemory;
  /** Spares looking at buckets that this program wrote last; only for publishing, which meets it when they moved on. */
  readonly heldBuckets?: BucketMemory;
  /** How to wait between two questions to a host that makes the site; default: by the clock. */
  readonly waitForHost?: Wait;
}

/** Name of the target that is always there: the program's own folder on this machine. */
export const embeddedTargetName = 'local';

/** The settings of a target by name; without one the site's first, and the embedded folder where there is none. */
export function findTarget(settings: SiteSettings, name: string | undefined): Result<TargetSettings, TargetMissing> {
  const { targets } = settings;
  const found = name === undefined ? targets[0] : targets.find((target) => target.name === name);
  if (found !== undefined) return ok(found);
  if (name === undefined || name === embeddedTargetName) return ok({ name: embeddedTargetName, kind: 'folder' });
  const known = [...new Set([...targets.map((target) => target.name), embeddedTargetName])];
  return fail({ kind: 'target-missing', name, known });
}

/** Public address of the site at a target: its own `siteUrl` where set (a staging place), else the site's. Ends in `/`. */
export function siteUrlOf(target: TargetSettings, settings: SiteSettings): string {
  const own = target.siteUrl;
  const url = typeof own === 'string' && URL.canParse(own) ? own : settings.url;
  return url.endsWith('/') ? url : `${url}/`;
}

/** The settings with what the blog's folder says where they say nothing: the repository a source is pushed to. */
export async function completeTarget(
  settings: TargetSettings,
  siteFolder: string,
): Promise<Result<TargetSettings, TargetRefused>> {
  if (settings.kind !== 'git-source') return ok(settings);
  const complete = async () => completeSource(settings, await openAuthorRepository(siteFolder));
  return refusing(settings.name, complete, explainGit);
}

/** Largest file that hosts of a place like, in bytes; above it they warn (git) or want another way of sending. */
export function likedFileBytes({ kind }: TargetSettings): number | undefined {
  const megabyte = 1024 * 1024;
  return { folder: undefined, git: 50 * megabyte, 'git-source': 50 * megabyte, sftp: undefined, s3: 1024 * megabyte }[
    kind
  ];
}

/** Opens the place that settings describe. Nothing is reached yet; settings that lack something are refused. */
export function openTarget(settings: TargetSettings, around: TargetSurroundings): Result<Target, TargetRefused> {
  const { proxyFor } = around;
  switch (settings.kind) {
    case 'folder':
      return openFolder(settings, around);
    case 'git':
      return ok(
        openGitTarget({
          settings,
          siteDataFolder: around.siteDataFolder,
          secrets: around.secrets,
          gitProgram: around.gitProgram,
          memory: around.heldBranches,
          proxyFor,
        }),
      );
    case 'git-source':
      return ok(openSourceTarget({ ...around, settings, fetch: fetchThrough(proxyFor), wait: around.waitForHost }));
    case 'sftp':
      return ok(openSftpTarget({ settings, secrets: around.secrets, proxyFor }));
    case 's3':
      return ok(
        openS3Target({ settings, secrets: around.secrets, fetch: fetchThrough(proxyFor), memory: around.heldBuckets }),
      );
    default:
      return assertNever(settings.kind);
  }
}

function openFolder(settings: TargetSettings, around: TargetSurroundings): Result<Target, TargetRefused> {
  const { siteFolder, siteDataFolder } = around;
  const { name } = settings;
  const chosen = settings.path;
  if (chosen === undefined && name === embeddedTargetName) {
    const folder = path.resolve(around.publishedFolder);
    return ok(openFolderTarget({ name, folder, isEmbedded: true, siteFolder, siteDataFolder }));
  }
  if (typeof chosen !== 'string' || chosen === '') {
    return fail({
      kind: 'target-refused',
      target: name,
      reason: 'settings-incomplete',
      detail: '',
      note: { kind: 'setting', field: 'path' },
    });
  }
  const folder = path.resolve(siteFolder, chosen);
  return ok(openFolderTarget({ name, folder, isEmbedded: false, siteFolder, siteDataFolder }));
}
