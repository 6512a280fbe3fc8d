import type { PublishReceipt } from '../../common/contract/publish.ts';
import type { SiteSession } from '../site-session.ts';
import type { HandlerContext } from './create-handlers.ts';

/** Points a receipt to where the blog can be read now: for a local folder, the program's own reading server. */
export async function withReadingAddress(
  { readingServers }: Pick<HandlerContext, 'readingServers'>,
  { library }: SiteSession,
  receipt: PublishReceipt,
): Promise<PublishReceipt> {
  if (receipt.folder === undefined) return receipt;
  const siteAddress = await readingServers.addressOf(receipt.folder, library.settings().url);
  if (siteAddress === undefined) return receipt;
  // Both addresses of a folder's receipt are file addresses, one below the other.
  const below = receipt.postAddress?.slice(receipt.siteAddress.length).replace(/(^|\/)index\.html$/, '$1');
  return {
    ...receipt,
    siteAddress,
    ...(below === undefined ? {} : { postAddress: new URL(`./${below}`, siteAddress).href }),
  };
}
