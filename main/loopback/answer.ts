import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished, pipeline } from 'node:stream/promises';
import { fail, ok, type Result } from '../../common/result.ts';
import { isPlainObject } from '../../common/validate.ts';
import { decodeWire, encodeWire } from '../../common/wire.ts';
import type { App, Resource } from '../app.ts';
import type { Log } from '../node/log.ts';
import { commonHeaders, pageResource } from '../page-resources.ts';
import { answerResource } from '../resource-answer.ts';
import type { EventStreams } from './event-streams.ts';
import type { Guard, Refusal } from './guard.ts';
import type { ServerLimits } from './limits.ts';
import { type BodyBudget, readBody } from './read-body.ts';

/** Everything a request is answered with. */
export interface Desk {
  readonly app: App;
  readonly log: Log;
  readonly rendererFolder: string;
  readonly guard: Guard;
  /** Absolute address below which previews and pictures lie, ending in `/`. */
  readonly resourceAddress: string;
  readonly limits: ServerLimits;
  readonly streams: EventStreams;
  readonly budget: BodyBudget;
  readonly running: Set<Promise<void>>;
  /** True once the end was asked for: calls are refused. */
  isEnding: boolean;
}

/** Answers one request, whatever it is. Rejects only for bugs. */
export async function answer(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value);
  const { method = '', url = '', rawHeaders } = request;
  const verdict = desk.guard({ method, target: url, rawHeaders });
  switch (verdict.kind) {
    case 'refused':
      return refuse(response, verdict);
    case 'page':
      return sendResource(request, response, await pageResource(desk.rendererFolder, verdict.path));
    case 'resource':
      return sendResource(request, response, await desk.app.resource(verdict.path, desk.resourceAddress));
    case 'events':
      if (desk.isEnding || !desk.streams.add(response)) sendText(response, 503, 'Not now');
      return;
    case 'call':
      return desk.isEnding ? sendText(response, 503, 'Offprint is ending') : answerCall(request, response, desk);
  }
}

async function answerCall(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  if (request.headers['content-type'] !== 'application/octet-stream') return sendText(response, 415, 'Not a call');
  if (request.headers.expect !== undefined) response.writeContinue();
  const { result, release } = await readBody(request, desk.limits.maxCallBytes, desk.budget);
  try {
    if (!result.ok) return sendText(response, { 'too-large': 413, 'too-busy': 503, cut: 400 }[result.failure.kind], '');
    const message = decodeWire(result.value);
    if (!message.ok || !isPlainObject(message.value)) return sendText(response, 400, 'Not a call');
    const reply = encodeWire(await answerMessage(message.value, desk));
    const bytes = reply.ok
      ? reply
      : encodeWire(fail({ kind: 'internal', reference: unencodable(desk, message.value.name) }));
    if (!bytes.ok) throw new Error('A failure of plain data was not encoded');
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.value.byteLength });
    response.end(bytes.value);
    // A page that left without its answer is no error of ours.
    await finished(response).catch(() => undefined);
  } finally {
    release();
  }
}

/** A call for the program, or a page's word that it is done with an event. */
async function answerMessage(message: Record<string, unknown>, { app, streams }: Desk): Promise<Result<unknown>> {
  if (!Object.hasOwn(message, 'receipt')) return app.call(message.name, message.argument);
  streams.receive(message.receipt);
  return ok(undefined);
}

function unencodable({ log }: Desk, name: unknown): string {
  return log.error('An answer is no plain data', new Error(`Answer of ${String(name).slice(0, 100)}`));
}

async function sendResource(
  { method = 'GET', headers: { range } }: IncomingMessage,
  response: ServerResponse,
  resource: Resource | undefined,
): Promise<void> {
  const answer = resource && (await answerResource(resource, { method, range }));
  if (answer === undefined) {
    sendText(response, 404, 'Not found');
    return;
  }
  const { status, headers, body } = answer;
  response.writeHead(status, { ...headers, ...commonHeaders });
  if (body === undefined || body instanceof Uint8Array) {
    response.end(body);
    return;
  }
  // A page that stops looking, as one does that winds a film on, is no error of ours.
  await pipeline(body, response).catch(() => undefined);
}

function refuse(response: ServerResponse, { status, reason, allow }: Refusal): void {
  if (allow !== undefined) response.setHeader('allow', allow);
  sendText(response, status, reason);
}

/** A short answer after which the connection ends, so that an unread body is not waited for. */
function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(text);
}
