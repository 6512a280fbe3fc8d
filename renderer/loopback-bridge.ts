import type { Bridge } from '../common/contract.ts';
import { createLoopbackConnection } from './loopback-connection.ts';

const storageName = 'offprint-key';

/**
 * The page's way to a loopback host. Takes the key from the address's fragment, keeps it for this window's reloads, and
 * takes it out of the address bar. Call once, before anything is shown.
 */
export function connectLoopback(): Bridge {
  return createLoopbackConnection({
    address: new URL('./', location.href).href,
    secret: takeKey(),
    isLeaving: () => document.visibilityState === 'hidden',
  });
}

/** The key, or "" in a window that was not opened by Offprint. */
function takeKey(): string {
  const given = new URLSearchParams(location.hash.slice(1)).get('key');
  if (given === null) return sessionStorage.getItem(storageName) ?? '';
  sessionStorage.setItem(storageName, given);
  history.replaceState(null, '', location.pathname);
  return given;
}
