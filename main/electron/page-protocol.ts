import { Readable } from 'node:stream';
import { type Protocol, protocol } from 'electron';
import type { App, Resource } from '../app.ts';
import { pageResource } from '../page-resources.ts';
import { answerResource, type ResourceAnswer } from '../resource-answer.ts';
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
    const { method, headers } = request;
    const answer = resource && (await answerResource(resource, { method, range: headers.get('range') ?? undefined }));
    if (answer === undefined) return new Response(null, { status: 404 });
    return new Response(bodyOf(answer), { status: answer.status, headers: answer.headers });
  });
}

function bodyOf({ body }: ResourceAnswer): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null {
  if (body === undefined) return null;
  // Copied, so that the answer owns its bytes whatever buffer the resource came from.
  if (body instanceof Uint8Array) return Uint8Array.from(body);
  // A file's stream brings bytes alone; Node's own type of the same web stream leaves that open.
  return Readable.toWeb(body) as ReadableStream<Uint8Array>;
}

function findResource(path: string, rendererFolder: string, app: Pick<App, 'resource'>): Promise<Resource | undefined> {
  return path.startsWith(`/${resourceBase}`)
    ? app.resource(path.slice(resourceBase.length + 1), pageAddress + resourceBase)
    : pageResource(rendererFolder, path);
}
