import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';

type Colour = readonly [red: number, green: number, blue: number];

/** Text and what it stands on: at least 4.5:1. */
const textPairs = [
  ['ink', 'desk'],
  ['ink', 'paper'],
  ['ink', 'raised'],
  ['ink', 'lifted'],
  ['ink', 'accent-wash'],
  ['ink', 'mark-wash'],
  ['ink', 'selection'],
  ['ink-quiet', 'desk'],
  ['ink-quiet', 'paper'],
  ['ink-aside', 'paper'],
  ['ink-quiet', 'raised'],
  ['accent', 'paper'],
  ['accent', 'raised'],
  ['accent', 'desk'],
  ['accent', 'accent-wash'],
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-strong'],
  ['problem', 'paper'],
  ['problem', 'desk'],
  ['problem', 'raised'],
  ['problem', 'problem-wash'],
  ['code-keyword', 'code-wash'],
  ['code-string', 'code-wash'],
  ['code-number', 'code-wash'],
  ['code-function', 'code-wash'],
] as const;

/** Large text and icons: at least 3:1. */
const largePairs = [
  ['ink-faint', 'paper'],
  ['ink-faint', 'desk'],
] as const;

const sets: Record<'light' | 'dark', Map<string, Colour>> = { light: new Map(), dark: new Map() };

beforeAll(async () => {
  const sheet = await readFile(new URL('../../renderer/style/tokens.css', import.meta.url), 'utf8');
  const colour = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`;
  const pairs = new RegExp(`--([a-z-]+): light-dark\\(${colour}, ${colour}\\);`, 'g');
  for (const [, token = '', ...parts] of sheet.matchAll(pairs)) {
    const [l = 0, c = 0, h = 0, darkL = 0, darkC = 0, darkH = 0] = parts.map(Number);
    sets.light.set(token, fromOklch(l, c, h));
    sets.dark.set(token, fromOklch(darkL, darkC, darkH));
  }
});

describe.each(['light', 'dark'] as const)('in the %s set', (appearance) => {
  it.each(textPairs)('text in %s can be read on %s', (ink, ground) => {
    expect(contrast(appearance, ink, ground)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(largePairs)('large text in %s can be read on %s', (ink, ground) => {
    expect(contrast(appearance, ink, ground)).toBeGreaterThanOrEqual(3);
  });
});

it('would find a pair that is too faint', () => {
  expect(contrast('light', 'line', 'paper')).toBeLessThan(3);
});

/** Contrast of WCAG 2.2 between two tokens. */
function contrast(appearance: 'light' | 'dark', ink: string, ground: string): number {
  const [a, b] = [ink, ground].map((token) => {
    const colour = sets[appearance].get(token);
    if (colour === undefined) throw new Error(`No colour ${token} in ${appearance}`);
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2];
  }) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Linear sRGB of an OKLCH colour, clipped to what a screen shows. After Björn Ottosson, "A perceptual color space". */
function fromOklch(lightness: number, chroma: number, hue: number): Colour {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}
