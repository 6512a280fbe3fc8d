import { AwsClient } from 'aws4fetch';
import type { RefusalReason } from '../../../common/contract/publish.ts';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { Refusal } from '../target.ts';

/** One bucket of an S3-compatible store. */
export interface S3Client {
  /** Makes one signed request for a key, or for the bucket with an empty one. Answers only success and `expected` statuses. */
  request(key: string, init: S3Request): Promise<Response>;
}

/** A request to a bucket. */
export interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Statuses besides success that the caller understands. */
  readonly expected?: readonly number[];
  readonly signal?: AbortSignal | undefined;
}

/** No answer for so long is no answer. */
const timeoutMs = 60_000;
/** Slowest upload that is waited for, in bytes a millisecond. */
const slowest = 10;

/** Name of the secret key of an S3 target in the host's keychain; the key id beside it is no secret. */
export function s3SecretName(settings: TargetSettings): string {
  return `s3 ${String(settings.keyId ?? '')}@${bucketAddress(settings).host}`;
}

/** Opens a bucket. Throws a refusal when settings lack something. */
export function openS3Client(
  settings: TargetSettings,
  secret: string | undefined,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): S3Client {
  if (secret === undefined) throw new Refusal('secret-missing', { kind: 'no-way-to-sign-in' });
  const base = bucketAddress(settings);
  const client = new AwsClient({
    accessKeyId: required(settings, 'keyId'),
    secretAccessKey: secret,
    service: 's3',
    region: textOf(settings, 'region') ?? 'us-east-1',
    // Tries again are the publisher's business, which knows what may be tried again.
    retries: 0,
  });
  return {
    request: async (key, { method, query = {}, headers = {}, body, expected = [], signal }) => {
      const url = new URL(base);
      url.pathname = `${url.pathname.replace(/\/$/, '')}/${key.split('/').map(encoded).join('/')}`;
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      // A shared buffer is never passed; the type of fetch wants that said.
      const content = body === undefined ? {} : { body: body as Uint8Array<ArrayBuffer> };
      const signed = await client.sign(url.href, { method, headers: { ...headers }, ...content });
      const response = await fetch(signed.url, {
        method,
        headers: Object.fromEntries(signed.headers),
        ...content,
        redirect: 'manual',
        signal: anyOf(signal, AbortSignal.timeout(timeoutMs + Math.ceil((body?.byteLength ?? 0) / slowest))),
      });
      if (response.ok || expected.includes(response.status)) return response;
      throw await refusalOf(response);
    },
  };
}

/** Where the bucket is: `bucket.host` as Amazon wants it, or `host/bucket` as most others do. */
function bucketAddress(settings: TargetSettings): URL {
  const region = textOf(settings, 'region') ?? 'us-east-1';
  const endpoint = textOf(settings, 'endpoint') ?? `https://s3.${region}.amazonaws.com`;
  const bucket = required(settings, 'bucket');
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw new Refusal('wrong-path', { kind: 'bad-name', field: 'bucket', value: bucket });
  if (!URL.canParse(endpoint) || !/^https?:\/\//.test(endpoint))
    throw new Refusal('settings-incomplete', { kind: 'setting', field: 'endpoint' });
  const url = new URL(endpoint);
  if (url.username !== '' || url.password !== '')
    throw new Refusal('settings-incomplete', { kind: 'setting', field: 'endpoint' });
  const isPathStyle = settings.pathStyle ?? !url.hostname.endsWith('.amazonaws.com');
  if (isPathStyle === true) url.pathname = `${url.pathname.replace(/\/$/, '')}/${bucket}`;
  else url.hostname = `${bucket}.${url.hostname}`;
  return url;
}

/** Turns an error answer into a refusal: the store's own code first, then the status. */
async function refusalOf(response: Response): Promise<Refusal> {
  const text = await response.text().catch(() => '');
  const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1] ?? '';
  const message = /<Message>([^<]*)<\/Message>/.exec(text)?.[1] ?? '';
  const reason = byCode[code] ?? byStatus(response.status);
  const seconds = Number(response.headers.get('retry-after'));
  const retryAfter = seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {};
  return new Refusal(reason, `${response.status} ${code} ${message}`.trim().slice(0, 500), retryAfter);
}

const byCode: Readonly<Record<string, RefusalReason>> = {
  SignatureDoesNotMatch: 'secret-refused',
  InvalidAccessKeyId: 'secret-refused',
  ExpiredToken: 'secret-refused',
  AccessDenied: 'scope-missing',
  AccountProblem: 'not-allowed',
  RequestTimeTooSkewed: 'not-allowed',
  NoSuchBucket: 'wrong-path',
  PermanentRedirect: 'settings-incomplete',
  AuthorizationHeaderMalformed: 'settings-incomplete',
  SlowDown: 'rate-limited',
  EntityTooLarge: 'file-too-large',
  QuotaExceeded: 'quota',
  InsufficientStorage: 'quota',
  PreconditionFailed: 'moved',
  // What a condition was to hold for is not there any more.
  NoSuchKey: 'moved',
  ConditionalRequestConflict: 'moved',
  XAmzContentSHA256Mismatch: 'interrupted',
  BadDigest: 'interrupted',
  RequestTimeout: 'unreachable',
};

function byStatus(status: number): RefusalReason {
  if (status === 401) return 'secret-refused';
  if (status === 403) return 'scope-missing';
  if (status === 404) return 'wrong-path';
  if (status === 407) return 'proxy';
  if (status === 408 || status >= 500) return status === 507 ? 'quota' : 'unreachable';
  if (status === 409 || status === 412) return 'moved';
  if (status === 413) return 'file-too-large';
  return status === 429 ? 'rate-limited' : 'not-supported';
}

/** As RFC 3986 and the signature want it; `encodeURIComponent` leaves five characters out. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function anyOf(signal: AbortSignal | undefined, timeout: AbortSignal): AbortSignal {
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
}

function required(settings: TargetSettings, key: string): string {
  const value = textOf(settings, key);
  if (value === undefined) throw new Refusal('settings-incomplete', { kind: 'setting', field: key });
  return value;
}

function textOf(settings: TargetSettings, key: string): string | undefined {
  const value = settings[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
