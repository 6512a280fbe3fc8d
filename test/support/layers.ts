import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A source file and what it imports. Paths are relative to the project, forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly lines: number;
  /** Project files by their path, packages by their name. */
  readonly imports: readonly string[];
}

/** One row of the layer table: files below `folder` may import project files below `folders`, and these packages. */
export interface Layer {
  readonly folder: string;
  /** A folder covers what lies below it; `main/*.ts` covers files directly in `main`. */
  readonly folders: readonly string[];
  /** A name ending in `*` covers all that begin so. */
  readonly packages: readonly string[];
}

/** The longest a source file may be, in lines; text catalogues of a language are exempt. */
export const maxLines = 300;

const commonPackages = ['markdown-it*', 'yaml', 'smol-toml', 'katex', 'highlight.js*', 'node-diff3', 'entities'];
const nodePackages = ['node:*'];

/** Who may import whom. The most specific row counts. */
export const layers: readonly Layer[] = [
  { folder: 'common', folders: ['common'], packages: commonPackages },
  { folder: 'main/node', folders: ['main/node', 'common'], packages: [...nodePackages, 'conf'] },
  {
    folder: 'main/library',
    folders: ['main/library', 'main/node', 'common'],
    packages: [...nodePackages, 'chokidar', 'node-diff3', 'node-sqlite3-wasm', 'yaml', 'smol-toml'],
  },
  {
    folder: 'main/media',
    folders: ['main/media', 'main/library', 'main/node', 'common'],
    packages: [...nodePackages, 'sharp', 'saxes', 'yaml'],
  },
  {
    folder: 'main/site',
    folders: ['main/site', 'main/media', 'main/library', 'main/node', 'common'],
    packages: [...nodePackages, 'liquidjs', 'yaml', 'sanitize-html'],
  },
  {
    folder: 'main/publish',
    folders: ['main/publish', 'main/site', 'main/media', 'main/library', 'main/node', 'common'],
    packages: [
      ...nodePackages,
      'isomorphic-git*',
      'ssh2-sftp-client',
      'ssh2',
      'aws4fetch',
      'undici',
      'yaml',
      'htmlparser2',
    ],
  },
  {
    folder: 'main/import',
    folders: ['main/import', 'main/media', 'main/library', 'main/node', 'common'],
    packages: [...nodePackages, 'saxes', 'turndown*', 'sanitize-html', 'yaml', 'liquidjs'],
  },
  {
    folder: 'main/export',
    folders: ['main/export', 'main/site', 'main/media', 'main/library', 'main/node', 'common'],
    packages: [...nodePackages, 'yaml'],
  },
  {
    folder: 'main/*.ts',
    folders: [
      'main/*.ts',
      'main/handlers',
      'main/node',
      'main/library',
      'main/media',
      'main/site',
      'main/publish',
      'main/import',
      'main/export',
      'common',
    ],
    packages: nodePackages,
  },
  {
    folder: 'main/cli.ts',
    folders: ['main/cli', 'main/*.ts', 'main/node', 'common'],
    packages: nodePackages,
  },
  { folder: 'main/program.ts', folders: ['main/cli', 'main/loopback', 'main/*.ts'], packages: [] },
  {
    folder: 'main/handlers',
    folders: [
      'main/handlers',
      'main/*.ts',
      'main/node',
      'main/library',
      'main/media',
      'main/site',
      'main/publish',
      'main/import',
      'main/export',
      'common',
    ],
    packages: nodePackages,
  },
  {
    folder: 'main/electron',
    folders: ['main/electron', 'main/*.ts', 'main/node', 'common'],
    packages: [...nodePackages, 'electron', 'electron-store'],
  },
  {
    folder: 'main/loopback',
    folders: ['main/loopback', 'main/*.ts', 'main/node', 'common'],
    packages: [...nodePackages, 'conf'],
  },
  { folder: 'main/cli', folders: ['main/cli', 'main/*.ts', 'main/node', 'common'], packages: nodePackages },
  { folder: 'renderer/vite.config.ts', folders: [], packages: ['node:*', 'vite'] },
  { folder: 'preload', folders: ['preload', 'common'], packages: ['electron'] },
  {
    folder: 'renderer',
    folders: ['renderer', 'common'],
    packages: [
      '@codemirror/*',
      'codemirror',
      '@lezer/*',
      'preact*',
      '@preact/*',
      'dompurify',
      'turndown*',
      'lucide',
      '@fontsource*',
      'vite',
      'node-diff3',
    ],
  },
];

/** Folders whose files are only held to the length: they are no part of the program, or are not imported by it. */
const lengthOnly = ['test', 'scripts', 'packaging', 'themes'];

/** Every complaint about these files: a forbidden import, or a file that is too long. Empty when all is well. */
export function findViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const layer = layerOf(file.path);
    if (lengthOnly.some((folder) => covers(folder, file.path))) return tooLong(file);
    if (layer === undefined) return [`${file.path} lies in no folder of the layer table`];
    const forbidden = file.imports.filter((imported) => !isAllowed(imported, layer));
    return [...forbidden.map((imported) => `${file.path} may not import ${imported}`), ...tooLong(file)];
  });
}

function tooLong({ path: file, lines }: SourceFile): readonly string[] {
  const isCatalogue = file.startsWith('common/text/');
  return lines > maxLines && !isCatalogue ? [`${file} has ${lines} lines, more than ${maxLines}`] : [];
}

function layerOf(file: string): Layer | undefined {
  const matching = layers.filter(({ folder }) => covers(folder, file));
  return matching.sort((first, second) => second.folder.length - first.folder.length)[0];
}

function covers(folder: string, file: string): boolean {
  if (folder.endsWith('/*.ts')) {
    const parent = folder.slice(0, -'*.ts'.length);
    return file.startsWith(parent) && !file.slice(parent.length).includes('/');
  }
  return file === folder || file.startsWith(`${folder}/`);
}

function isAllowed(imported: string, layer: Layer): boolean {
  const isProjectFile = /^(common|main|preload|renderer|themes|test)\//.test(imported);
  if (isProjectFile) return layer.folders.some((folder) => covers(folder, imported));
  return layer.packages.some((name) =>
    name.endsWith('*') ? imported.startsWith(name.slice(0, -1)) : imported === name || imported.startsWith(`${name}/`),
  );
}

/** Reads every source file below `root`: the program’s, its themes’, its scripts’ and its tests’, but no test’s fixtures. */
export async function readSources(root: string): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  for (const folder of ['common', 'main', 'preload', 'renderer', ...lengthOnly]) {
    for (const entry of await readdir(path.join(root, folder), { recursive: true })) {
      const file = path.posix.join(folder, entry.split(path.sep).join('/'));
      if (!/\.(ts|tsx|cts|mjs|cjs|css|liquid)$/.test(file) || file.startsWith('test/fixtures/')) continue;
      const text = await readFile(path.join(root, file), 'utf8');
      found.push({
        path: file,
        lines: text.split('\n').length - 1,
        imports: /\.(css|liquid)$/.test(file) ? [] : importsOf(text, file),
      });
    }
  }
  return found;
}

/** What a module imports, static, dynamic, re-exported or for its types. */
export function importsOf(text: string, file: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|\brequire\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [...text.matchAll(pattern)].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? '';
    return name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name;
  });
}
