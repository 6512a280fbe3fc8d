import { connect, createServer, type Socket } from 'node:net';
import { closeServer, listen } from './listen.ts';

/** A line between a program and a server that can be cut anywhere. */
export interface CuttingProxy {
  readonly port: number;
  /** What passed since the last `mend`: bytes in both directions, and pieces that the program sent. */
  passed(): { readonly bytes: number; readonly pieces: number };
  /** Cuts every connection as soon as so much has passed; until `mend` nobody gets through. */
  cutAfter(limit: { readonly bytes: number } | { readonly pieces: number }): void;
  /** True from the cut until `mend`. */
  isCut(): boolean;
  /** Lets everything through again and begins to count anew. */
  mend(): void;
  close(): Promise<void>;
}

/** Starts a proxy on 127.0.0.1 before a port there. */
export async function startCuttingProxy(targetPort: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let limit: { readonly bytes?: number; readonly pieces?: number } = {};
  let bytes = 0;
  let pieces = 0;
  let isCut = false;
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  /** How much of a piece may still pass. */
  const allowed = (size: number) => Math.min(size, (limit.bytes ?? Number.POSITIVE_INFINITY) - bytes);
  const pass = (piece: Buffer, to: Socket, isSent: boolean) => {
    if (isCut) return;
    const size = allowed(piece.length);
    bytes += size;
    if (isSent) pieces += 1;
    if (size > 0) to.write(piece.subarray(0, size));
    if (bytes >= (limit.bytes ?? Number.POSITIVE_INFINITY) || pieces >= (limit.pieces ?? Number.POSITIVE_INFINITY)) {
      // What was let through still arrives; then the line is dead.
      setImmediate(cut);
    }
  };
  const server = createServer({ noDelay: true }, (client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const upstream = connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
    for (const [one, other] of [[client, upstream] as const, [upstream, client] as const]) {
      sockets.add(one);
      one.on('data', (piece: Buffer) => pass(piece, other, one === client));
      one.on('error', () => other.destroy());
      one.on('end', () => other.end());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  return {
    port: await listen(server),
    passed: () => ({ bytes, pieces }),
    cutAfter: (next) => {
      limit = next;
    },
    isCut: () => isCut,
    mend: () => {
      limit = {};
      bytes = 0;
      pieces = 0;
      isCut = false;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await closeServer(server);
    },
  };
}
