import path from 'node:path';

/** The address of one post as another one links to it: by file, relative, with the fragment of the old address. */
export function relativeWay(from: string, to: string, address: string): string {
  const fragment = /#.*$/.exec(address)?.[0] ?? '';
  const way = path.posix.relative(path.posix.dirname(from), to);
  return `${way.startsWith('.') ? way : `./${way}`}${fragment}`;
}
