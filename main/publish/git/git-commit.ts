import type { Writable } from 'node:stream';
import type { Manifest } from '../../../common/manifest.ts';
import type { SendPlan } from '../plan.ts';
import { readBuilt } from '../send-in-order.ts';
import { Refusal, type Shipment } from '../target.ts';
import { recordChanges } from './branch-record.ts';
import { plainPerson, quotedPath, writeTo } from './fast-import.ts';
import type { Git, GitPlace } from './git-place.ts';

/** Largest file git hosts take, in bytes. */
const maxFileBytes = 100 * 1024 * 1024;

/**
 * Writes one commit on top of what was seen: the files that change, straight into our own repository's objects, through
 * `git fast-import`. No work tree, no index; what it costs follows what changed. Files of others stay as they are.
 * Answers the commit.
 */
export async function writeCommit(git: Git, place: GitPlace, shipment: Shipment): Promise<string> {
  const { held, plan, signal } = shipment;
  refuseLargeFiles(plan);
  // `--force` lets a private name of our own repository move on from a commit that never arrived; nothing remote is meant.
  const imported = await git(['fast-import', '--quiet', '--done', '--force', '--date-format=now'], {
    input: (stdin) => writeStream(stdin, place, shipment),
    ...(signal === undefined ? {} : { signal }),
  });
  const commit = /^[0-9a-f]{40,64}/.exec(imported.stdout.toString('utf8'))?.[0];
  if (commit === undefined || commit === held.version) throw new Error('fast-import made no commit');
  return commit;
}

/** Throws a refusal that names the first file which git hosts would not take. */
export function refuseLargeFiles(plan: SendPlan): void {
  const tooLarge = plan.groups.flat().find((file) => file.size > maxFileBytes);
  if (tooLarge === undefined) return;
  const { path: file, size } = tooLarge;
  throw new Refusal('file-too-large', { kind: 'too-large', file, size, limit: maxFileBytes });
}

/** Files that git hosts want beside a site and that its build does not bring. */
export function hostFiles(place: GitPlace, build: Manifest): ReadonlyMap<string, Uint8Array> {
  const isInBuild = (path: string) => build.files.some((file) => file.path === path);
  const files = new Map<string, Uint8Array>();
  // Without it GitHub would run Jekyll over the finished pages and drop folders that begin with an underscore.
  if (!isInBuild('.nojekyll')) files.set('.nojekyll', new Uint8Array());
  if (place.domain !== undefined && !isInBuild('CNAME')) files.set('CNAME', Buffer.from(`${place.domain}\n`));
  return files;
}

async function writeStream(stdin: Writable, place: GitPlace, shipment: Shipment): Promise<void> {
  const { build, held, plan, publishId, message, onProgress } = shipment;
  const text = Buffer.from(`${message}\n\nOffprint-Publish: ${publishId}\n`);
  const put = async (path: string, content: Uint8Array) => {
    await writeTo(stdin, `M 100644 inline ${quotedPath(place.prefix + path)}\ndata ${content.byteLength}\n`);
    await writeTo(stdin, content);
    await writeTo(stdin, '\n');
  };
  await writeTo(
    stdin,
    `commit refs/offprint/next\nmark :1\ncommitter ${plainPerson(place.author)} now\ndata ${text.byteLength}\n`,
  );
  await writeTo(stdin, text);
  if (held.version !== '') await writeTo(stdin, `from ${held.version}\n`);
  // What goes away comes first, so that a page may become a folder of the same name.
  for (const path of plan.removals.flat()) await writeTo(stdin, `D ${quotedPath(place.prefix + path)}\n`);
  onProgress('sending', 0, plan.filesToSend, { done: 0, total: plan.bytesToSend });
  for (const file of plan.groups.flat()) await put(file.path, await readBuilt(build, file));
  const record = { version: 1 as const, publishId, manifest: build.manifest, unsettled: [], arriving: [] };
  for (const [path, content] of recordChanges(record, held.manifest)) {
    if (content === undefined) await writeTo(stdin, `D ${quotedPath(place.prefix + path)}\n`);
    else await put(path, content);
  }
  for (const [path, content] of hostFiles(place, build.manifest)) await put(path, content);
  // Answers the commit on the standard output.
  await writeTo(stdin, '\nget-mark :1\ndone\n');
}
