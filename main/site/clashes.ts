import type { AddressClash } from '../../common/contract/publish.ts';
import { comparableAddress } from './addresses.ts';
import type { PageTask } from './page-task.ts';

/** The first address that two pages claim, naming both; also when only case or a file above a folder tells them apart. */
export function findClash(pages: readonly PageTask[]): AddressClash | undefined {
  const owners = new Map<string, PageTask>();
  for (const page of pages) {
    const path = comparableAddress(page.address);
    const owner = owners.get(path);
    if (owner !== undefined) return clash(page.address, owner, page);
    owners.set(path, page);
  }
  for (const page of pages) {
    const folders = comparableAddress(page.address).split('/').slice(0, -1);
    for (let depth = 1; depth <= folders.length; depth += 1) {
      const owner = owners.get(folders.slice(0, depth).join('/'));
      if (owner !== undefined) return clash(owner.address, owner, page);
    }
  }
  return undefined;
}

function clash(address: string, first: PageTask, second: PageTask): AddressClash {
  return { kind: 'address-clash', address, sources: [first.source, second.source] };
}
