/** An element whose text is escaped. */
export function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

/** An element whose text stands in CDATA, as WordPress writes most; an end of CDATA inside is parted over two. */
export function cdata(name: string, text: string): string {
  return `<${name}><![CDATA[${withoutControls(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;
}

function escaped(text: string): string {
  return withoutControls(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** XML 1.0 has no form for most control characters. */
function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').toWellFormed();
}
