import { first, type HtmlNode, hasClass } from './html-node.ts';

/** Preformatted text as fenced code with its language; a verse as lines that end where the poet ended them. */
export function codeBlock(node: HtmlNode): string {
  const code = (node.textContent ?? '').replace(/^\n|\n$/g, '');
  if (hasClass(node, 'wp-block-verse')) return verse(code);
  const longest = Math.max(2, ...[...code.matchAll(/^\s*(`{3,})/gm)].map((run) => run[1]?.length ?? 0));
  const fence = '`'.repeat(longest + 1);
  return `\n\n${fence}${languageOf(node)}\n${code}\n${fence}\n\n`;
}

function languageOf(node: HtmlNode): string {
  const inner = first(node, 'code');
  const names = [node, inner, node.parentNode].map((element) => element?.getAttribute('class') ?? '').join(' ');
  const stated =
    node.getAttribute('data-language') ??
    node.getAttribute('data-lang') ??
    inner?.getAttribute('data-lang') ??
    inner?.getAttribute('lang') ??
    node.getAttribute('lang') ??
    /(?:language-|lang[-:]|brush:\s*|highlight-source-)([\w#+-]+)/.exec(names)?.[1] ??
    '';
  return /^[\w#+.-]+$/.test(stated) && stated !== 'plaintext' ? stated : '';
}

function verse(text: string): string {
  const stanzas = text.split(/\n\s*\n/).map((stanza) =>
    stanza
      .split('\n')
      .map((line) => line.trim().replace(/([\\`*_[\]<>])/g, '\\$1'))
      .filter((line) => line !== '')
      .join('\\\n'),
  );
  return `\n\n${stanzas.join('\n\n')}\n\n`;
}
