import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Sharp } from '../picture-engine.ts';

/** What stands on a social card, and what it is written with. */
export interface CardDrawing {
  readonly title: string;
  readonly siteTitle: string;
  /** Folder with the font's files, one for each part of the alphabet. */
  readonly fontsFolder: string;
}

/** The size that the large services show, in pixels. */
export const cardSize = { width: 1_200, height: 630 } as const;
const margin = 96;
const paper = '#f8f5ee';
const ink = '#22211f';
const quiet = '#6a655c';
const accent = '#0d6b70';
/** As the font files name it; the comma keeps its last word from being read as a weight. */
const family = 'Literata SemiBold,';
/** Longest title in characters; what follows is left out. */
const maxTitle = 150;

/**
 * Draws a title and the blog's name on plain paper, as JPEG; undefined where the font is missing. The font is read once.
 */
export function createCardDrawing(): (sharp: Sharp, drawing: CardDrawing) => Promise<Uint8Array | undefined> {
  let fonts: Promise<string | undefined> | undefined;
  return async (sharp, drawing) => {
    fonts ??= loadFonts(sharp, drawing.fontsFolder);
    const font = await fonts;
    return font === undefined ? undefined : draw(sharp, font, drawing);
  };
}

/** Makes every part of the font known to the text engine, once; answers one of its files. */
async function loadFonts(sharp: Sharp, folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  const files = names
    .filter((name) => name.endsWith('.ttf'))
    .sort()
    .map((name) => path.join(folder, name));
  for (const fontfile of files) {
    await sharp({ text: { text: 'a', font: family, fontfile } })
      .raw()
      .toBuffer();
  }
  return files[0];
}

async function draw(sharp: Sharp, fontfile: string, { title, siteTitle }: CardDrawing): Promise<Buffer> {
  const { width, height } = cardSize;
  const shown = shortened(title, maxTitle);
  const lines = [
    { words: shown, size: titleSize(shown), colour: ink, top: margin + 48 },
    { words: shortened(siteTitle, 60), size: 32, colour: quiet, top: height - margin - 32 },
  ];
  const written = await Promise.all(
    lines
      .filter(({ words }) => words !== '')
      .map(async ({ words, size, colour, top }) => {
        const text = `<span foreground="${colour}">${escaped(words)}</span>`;
        const font = `${family} ${size}`;
        const box = { width: width - 2 * margin, dpi: 72, rgba: true, wrap: 'word-char' } as const;
        const { data, info } = await sharp({ text: { text, font, fontfile, ...box } })
          .raw()
          .toBuffer({ resolveWithObject: true });
        const raw = { width: info.width, height: info.height, channels: 4 } as const;
        return { input: data, raw, left: margin, top };
      }),
  );
  const bar = { create: { width: 88, height: 8, channels: 3, background: accent } } as const;
  return sharp({ create: { width, height, channels: 3, background: paper } })
    .composite([{ input: bar, left: margin, top: margin }, ...written])
    .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

/** In pixels, so that the longest title fills five lines at most. */
function titleSize(title: string): number {
  // Chinese, Japanese and Korean letters are as wide as they are high.
  const wide = title.match(/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]/g)?.length ?? 0;
  const length = title.length + wide;
  if (length <= 30) return 80;
  if (length <= 60) return 66;
  return length <= 110 ? 54 : 44;
}

function shortened(text: string, max: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  const letters = [...plain];
  return letters.length <= max
    ? plain
    : `${letters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
}

/** For the text engine's markup. */
function escaped(text: string): string {
  const plain = text.replace(/\p{Cc}/gu, '');
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
