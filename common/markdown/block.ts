import type { MarkdownIt, Token } from 'markdown-it';
import { type Abbreviations, type Found, factsOf } from './environment.ts';
import type { RawBlock } from './split-blocks.ts';

/** A top-level block, read completely. It never changes; an edit replaces it. */
export interface Block extends Found {
  /** Its lines and the blank ones after it. */
  readonly source: string;
  readonly lineCount: number;
  readonly tokens: readonly Token[];
  readonly defines: Defines;
  /** Labels that the block looked up, found or not: `r` and a reference, `f` and a footnote. */
  readonly consulted: ReadonlySet<string>;
}

/** What a block defines for the whole text. */
export interface Defines {
  readonly references: readonly (readonly [label: string, reference: Reference])[];
  readonly footnotes: readonly string[];
  readonly abbreviations: readonly (readonly [label: string, title: string])[];
}

/** Where a reference leads. */
export interface Reference {
  readonly title: string;
  readonly href: string;
}

/** All definitions of a text. The first of equal labels counts. */
export interface Definitions {
  readonly references: ReadonlyMap<string, Reference>;
  readonly footnotes: ReadonlySet<string>;
  readonly abbreviationTitles: ReadonlyMap<string, string>;
  readonly abbreviations: Abbreviations | undefined;
}

const nothing: Defines = { references: [], footnotes: [], abbreviations: [] };

/** What a block defines, known before its inline content is read. */
export function definesOf(block: RawBlock): Defines {
  const references = Object.entries(block.env.references ?? {});
  const notes = block.tokens.filter((token) => token.type === 'footnote_open');
  const abbreviations = block.tokens.filter((token) => token.type === 'abbreviation_definition');
  if (references.length + notes.length + abbreviations.length === 0) return nothing;
  return {
    references,
    footnotes: notes.map((token) => factsOf(token).label ?? ''),
    abbreviations: abbreviations.map((token) => [factsOf(token).label ?? '', factsOf(token).title ?? '']),
  };
}

/** Reads blocks' inline content, knowing what the whole text defines. Takes the raw blocks' tokens over. */
export type BlockReader = (raw: RawBlock, defines: Defines) => Block;

/** Makes a reader for one text; what it needs for every block is made once. */
export function createBlockReader(definitions: Definitions, markdown: MarkdownIt): BlockReader {
  let consulted = nobody;
  const note = (label: string) => {
    if (consulted === nobody) consulted = new Set();
    consulted.add(label);
  };
  const env = {
    // markdown-it looks references up in an object; this one also remembers what was asked for.
    references: new Proxy<Record<string, Reference>>(
      {},
      {
        get(_target, label) {
          if (typeof label !== 'string') return undefined;
          note(`r${label}`);
          return definitions.references.get(label);
        },
      },
    ),
    hasFootnote: (label: string) => {
      note(`f${label}`);
      return definitions.footnotes.has(label);
    },
    abbreviations: definitions.abbreviations,
    found: newFound(),
  };
  const state = new markdown.core.State('', markdown, env);
  return (raw, defines) => {
    consulted = nobody;
    const found = newFound();
    env.found = found;
    state.tokens = raw.tokens;
    if (raw.tokens.length > 0) markdown.core.process(state);
    return Object.assign(found, {
      source: raw.source,
      lineCount: raw.lineCount,
      tokens: state.tokens,
      defines,
      consulted,
    });
  };
}

const nobody: Set<string> = new Set();

function newFound(): Found {
  return {
    headings: [],
    images: [],
    links: [],
    warnings: [],
    footnoteUses: [],
    footnotes: [],
    unpaired: [],
    hasContents: false,
    isMore: false,
  };
}
