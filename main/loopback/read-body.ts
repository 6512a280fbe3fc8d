import type { IncomingMessage } from 'node:http';
import { fail, ok, type Result } from '../../common/result.ts';

/** A request's body could not be read: more bytes than allowed, no memory left for it now, or the sender went away. */
export interface BodyRefused {
  readonly kind: 'too-large' | 'too-busy' | 'cut';
}

/** Memory that bodies being received may take together. */
export interface BodyBudget {
  /** Takes bytes from the budget; false when there are not enough. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

/** A budget of `maxBytes` for all bodies together. */
export function createBodyBudget(maxBytes: number): BodyBudget {
  let taken = 0;
  return {
    take: (bytes) => {
      if (taken + bytes > maxBytes) return false;
      taken += bytes;
      return true;
    },
    give: (bytes) => {
      taken -= bytes;
    },
  };
}

/**
 * Reads a body of at most `maxBytes`. A length that is announced too large is refused before a byte is read. The bytes stay
 * taken from the budget until `release`, which the caller owes in every case.
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
  budget: BodyBudget,
): Promise<{ readonly result: Result<Uint8Array, BodyRefused>; readonly release: () => void }> {
  let taken = 0;
  const release = () => {
    budget.give(taken);
    taken = 0;
  };
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maxBytes) return { result: fail({ kind: 'too-large' }), release };
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    // Leaving the loop must not hang up: the refusal is still to be sent.
    const received: AsyncIterable<Uint8Array> = request.iterator({ destroyOnReturn: false });
    for await (const chunk of received) {
      length += chunk.byteLength;
      if (length > maxBytes) return { result: fail({ kind: 'too-large' }), release };
      if (!budget.take(chunk.byteLength)) return { result: fail({ kind: 'too-busy' }), release };
      taken += chunk.byteLength;
      chunks.push(chunk);
    }
  } catch {
    // The connection broke; there is nobody left to answer.
    return { result: fail({ kind: 'cut' }), release };
  }
  return { result: ok(join(chunks, length)), release };
}

/** One array of its own: memory shared with other requests would reach whoever looks at `buffer`. */
function join(chunks: Uint8Array[], length: number): Uint8Array {
  const body = new Uint8Array(length);
  let offset = 0;
  // Each chunk is let go as soon as it is copied, so that a large body is not held twice for long.
  for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body;
}
