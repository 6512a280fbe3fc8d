import type { PreviewElsewhere } from '../../../common/contract/preview.ts';
import { isDark } from '../../stores/preview-look-store.ts';
import { useDesk } from '../desk-context.ts';
import { cut } from './search-result.tsx';

/** The card that networks and messengers make of a link to the post. `image` is a whole address, or undefined. */
export function SocialCard(props: { readonly elsewhere: PreviewElsewhere; readonly image: string | undefined }) {
  const { text, previewLook } = useDesk();
  const { url, cardTitle, cardDescription, imageAlt = '' } = props.elsewhere;
  const host = URL.canParse(url) ? new URL(url).host : url;
  return (
    <div class="look-desk" data-scheme={isDark(previewLook.scheme.value) ? 'dark' : 'light'}>
      <article class="social-card" data-has-image={props.image !== undefined}>
        {props.image !== undefined && <img src={props.image} alt={imageAlt} />}
        <div>
          <p class="card-host">{host}</p>
          <h2 dir="auto">{cut(cardTitle, 90)}</h2>
          {cardDescription !== '' && <p dir="auto">{cut(cardDescription, 140)}</p>}
        </div>
      </article>
      {props.image === undefined && <p class="look-hint">{text.preview.noImage}</p>}
    </div>
  );
}
