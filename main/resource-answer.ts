import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Resource } from './app.ts';

/** How a request for a resource is answered. */
export interface ResourceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where nothing is to be sent. A stream closes its file when it ends or is destroyed. */
  readonly body: Uint8Array | Readable | undefined;
}

/** What of a request decides about the answer. */
export interface ResourceRequest {
  /** `GET` or `HEAD`. */
  readonly method: string;
  /** The header `Range`, by which a film is wound on. */
  readonly range: string | undefined;
}

/**
 * Answers a request for a resource: a file is sent piece by piece, and only the part that was asked for, as RFC 9110, 14
 * says. Undefined when the file is gone.
 */
export async function answerResource(
  resource: Resource,
  { method, range }: ResourceRequest,
): Promise<ResourceAnswer | undefined> {
  const { status, headers, content, file } = resource;
  if (content !== undefined) {
    const length = String(content.byteLength);
    return { status, headers: { ...headers, 'content-length': length }, body: method === 'HEAD' ? undefined : content };
  }
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle === undefined) return undefined;
  const answer = await partOfFile(handle, { status, headers, range: method === 'HEAD' ? undefined : range }).catch(
    async (error: unknown) => {
      await handle.close();
      throw error;
    },
  );
  if (method !== 'HEAD' && answer.read !== undefined) return { ...answer, body: answer.read() };
  await handle.close();
  return { ...answer, body: undefined };
}

type Wanted = Pick<Resource, 'status' | 'headers'> & Pick<ResourceRequest, 'range'>;

async function partOfFile(handle: FileHandle, { status, headers, range }: Wanted) {
  const { size } = await handle.stat();
  const part = askedPart(range, size);
  const own = { ...headers, 'accept-ranges': 'bytes' };
  if (part === 'outside') {
    return { status: 416, headers: { ...own, 'content-range': `bytes */${size}`, 'content-length': '0' } };
  }
  const { from, to } = part ?? { from: 0, to: size };
  const ranged = part === undefined ? {} : { 'content-range': `bytes ${from}-${to - 1}/${size}` };
  return {
    status: part === undefined ? status : 206,
    headers: { ...own, ...ranged, 'content-length': String(to - from) },
    // An empty file has no last byte to name.
    read: to === from ? undefined : () => handle.createReadStream({ start: from, end: to - 1 }),
  };
}

/** One range of bytes, `to` not included; undefined for the whole file, which also answers what is not understood. */
function askedPart(range: string | undefined, size: number): { from: number; to: number } | 'outside' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return last === '0' ? 'outside' : { from: Math.max(0, size - Number(last)), to: size };
  const from = Number(first);
  const to = last === '' ? size : Math.min(size, Number(last) + 1);
  if (last !== '' && Number(last) < from) return undefined;
  return from >= size ? 'outside' : { from, to };
}
