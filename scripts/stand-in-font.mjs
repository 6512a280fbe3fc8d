/**
 * Says how a font of the reader's machine stands in for a theme's own until that has come, so that nothing moves then:
 * `node scripts/stand-in-font.mjs THEME-FONT WEIGHT STAND-IN-FONT` prints the four descriptors for its `@font-face`.
 * Georgia, Arial and Times New Roman may be measured by Gelasio, Arimo and Tinos, which are as wide and high.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './run.mjs';
import { prepareTestPrograms } from './test-programs.mjs';

const [own, weight = '400', standIn] = process.argv.slice(2);
if (standIn === undefined) throw new Error('usage: stand-in-font.mjs THEME-FONT WEIGHT STAND-IN-FONT');

/** Prose of the sample blog: how wide a font runs is decided by the letters that are used most. */
const post = await readFile(path.join(root, 'sample/posts/a-month-of-fog.md'), 'utf8');
const text = post.replace(/^---[\s\S]*?\n---/, '').replace(/[^\p{L}\p{P}\p{N} ]+/gu, ' ');

const fonts = await Promise.all([own, standIn].map(async (file) => (await readFile(file)).toString('base64')));
const { browser: executablePath } = await prepareTestPrograms();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
const [wanted, given] = await page.evaluate(measure, { fonts, weight, text });
await browser.close();

const share = wanted.width / given.width;
const percent = (value) => `${Math.round(value * 1000) / 10}%`;
console.log(`size-adjust: ${percent(share)};`);
console.log(`ascent-override: ${percent(wanted.ascent / share)};`);
console.log(`descent-override: ${percent(wanted.descent / share)};`);
console.log('line-gap-override: 0%;');

/** Runs in the page: widths of the text, and the heights that the fonts' tables give, all for a size of 1. */
async function measure({ fonts, weight, text }) {
  const context = document.createElement('canvas').getContext('2d');
  const measured = [];
  for (const [index, base64] of fonts.entries()) {
    const face = new FontFace(`font${index}`, `url(data:font/woff2;base64,${base64})`, { weight: '100 900' });
    document.fonts.add(await face.load());
    context.font = `${weight} 1000px font${index}`;
    const { width, fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText(text);
    measured.push({ width, ascent: fontBoundingBoxAscent / 1000, descent: fontBoundingBoxDescent / 1000 });
  }
  return measured;
}
