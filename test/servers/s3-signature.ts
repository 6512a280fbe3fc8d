import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A request as it arrived, body included. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Checks a request's AWS Signature Version 4 and the SHA-256 of its body, written from Amazon's description of the process
 * and independent of any client library. Answers the S3 error code of what is wrong, or undefined.
 */
export function signatureError(request: SignedRequest, secrets: Readonly<Record<string, string>>): string | undefined {
  const { headers, body } = request;
  const parsed =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d+)\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(
      headers.authorization ?? '',
    );
  if (parsed === null) return 'AccessDenied';
  const [, keyId = '', date = '', region = '', service = '', signedHeaders = '', signature = ''] = parsed;
  const secret = secrets[keyId];
  if (secret === undefined) return 'InvalidAccessKeyId';
  const bodyHash = headerOf(headers, 'x-amz-content-sha256');
  if (/^[0-9a-f]{64}$/.test(bodyHash) && bodyHash !== createHash('sha256').update(body).digest('hex')) {
    return 'XAmzContentSHA256Mismatch';
  }
  const scope = `${date}/${region}/${service}/aws4_request`;
  const canonical = canonicalRequest(request, signedHeaders, bodyHash);
  const toSign = ['AWS4-HMAC-SHA256', headerOf(headers, 'x-amz-date'), scope, sha256(canonical)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<Buffer | string>(hmac, `AWS4${secret}`);
  return hmac(key, toSign).toString('hex') === signature ? undefined : 'SignatureDoesNotMatch';
}

function canonicalRequest({ method, url, headers }: SignedRequest, signedHeaders: string, bodyHash: string): string {
  const { pathname, searchParams } = new URL(url, 'http://host');
  const path = pathname.split('/').map((part) => encode(decodeURIComponent(part)));
  const query = [...searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const named = signedHeaders
    .split(';')
    .map((name) => `${name}:${headerOf(headers, name).trim().replaceAll(/ +/g, ' ')}`);
  return [method, path.join('/'), query.join('&'), ...named, '', signedHeaders, bodyHash].join('\n');
}

function headerOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
