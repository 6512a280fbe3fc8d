import type { HttpClient } from 'isomorphic-git';

/** The HTTP of isomorphic-git by way of `fetch`, so that it goes where everything else goes, proxies included. */
export function isoHttp(fetch: typeof globalThis.fetch): HttpClient {
  return {
    request: async ({ url, method = 'GET', headers = {}, body }) => {
      const chunks: Uint8Array[] = [];
      if (body !== undefined) for await (const chunk of body) chunks.push(chunk);
      const response = await fetch(url, {
        method,
        headers,
        ...(body === undefined ? {} : { body: Buffer.concat(chunks) }),
      });
      return {
        url: response.url,
        method,
        headers: Object.fromEntries(response.headers),
        body: contentOf(response),
        statusCode: response.status,
        statusMessage: response.statusText,
      };
    },
  };
}

async function* contentOf(response: Response): AsyncIterableIterator<Uint8Array> {
  if (response.body !== null) for await (const chunk of response.body) yield chunk;
}
