import { createServer, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { closeServer, listen } from './listen.ts';

/** A proxy as companies have them: forwards requests and opens tunnels, for those who know its password. */
export interface ProxyServer {
  /** With name and password, as `http_proxy` holds it. */
  readonly url: string;
  /** The same without them: whoever uses this is refused with 407. */
  readonly lockedUrl: string;
  /** What it was asked for: absolute addresses, and hosts with ports of tunnels. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Starts one on 127.0.0.1. Names ending in `.test` lead to 127.0.0.1, so that only who goes through it arrives. `isOpen`: for everybody. */
export async function startProxyServer({ isOpen = false } = {}): Promise<ProxyServer> {
  const asked: string[] = [];
  const expected = `Basic ${Buffer.from('me:a word').toString('base64')}`;
  const placeOf = (host: string) => (host.endsWith('.test') ? '127.0.0.1' : host);
  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => {
    if (!isOpen && incoming.headers['proxy-authorization'] !== expected) {
      return void response.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' }).end();
    }
    const address = incoming.url ?? '';
    asked.push(address);
    const { hostname, port, pathname, search } = new URL(address);
    const { 'proxy-authorization': _, ...headers } = incoming.headers;
    const onward = request(
      { host: placeOf(hostname), port, path: pathname + search, method: incoming.method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  server.on('connect', (incoming, client: Socket) => {
    sockets.add(client);
    client.on('error', () => client.destroy());
    if (!isOpen && incoming.headers['proxy-authorization'] !== expected) {
      return void client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\n\r\n',
      );
    }
    asked.push(incoming.url ?? '');
    const [host = '', port = ''] = (incoming.url ?? '').split(':');
    const onward = connect(Number(port), placeOf(host), () => client.write('HTTP/1.1 200 OK\r\n\r\n'));
    sockets.add(onward);
    onward.on('error', () => client.destroy());
    onward.pipe(client).pipe(onward);
  });
  const port = await listen(server);
  return {
    url: `http://me:a%20word@127.0.0.1:${port}`,
    lockedUrl: `http://127.0.0.1:${port}`,
    asked,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await closeServer(server);
    },
  };
}
