import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ExportItem } from '../../../main/import/wordpress/export-types.ts';
import { readExport } from '../../../main/import/wordpress/read-export.ts';

/** Reads an export that is at hand as text, through a file as the program does. */
export async function readExportText(text: string, onItem: (item: ExportItem) => void) {
  const folder = await mkdtemp(path.join(tmpdir(), 'offprint-fuzz-'));
  try {
    const file = path.join(folder, 'export.xml');
    await writeFile(file, text);
    return await readExport(file, onItem);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
