import type { MarkdownIt } from 'markdown-it';
import { type Block, createBlockReader, type Definitions, definesOf } from './block.ts';
import { collectDefinitions } from './definitions.ts';
import { createDialect } from './dialect.ts';
import { findLead, layOutFootnotes, layOutHeadings, layOutPairings, type PairingLayout } from './layout.ts';
import type { MarkdownHeading } from './parsed.ts';
import type { Layout } from './render-block.ts';
import { splitBlocks } from './split-blocks.ts';

let dialect: MarkdownIt | undefined;

/** The dialect's parser. Made once when first needed; it does not change after that. */
export function theDialect(): MarkdownIt {
  dialect ??= createDialect();
  return dialect;
}

/** A text with `\n` line ends and without NUL, as the block rules need it. */
export function normalizeText(source: string): string {
  const text = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
  return text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
}

/** Reads a whole text: its blocks, then, knowing all definitions, what is inside them. */
export function readText(
  text: string,
  markdown: MarkdownIt = theDialect(),
): { blocks: Block[]; definitions: Definitions } {
  const raw = splitBlocks(text, markdown).map((block) => ({ block, defines: definesOf(block) }));
  const definitions = collectDefinitions(raw.map(({ defines }) => defines));
  const read = createBlockReader(definitions, markdown);
  return { blocks: raw.map(({ block, defines }) => read(block, defines)), definitions };
}

/** Gives everything in a text its place. */
export function layOut(blocks: readonly Block[]): Layout & { readonly spans: PairingLayout['spans'] } {
  const headingIds = layOutHeadings(blocks);
  const { pairings, spans } = layOutPairings(blocks);
  return {
    headingIds,
    lead: findLead(blocks),
    footnotes: layOutFootnotes(blocks),
    pairings,
    spans,
    contents: listHeadings(blocks, headingIds),
  };
}

/** The headings of a text, in order. */
export function listHeadings(blocks: readonly Block[], ids: ReadonlyMap<Block, readonly string[]>): MarkdownHeading[] {
  const headings: MarkdownHeading[] = [];
  let firstLine = 0;
  for (const block of blocks) {
    block.headings.forEach(({ level, text, line }, at) => {
      headings.push({ level, text, id: ids.get(block)?.[at] ?? '', line: firstLine + line });
    });
    firstLine += block.lineCount;
  }
  return headings;
}
