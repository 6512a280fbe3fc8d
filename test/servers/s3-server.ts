import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import S3rver from 's3rver';
import { closeServer, listen } from './listen.ts';
import { signatureError } from './s3-signature.ts';

/** An S3-compatible store: s3rver, with what it does not check itself checked in front of it. */
export interface S3Server {
  readonly endpoint: string;
  readonly port: number;
  readonly bucket: string;
  readonly keyId: string;
  readonly secret: string;
  /** Every request that arrived, accepted or not. */
  readonly requests: { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers'] }[];
  /** Resolves when every connection is gone and what came over it is done with. */
  idle(): Promise<void>;
  /** Reads an object as somebody with rights of his own. */
  get(key: string): Promise<Response>;
  /** Writes an object the same way. */
  put(key: string, content: string): Promise<void>;
  /** Removes an object the same way. */
  remove(key: string): Promise<void>;
  /** Does something once, right after this key was written for a client and before the client hears of it. */
  afterWriting(key: string, act: () => Promise<void>): void;
  /** Keys of all objects. */
  keys(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const bucket = 'blog';
const keyId = 'AKOFFPRINT';
const usualSecret = 'a secret key that only the keychain knows';

/** Starts a store that keeps its objects in `folder`. `refuse` answers a status and code instead, when set. */
export async function startS3Server(
  folder: string,
  options: {
    readonly refuse?: (request: IncomingMessage) => readonly [number, string] | undefined;
    /** Sent with refusals. */
    readonly retryAfterSeconds?: number;
    readonly secret?: string;
    /** Whether writes only happen when their conditions hold; default true. Some stores ignore them without a word. */
    readonly knowsConditions?: boolean;
  } = {},
): Promise<S3Server> {
  const { secret = usualSecret, knowsConditions = true } = options;
  const store = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  const { port: storePort } = await store.run();
  const direct = `http://127.0.0.1:${storePort}/${bucket}`;
  const requests: S3Server['requests'] = [];
  // One request for a key after another, so that a condition holds until the write is done.
  const turns = new Map<string, Promise<unknown>>();
  const acts = new Map<string, () => Promise<void>>();
  const server = createServer((request, response) => {
    requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    const refused = options.refuse?.(request);
    if (refused !== undefined && options.retryAfterSeconds !== undefined) {
      response.setHeader('retry-after', options.retryAfterSeconds);
    }
    const key = request.url ?? '';
    const work = () => answer(request, response, { storePort, secret, knowsConditions, acts }, refused);
    const turn = (turns.get(key) ?? Promise.resolve()).then(work, work);
    turns.set(key, turn);
    const ended = () => turns.get(key) === turn && turns.delete(key);
    turn.then(ended, ended);
  });
  const port = await listen(server);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    bucket,
    keyId,
    secret,
    requests,
    idle: async () => {
      while ((await connectionsOf(server)) > 0) await Promise.allSettled(turns.values());
      await Promise.allSettled(turns.values());
    },
    get: (key) => fetch(`${direct}/${key.split('/').map(encodeURIComponent).join('/')}`),
    put: async (key, content) => {
      await fetch(`${direct}/${key.split('/').map(encodeURIComponent).join('/')}`, { method: 'PUT', body: content });
    },
    remove: async (key) => {
      await fetch(`${direct}/${key.split('/').map(encodeURIComponent).join('/')}`, { method: 'DELETE' });
    },
    afterWriting: (key, act) => void acts.set(`/${bucket}/${key}`, act),
    keys: async () => {
      const listed = await (await fetch(`${direct}?list-type=2`)).text();
      return [...listed.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => unescaped(key));
    },
    close: async () => {
      await closeServer(server);
      await store.close();
    },
  };
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error === null ? setImmediate(resolve, count) : reject(error)));
  });
}

/** How requests are answered. */
interface Answering {
  readonly storePort: number;
  readonly secret: string;
  readonly knowsConditions: boolean;
  readonly acts: Map<string, () => Promise<void>>;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { storePort, secret, knowsConditions, acts }: Answering,
  refused: readonly [number, string] | undefined,
): Promise<void> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
  } catch {
    // The client went away in the middle; a store keeps nothing of that.
    return;
  }
  const body = Buffer.concat(chunks);
  const { method = '', url = '', headers } = request;
  if (refused !== undefined) return refuse(response, ...refused);
  const wrong = signatureError({ method, url, headers, body }, { [keyId]: secret });
  if (wrong !== undefined) return refuse(response, wrong === 'XAmzContentSHA256Mismatch' ? 400 : 403, wrong);
  const ifMatch = headers['if-match'];
  const isConditional = knowsConditions && method === 'PUT' && (ifMatch ?? headers['if-none-match']) !== undefined;
  const current = isConditional ? await etagOf(storePort, url) : undefined;
  if (isConditional && ifMatch !== undefined && ifMatch !== current) return refuse(response, 412, 'PreconditionFailed');
  if (isConditional && headers['if-none-match'] === '*' && current !== undefined)
    return refuse(response, 412, 'PreconditionFailed');
  const act = method === 'PUT' ? acts.get(url) : undefined;
  await forward(storePort, { method, url, headers, body }, response, act);
  if (act !== undefined) acts.delete(url);
}

/** The store behind knows no conditions on writing; they are checked here. */
async function etagOf(storePort: number, url: string): Promise<string | undefined> {
  const head = await fetch(`http://127.0.0.1:${storePort}${url}`, { method: 'HEAD' });
  return head.ok ? (head.headers.get('etag') ?? undefined) : undefined;
}

function forward(
  port: number,
  { method, url, headers, body }: { method: string; url: string; headers: IncomingMessage['headers']; body: Buffer },
  response: ServerResponse,
  act: () => Promise<void> = async () => undefined,
): Promise<void> {
  const passed = Object.fromEntries(
    Object.entries(headers).filter(([name]) => ['content-type', 'cache-control', 'content-md5'].includes(name)),
  );
  return new Promise((resolve) => {
    const forwarded = httpRequest(
      { host: '127.0.0.1', port, method, path: url, headers: { ...passed, 'content-length': body.length } },
      async (answered) => {
        await act();
        response.writeHead(answered.statusCode ?? 500, answered.headers);
        answered.pipe(response);
        if (response.destroyed) resolve();
        response.once('close', resolve);
        answered.once('error', () => resolve());
      },
    );
    forwarded.once('error', () => {
      response.destroy();
      resolve();
    });
    forwarded.end(body);
  });
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
