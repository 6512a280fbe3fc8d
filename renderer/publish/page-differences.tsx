import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PageComparison, PictureChange } from '../../common/contract/publish.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import { showDifferences } from '../editor/differences.ts';

/** One page as readers have it and as they will: its text with what changed marked, and its pictures. */
export function PageDifferences(props: { readonly address: string | undefined; readonly target: string | undefined }) {
  const { client, text } = useDesk();
  const words = text.review;
  const { address, target } = props;
  const comparison = useSignal<PageComparison | undefined>(undefined);
  const place = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    let isStale = false;
    let hide = () => {};
    async function compare(wanted: string): Promise<void> {
      const answer = await client.call('publish.comparePage', { address: wanted, target });
      if (isStale || !answer.ok || place.current === null) return;
      comparison.value = answer.value;
      hide = showDifferences(place.current, words.text, answer.value.before, answer.value.after ?? '');
    }
    comparison.value = undefined;
    if (address !== undefined) inBackground(compare(address));
    return () => {
      isStale = true;
      hide();
    };
  }, [client, words, address, target, comparison]);

  const pictures = comparison.value?.pictures ?? [];
  return (
    <div class="review-page">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must be scrollable by key. */}
      <section class="differences" ref={place} tabIndex={0} aria-label={words.text} />
      {pictures.length > 0 && (
        <ul class="review-pictures" aria-label={words.pictures}>
          {pictures.map((picture) => (
            <ComparedPicture key={picture.path} picture={picture} />
          ))}
        </ul>
      )}
    </div>
  );
}

function ComparedPicture({ picture }: { readonly picture: PictureChange }) {
  const { text, description } = useDesk();
  const name = picture.path.split('/').at(-1) ?? picture.path;
  const shown = [picture.before, picture.after].filter((source) => source !== undefined);
  return (
    <li data-change={picture.change}>
      <span class="review-shown">
        {shown.map((source) => (
          <img key={source} src={`${description.resourceBase}publish/${source}`} alt="" loading="lazy" />
        ))}
      </span>
      <span class="quiet">
        {text.publish.changes[picture.change]} · {name}
      </span>
    </li>
  );
}
