import { isoType } from './iso-boxes.ts';

/** True for pictures that move; they are published whole, because a still of them is not what the author chose. */
export function isAnimated(type: string, bytes: Buffer): boolean {
  if (type === 'image/gif') return true;
  if (type === 'image/png') return hasAnimationControl(bytes);
  if (type === 'image/webp') return bytes.toString('latin1', 12, 16) === 'VP8X' && ((bytes[20] ?? 0) & 0x02) !== 0;
  return type === 'image/avif' && isoType(bytes) !== undefined && bytes.toString('latin1', 8, 12) === 'avis';
}

/** An `acTL` chunk before the first picture data. */
function hasAnimationControl(bytes: Buffer): boolean {
  for (let at = 8; at + 12 <= bytes.byteLength; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'acTL') return true;
    if (type === 'IDAT') return false;
  }
  return false;
}
