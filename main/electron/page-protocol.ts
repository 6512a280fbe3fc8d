import { type Protocol, protocol } from 'electron';
import type { App, Resource } from '../app.ts';
import { pageResource } from '../page-resources.ts';
import { pageAddress, pageScheme, programPath, resourceBase } from './page-address.ts';

/**
 * Makes `app:` an origin like https: with storage, fetch and a policy of its own. Must run before the program is ready.
 * It is not allowed to bypass a content security policy and has no service workers.
 */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Answers `app://offprint/…` from the built page, and `app://offprint/resource/…` from the program. */
export function servePage(target: Protocol, rendererFolder: string, app: Pick<App, 'resource'>): void {
  target.handle(pageScheme, async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 });
    const path = programPath(request.url);
    const resource = path === undefined ? undefined : await findResource(path, rendererFolder, app);
    if (resource === undefined) return new Response(null, { status: 404 });
    // Copied, so that the answer owns its bytes whatever buffer the resource came from.
    const body = request.method === 'HEAD' ? null : Uint8Array.from(resource.content);
    return new Response(body, { status: resource.status, headers: resource.headers });
  });
}

function findResource(path: string, rendererFolder: string, app: Pick<App, 'resource'>): Promise<Resource | undefined> {
  return path.startsWith(`/${resourceBase}`)
    ? app.resource(path.slice(resourceBase.length + 1), pageAddress + resourceBase)
    : pageResource(rendererFolder, path);
}
