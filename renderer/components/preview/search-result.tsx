import type { PreviewElsewhere } from '../../../common/contract/preview.ts';
import { isDark } from '../../stores/preview-look-store.ts';
import { useDesk } from '../desk-context.ts';

/** About as many characters as search engines show before they cut; measured in widths by them, so it is only near. */
const shownTitleLength = 60;
const shownDescriptionLength = 158;

/** The post among the results of a search engine: what the head of its page gives them, cut where they cut. */
export function SearchResult({ elsewhere }: { readonly elsewhere: PreviewElsewhere }) {
  const { text, previewLook } = useDesk();
  const { siteTitle, title, description, url } = elsewhere;
  return (
    <div class="look-desk" data-scheme={isDark(previewLook.scheme.value) ? 'dark' : 'light'}>
      <article class="search-result">
        <p class="result-place">
          <span class="result-mark" aria-hidden="true">
            {[...siteTitle.trim()][0]?.toLocaleUpperCase() ?? ''}
          </span>
          <span class="result-site">{siteTitle}</span>
          <span class="result-address">{crumbs(url)}</span>
        </p>
        <h2 dir="auto">{cut(title, shownTitleLength)}</h2>
        {description !== '' && <p dir="auto">{cut(description, shownDescriptionLength)}</p>}
      </article>
      {description === '' && <p class="look-hint">{text.preview.noDescription}</p>}
    </div>
  );
}

/** An address as results show it: `harbour.example › 2026 › 11`. */
export function crumbs(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  return [
    host,
    ...pathname
      .split('/')
      .filter((part) => part !== '')
      .map(decoded),
  ].join(' › ');
}

/** A text cut at the last whole word that fits, with an ellipsis when something is left out. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = text.slice(0, length);
  const space = start.lastIndexOf(' ');
  return `${(space > length / 2 ? start.slice(0, space) : start).replace(/[\s,.;:–-]+$/, '')} …`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
