import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ImportRefused } from '../../common/contract/import.ts';
import { fail, type Result } from '../../common/result.ts';
import { openFolder } from './folders/open-folder.ts';
import { openGhost } from './ghost/open-ghost.ts';
import type { ImportSource } from './import-options.ts';
import { openMediumArchive } from './medium/open-medium.ts';
import { openWebPage } from './web-page/open-web-page.ts';
import { holdsExport } from './wordpress/export-parts.ts';
import { openWordPress } from './wordpress/open-wordpress.ts';

/** Recognises what lies at a path by its kind and content, and looks it through once. Writes nothing. */
export async function openSource(given: string): Promise<Result<ImportSource, ImportRefused>> {
  const source = await realpath(given).catch(() => undefined);
  const facts = source === undefined ? undefined : await stat(source).catch(() => undefined);
  if (source === undefined || facts === undefined) {
    return fail({ kind: 'import-refused', file: path.resolve(given), reason: 'missing' });
  }
  if (facts.isDirectory()) return openFolder(source);
  if (!facts.isFile()) return fail({ kind: 'import-refused', file: source, reason: 'unreadable' });
  if (/\.json$/i.test(source)) return openGhost(source);
  if (/\.zip$/i.test(source) && !(await holdsExport(source))) return openMediumArchive(source);
  if (/\.(?:x?html?|mhtml?)$/i.test(source)) return openWebPage(source);
  return openWordPress(source);
}
