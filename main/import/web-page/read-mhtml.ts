/** A page that a browser saved as one file, with everything it showed. */
export interface SavedPage {
  readonly page: SavedPart;
  /** Address of the page; empty when the file does not tell. */
  readonly url: string;
  /** By address, and by `cid:` and name. */
  readonly parts: ReadonlyMap<string, SavedPart>;
}

/** One file of a saved page. */
export interface SavedPart {
  readonly type: string;
  /** As the part declares it; empty for none. */
  readonly charset: string;
  readonly content: Buffer;
}

const maxNesting = 4;

/**
 * Reads MHTML, the form `.mht` and `.mhtml` files have: a MIME message whose parts are the page and its pictures (RFC 2557).
 * Undefined when there is no page in it. Pure; what is cut or wrongly encoded is read as far as it goes.
 */
export function readMhtml(bytes: Buffer): SavedPage | undefined {
  const found = partsOf(bytes.toString('latin1'), 0);
  const page = found.find(({ part }) => /^(?:text\/html|application\/xhtml\+xml)$/.test(part.type));
  if (page === undefined) return undefined;
  const parts = new Map<string, SavedPart>();
  for (const { part, location, id } of found) {
    if (location !== '' && !parts.has(location)) parts.set(location, part);
    if (id !== '') parts.set(`cid:${id}`, part);
  }
  return { page: page.part, url: page.location, parts };
}

interface FoundPart {
  readonly part: SavedPart;
  readonly location: string;
  readonly id: string;
}

function partsOf(message: string, depth: number): FoundPart[] {
  const [, head = '', body = ''] = /^\s*([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(message) ?? [];
  const headers = headersOf(head);
  const kind = headers.get('content-type') ?? '';
  const type = /^[^;\s]*/.exec(kind)?.[0].toLowerCase() ?? '';
  const boundary = parameter(kind, 'boundary');
  if (type.startsWith('multipart/') && boundary !== '') {
    if (depth >= maxNesting) return [];
    return body
      .split(`--${boundary}`)
      .slice(1)
      .filter((piece) => !piece.startsWith('--'))
      .flatMap((piece) => partsOf(piece, depth + 1));
  }
  const content = decoded(body.replace(/\r?\n$/, ''), headers.get('content-transfer-encoding') ?? '');
  return [
    {
      part: { type, charset: parameter(kind, 'charset'), content },
      location: headers.get('content-location') ?? '',
      id: (headers.get('content-id') ?? '').replace(/^<|>$/g, ''),
    },
  ];
}

function headersOf(head: string): ReadonlyMap<string, string> {
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const at = line.indexOf(':');
      return at < 1 ? [] : [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()]];
    }),
  );
}

function parameter(header: string, name: string): string {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(header);
  return found?.[1] ?? found?.[2] ?? '';
}

function decoded(body: string, encoding: string): Buffer {
  const kind = encoding.toLowerCase();
  if (kind === 'base64') return Buffer.from(body, 'base64');
  if (kind !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const text = body
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([\da-f]{2})/gi, (_found, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(text, 'latin1');
}
