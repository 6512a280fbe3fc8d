import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Places where English is written for a machine, a log or a developer, and not for the author. */
const forNoAuthor =
  /\blog\.(?:info|error)\(|\bnew Error\(|\bSELECT\b|\bINSERT\b|\bDELETE FROM\b|\bCREATE\b|\bDROP\b|\bPRAGMA\b|matchAll/;

/** Words for the author that stand in a source file instead of the language's file: `path:line: words`. */
export function wordsIn(file: string, source: string): string[] {
  const found: string[] = [];
  for (const [index, line] of withoutComments(source).split('\n').entries()) {
    if (forNoAuthor.test(line)) continue;
    const quoted = [...line.matchAll(/(['"`])((?:\\.|(?!\1).)*)\1/g)].map((match) => match[2] ?? '');
    // In a component, words may also stand between tags without any quotes.
    const shown = file.endsWith('.tsx') ? [/^\s*([^<>{}()=;]+)$/.exec(line)?.[1] ?? ''] : [];
    for (const words of [...quoted, ...shown]) if (isProse(words)) found.push(`${file}:${index + 1}: ${words.trim()}`);
  }
  return found;
}

/** The same for every source file below a folder of the project. */
export async function wordsBelow(root: string, folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(path.join(root, folder), { recursive: true })) {
    const file = path.posix.join(folder, entry.split(path.sep).join('/'));
    if (/\.tsx?$/.test(file)) found.push(...wordsIn(file, await readFile(path.join(root, file), 'utf8')));
  }
  return found;
}

/** Three words or more that begin like a sentence. Class names, selectors and codes do not. */
function isProse(words: string): boolean {
  const plain = words
    .replace(/“\$\{[^}]*\}”/g, 'Name')
    .replace(/\$\{[^}]*\}/g, 'x')
    .trim();
  return /^[“‘]?[A-Z][a-z’]* [^=;{}<>]*[a-z’]+ [^=;{}<>]*[a-z]/.test(plain);
}

function withoutComments(source: string): string {
  const withoutBlocks = source.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  return withoutBlocks.replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}
