import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { isMissing } from '../node/file-system.ts';
import { isInside } from '../node/inside.ts';
import type { StoredFacts } from './file-store.ts';
import { openFolderStore } from './folder-store.ts';
import { probeStore } from './look-by-record.ts';
import { refusing } from './refusing.ts';
import { canFlip, sendAsRelease } from './release-folder.ts';
import { sendInOrder } from './send-in-order.ts';
import { type Held, Refusal, type Target } from './target.ts';
import { decodeRecord, heldFromRecord, recordPath, type TargetRecord } from './target-record.ts';

/** Where a folder target lies and what it must not touch. */
export interface FolderTargetOptions {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  /** The program's own folder, which no other program serves or syncs: new builds are flipped in as a whole. */
  readonly isEmbedded: boolean;
  /**
   * A flip names every file anew: above so many files, default 3,000, a publish would cost by the size of the blog and not of
   * the change, so changes are written in safe order. The first publish is always a flip.
   */
  readonly mostFlippedFiles?: number;
  /** Folders of the author and the program; the destination may not hold any of them, nor lie in the author's content. */
  readonly siteFolder: string;
  readonly siteDataFolder: string;
}

const usualMostFlippedFiles = 3_000;

/**
 * A folder on this machine. The embedded one is flipped whole, up to a size. One the author chose is kept as it is, the same folder,
 * written file by file in safe order: web servers, sync programs and rights stay attached to it, and what a publish
 * costs follows what changed.
 */
export function openFolderTarget(options: FolderTargetOptions): Target {
  const { name, isEmbedded, mostFlippedFiles = usualMostFlippedFiles } = options;
  return {
    folder: options.folder,
    look: () =>
      refusing(name, async () => {
        const root = await resolvedFolder(options);
        return look(root, isEmbedded);
      }),
    send: (shipment) =>
      refusing(name, async () => {
        const root = await resolvedFolder(options);
        const { build, held } = shipment;
        const isWorthIt = held.manifest === undefined || build.manifest.files.length <= mostFlippedFiles;
        if (isEmbedded && isWorthIt && (await canFlip(options.folder))) return sendAsRelease(options.folder, shipment);
        return sendInOrder(openFolderStore(root), shipment);
      }),
    probe: () => refusing(name, async () => probeStore(openFolderStore(await resolvedFolder(options)))),
    close: async () => undefined,
  };
}

async function look(root: string, isEmbedded: boolean): Promise<Held> {
  const store = openFolderStore(root);
  const { version, content } = await store.readRecord();
  const record = content === undefined ? undefined : decodeRecord(content);
  const listed = await store.list();
  const held = heldFromRecord(record, version, strangers(listed, record));
  if (record === undefined) return held;
  const { missing, edited } = compare(listed, record);
  return isEmbedded
    ? { ...held, unsettled: new Set([...held.unsettled, ...missing, ...edited]) }
    : { ...held, unsettled: new Set([...held.unsettled, ...missing]), editedByOthers: edited };
}

/** Files there that no publish of ours put there, less what systems drop into every folder. */
function strangers(listed: ReadonlyMap<string, StoredFacts>, record: TargetRecord | undefined): string[] {
  const ours = new Set([
    recordPath,
    ...(record?.unsettled ?? []),
    ...(record?.manifest.files ?? []).map((file) => file.path),
  ]);
  return [...listed.keys()].filter((file) => !ours.has(file) && !systemFiles.has(path.posix.basename(file)));
}

const systemFiles: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', '.directory']);

function compare(listed: ReadonlyMap<string, StoredFacts>, record: TargetRecord) {
  const unsettled = new Set(record.unsettled);
  const settled = record.manifest.files.filter((file) => !unsettled.has(file.path));
  return {
    missing: settled.filter((file) => !listed.has(file.path)).map((file) => file.path),
    edited: settled.filter((file) => (listed.get(file.path)?.size ?? file.size) !== file.size).map((file) => file.path),
  };
}

/** The destination with its links resolved, proved to be none of the places that a publish would destroy. */
async function resolvedFolder({ folder, siteFolder, siteDataFolder }: FolderTargetOptions): Promise<string> {
  const root = await realPathOf(folder);
  const [site, data] = await Promise.all([realPathOf(siteFolder), realPathOf(siteDataFolder)]);
  if (isInside(root, site) || isInside(root, data)) throw new Refusal('contains-source', folder);
  const content = ['posts', 'pages', 'media', 'comments', 'themes'].map((name) => path.join(site, name));
  if (isInside(data, root) || content.some((own) => isInside(own, root))) throw new Refusal('contains-source', folder);
  return root;
}

/** Resolves links of what is there already; a folder that is yet to be made is resolved up to what exists. */
async function realPathOf(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    if (!isMissing(error) || path.dirname(folder) === folder) throw error;
    return path.join(await realPathOf(path.dirname(folder)), path.basename(folder));
  }
}
