import type { AddressClash } from '../../common/contract/publish.ts';
import { comparableAddress } from './addresses.ts';
import type { PageTask } from './page-task.ts';

/** The first address that two pages claim, naming both; also when only case or a file above a folder tells them apart. */
export function findClash(pages: readonly PageTask[]): AddressClash | undefined {
  const paths = pages.map(({ address }) => comparableAddress(address));
  const owners = new Map<string, PageTask>();
  for (const [index, page] of pages.entries()) {
    const path = paths[index] ?? '';
    const owner = owners.get(path);
    if (owner !== undefined) return clash(page.address, owner, page);
    owners.set(path, page);
  }
  const free = new Set<string>();
  for (const [index, page] of pages.entries()) {
    // Most pages lie in folders that were looked at with another one.
    for (let folder = above(paths[index] ?? ''); folder !== '' && !free.has(folder); folder = above(folder)) {
      const owner = owners.get(folder);
      if (owner !== undefined) return clash(owner.address, owner, page);
      free.add(folder);
    }
  }
  return undefined;
}

function above(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function clash(address: string, first: PageTask, second: PageTask): AddressClash {
  return { kind: 'address-clash', address, sources: [first.source, second.source] };
}
