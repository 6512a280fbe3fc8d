/** What shortcodes need to know of the rest of the export. */
export interface ShortcodeContext {
  /** Address, alternative text and caption of an attachment, by WordPress's number. */
  readonly attachment: (
    id: number,
  ) => { readonly url: string; readonly alt: string; readonly caption: string } | undefined;
  /** Attachments that belong to the post, in their order, for `[gallery]` without numbers. */
  readonly ownPictures: readonly number[];
}

/** The text with its shortcodes made into HTML, and the names of those left as they are. */
export interface ReplacedShortcodes {
  readonly html: string;
  readonly unknown: readonly string[];
}

/**
 * Makes HTML of the shortcodes that WordPress itself brings (caption, gallery, embed, audio, video, code, playlist); any other is left
 * visibly in the text and named. Doubled brackets `[[name]]` are WordPress's way to write one for show.
 */
export function replaceShortcodes(html: string, context: ShortcodeContext): ReplacedShortcodes {
  const unknown = new Set<string>();
  const kept: string[] = [];
  // Code shows shortcodes as they are written; nobody means them to act there.
  const shielded = html.replace(
    /<(pre|code)\b[^>]*>[\s\S]*?<\/\1>|\[\[[^\][]*\]\]/gi,
    (found) => `<offprint-shield n="${kept.push(found.startsWith('[[') ? found.slice(1, -1) : found) - 1}"/>`,
  );
  const replaced = shielded
    .replace(
      /\[(?:wp_)?caption([^\]]*)\]([\s\S]*?)\[\/(?:wp_)?caption\]/gi,
      (_found, attributes: string, inside: string) => captioned(attributes, inside),
    )
    .replace(/\[gallery([^\]]*)\]/gi, (_found, attributes: string) => gallery(attributes, context))
    .replace(/\[embed[^\]]*\]\s*(\S+?)\s*\[\/embed\]/gi, (_found, url: string) => embedded(url))
    .replace(/\[(audio|video)([^\]]*)\](?:\s*\[\/\1\])?/gi, (_found, kind: string, attributes: string) =>
      player(kind.toLowerCase(), attributes),
    )
    .replace(
      /\[(code|sourcecode|highlight)([^\]]*)\]([\s\S]*?)\[\/\1\]/gi,
      (_found, _name, attributes: string, code: string) => codeElement(attributes, code),
    );
  for (const [, name] of replaced.matchAll(/(?<!\[)\[\/?([a-z][\w-]*)(?:\s[^\]]*)?\/?\](?!\(|\])/gi)) {
    if (name !== undefined) unknown.add(name.toLowerCase());
  }
  const shown = replaced.replace(/<offprint-shield n="(\d+)"\/>/g, (_found, index) => kept[Number(index)] ?? '');
  return { html: shown, unknown: [...unknown] };
}

function embedded(url: string): string {
  return `<p><a href="${url}">${url.replace(/^https?:\/\/(?:www\.)?/, '')}</a></p>`;
}

function captioned(attributes: string, inside: string): string {
  const parts = /^([\s\S]*?<img[^>]*>(?:\s*<\/a>)?)([\s\S]*)$/i.exec(inside);
  if (parts === null) return inside;
  const caption = attribute(attributes, 'caption') ?? parts[2]?.trim() ?? '';
  return `<figure>${parts[1]}<figcaption>${caption}</figcaption></figure>`;
}

function gallery(attributes: string, { attachment, ownPictures }: ShortcodeContext): string {
  const named = attribute(attributes, 'ids') ?? attribute(attributes, 'include');
  const ids = named === undefined ? ownPictures : named.split(',').map(Number);
  const pictures = ids
    .map((id) => attachment(id))
    .filter((found) => found !== undefined)
    .map(({ url, alt, caption }) => {
      const words = caption === '' ? '' : `<figcaption>${caption}</figcaption>`;
      return `<figure><img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}">${words}</figure>`;
    });
  return pictures.length === 0 ? '' : `<figure class="wp-block-gallery">${pictures.join('')}</figure>`;
}

function player(kind: string, attributes: string): string {
  const address = ['src', 'mp3', 'm4a', 'ogg', 'wav', 'mp4', 'm4v', 'webm', 'ogv']
    .map((name) => attribute(attributes, name))
    .find((value) => value !== undefined);
  return address === undefined ? `[${kind}${attributes}]` : `<${kind} src="${address}"></${kind}>`;
}

function codeElement(attributes: string, code: string): string {
  const language = attribute(attributes, 'language') ?? attribute(attributes, 'lang') ?? '';
  const text = code.replace(/^\n|\n$/g, '');
  return `<pre data-language="${escapeHtml(language)}">${/&(?:lt|gt|amp);/.test(text) ? text : escapeHtml(text)}</pre>`;
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'\\]]+))`, 'i').exec(attributes);
  return found === null ? undefined : (found[1] ?? found[2] ?? found[3]);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
