import { isPageAddress } from './page-address.ts';

/** What a message says about the frame it came from; null once that frame has gone. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** A message of the page to the program, as far as trust is concerned. */
export interface SentMessage<Contents> {
  readonly sender: Contents;
  readonly senderFrame: SenderFrame | null;
}

/**
 * True only for the main frame of the program's own window while it shows the program's own page. Electron's security
 * checklist, item 17: every message's sender is validated.
 */
export function isFromPage<Contents>(message: SentMessage<Contents>, page: Contents | undefined): boolean {
  const frame = message.senderFrame;
  return (
    page !== undefined && message.sender === page && frame !== null && frame.parent === null && isPageAddress(frame.url)
  );
}
