import { isAllowedAttribute, isAllowedElement, isVoidElement } from './allowlist.ts';
import type { HtmlPart, HtmlText } from './read-html.ts';
import { readHtml } from './read-html.ts';

/** A part of an author's HTML that may be shown. Only allowed elements and attributes are left in it. */
export type HtmlPiece = HtmlText | OpenPiece | ClosePiece;

/** A start tag. */
export interface OpenPiece {
  readonly kind: 'open';
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  state: PieceState;
}

/** An end tag. */
export interface ClosePiece {
  readonly kind: 'close';
  readonly name: string;
  state: PieceState;
}

/** `paired`: its partner is known, or it needs none. `alone`: not found yet. `dropped`: it has no place and is not shown. */
export type PieceState = 'paired' | 'alone' | 'dropped';

/** Reads raw HTML and keeps what is allowed. `onRemoved` hears of every element that is not. */
export function readPieces(html: string, place: 'block' | 'inline', onRemoved: (element: string) => void): HtmlPiece[] {
  return readHtml(html).flatMap((part) => {
    const embed = part.kind === 'open' ? embedded(part.name, part.attributes) : undefined;
    if (embed) {
      onRemoved(part.kind === 'open' ? part.name : '');
      return embed;
    }
    if (part.kind !== 'text' && !isAllowedElement(part.name, place)) {
      if (part.kind === 'open') onRemoved(part.name);
      return [];
    }
    return [asPiece(part)];
  });
}

function asPiece(part: HtmlPart): HtmlPiece {
  if (part.kind === 'text') return part;
  if (part.kind === 'close') return { ...part, state: 'alone' };
  const attributes = new Map([...part.attributes].filter(([name]) => isAllowedAttribute(part.name, name)));
  return { kind: 'open', name: part.name, attributes, state: isVoidElement(part.name) ? 'paired' : 'alone' };
}

/** A film or map embedded from elsewhere becomes a link to it: nothing is lost, and nothing foreign runs in the page. */
function embedded(name: string, attributes: ReadonlyMap<string, string>): HtmlPiece[] | undefined {
  const address = name === 'iframe' ? attributes.get('src') : undefined;
  if (address === undefined || !/^(https?:)?\/\//i.test(address)) return undefined;
  const href = address.startsWith('//') ? `https:${address}` : address;
  return [
    {
      kind: 'open',
      name: 'a',
      attributes: new Map([
        ['href', href],
        ['class', 'embed-link'],
      ]),
      state: 'paired',
    },
    { kind: 'text', text: attributes.get('title') ?? href },
    { kind: 'close', name: 'a', state: 'paired' },
  ];
}
