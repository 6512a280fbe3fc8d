/**
 * A page's bytes as text: by its byte order mark, as UTF-8 where that is what they are, else in the encoding that was declared
 * beside the page or in it, else as browsers read what declares nothing.
 */
export function pageText(bytes: Buffer, declared = ''): string {
  const mark = bytes.subarray(0, 3).toString('latin1');
  if (mark.startsWith('\xff\xfe')) return new TextDecoder('utf-16le').decode(bytes);
  if (mark.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodedAs(bytes, declared || declaredIn(bytes));
  }
}

function declaredIn(bytes: Buffer): string {
  const head = bytes.subarray(0, 4_096).toString('latin1');
  return /<meta\b[^>]*\bcharset\s*=\s*["']?([\w:.-]+)/i.exec(head)?.[1] ?? '';
}

function decodedAs(bytes: Buffer, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
