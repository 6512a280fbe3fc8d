import { randomInt } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';

/** Starts a server on 127.0.0.1 at a port, a free one when none is named; answers the port. */
export async function listen(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port');
  return bound.port;
}

/** Closes a server and every connection to it. */
export async function closeServer(server: Server | HttpServer): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

/**
 * A port that was free a moment ago, for programs that want to be told one, and for places where nobody listens. It lies
 * below those that systems give out by themselves, so that no other program is given it meanwhile.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(11_000, 32_768);
    const server = createServer();
    const isFree = await listen(server, port).then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    await closeServer(server);
    return port;
  }
}
