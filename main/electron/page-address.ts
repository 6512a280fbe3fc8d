/** The program's own scheme. Nothing of the program is ever read through `file:`. */
export const pageScheme = 'app';

const pageHost = 'offprint';

/** Address of the page. */
export const pageAddress = `${pageScheme}://${pageHost}/`;

/** `HostDescription.resourceBase` of this host: previews, media and finished sites, beside the page. */
export const resourceBase = 'resource/';

/** Path of an address of the program itself, `/editor.js`; undefined for every other address. */
export function programPath(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === `${pageScheme}:` && url.host === pageHost && url.username === '' && url.port === ''
    ? url.pathname
    : undefined;
}

/** True for the page's own address, whatever its query or fragment. */
export function isPageAddress(address: string): boolean {
  const path = programPath(address);
  return path === '/' || path === '/index.html';
}

/** True for an address below `resourceBase`: all that a frame inside the page may show. */
export function isResourceAddress(address: string): boolean {
  return programPath(address)?.startsWith(`/${resourceBase}`) === true;
}

/** An address that may leave the program, parsed; undefined for all but http, https and mailto. */
export function leavingAddress(address: string): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url : undefined;
}
