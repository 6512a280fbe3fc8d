import { deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** A PNG of this size in pixels with a soft gradient, made here so that no test needs a file of its own. */
export function paintedPng(width: number, height: number): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * (width * 3 + 1) + 1 + x * 3;
      rows.set([Math.round((x / width) * 255), Math.round((y / height) * 200), 140], at);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Pastes a picture into the text that has the focus, as the clipboard of the system would. */
export async function pastePicture(page: Page, name: string, content: Buffer): Promise<void> {
  await page.evaluate(
    ({ name: fileName, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], fileName, { type: 'image/png' }));
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    { name, base64: content.toString('base64') },
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.byteLength);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** CRC-32 as PNG uses it (ISO 3309); `zlib.crc32` is not in every Node that the tests run on. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Puts a picture on the browser's clipboard, as another program's "Copy picture" does. The page must have the focus. */
export async function copyPicture(page: Page, content: Buffer): Promise<void> {
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
  }, content.toString('base64'));
}

/** Puts rich text on the browser's clipboard, as copying from another page does. The page must have the focus. */
export async function copyHtml(page: Page, html: string, plain: string): Promise<void> {
  await page.evaluate(
    async (texts) => {
      const item = new ClipboardItem({
        'text/html': new Blob([texts.html], { type: 'text/html' }),
        'text/plain': new Blob([texts.plain], { type: 'text/plain' }),
      });
      await navigator.clipboard.write([item]);
    },
    { html, plain },
  );
}
