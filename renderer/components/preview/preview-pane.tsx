import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { PreviewPage } from '../../../common/contract/preview.ts';
import { followPreview, type PreviewLink } from '../../preview-link.ts';
import { BlogHeading } from '../blog-heading.tsx';
import { useDesk } from '../desk-context.ts';
import { PostSettings } from '../post-settings.tsx';
import { FarPicturesBar } from './far-pictures-bar.tsx';
import { PreviewDivider } from './preview-divider.tsx';
import { PreviewHead } from './preview-head.tsx';
import { SearchResult } from './search-result.tsx';
import { SocialCard } from './social-card.tsx';

/** The preview: the post in the site's own theme, following the text; the post's settings slide over it. */
export function PreviewPane() {
  const desk = useDesk();
  const { text, draft, overlay, layout, previewLook } = desk;
  const page = useSignal<PreviewPage | undefined>(undefined);
  const hasFarPictures = useSignal(false);
  const frame = useRef<HTMLIFrameElement>(null);
  const link = useRef<PreviewLink | undefined>(undefined);
  const session = draft.session.value;
  const look = previewLook.look.value;
  const scheme = previewLook.scheme.value;
  const isFramed = look === 'page' || look === 'print' || look === 'feed';
  const isFeed = look === 'feed';
  const isAlone = layout.isAlone('preview');
  const withFarPictures = session !== undefined && previewLook.withFarPictures.value.has(session.id);

  useEffect(() => {
    if (session === undefined || frame.current === null) return;
    page.value = undefined;
    const following = followPreview(desk, session, frame.current, {
      isFeed,
      withFarPictures,
      onShown: (shown) => {
        page.value = shown;
      },
      onFarPictures: (has) => {
        hasFarPictures.value = has;
      },
    });
    link.current = following;
    return following.stop;
  }, [session, desk, page, hasFarPictures, isFeed, withFarPictures]);
  useEffect(() => {
    link.current?.draw({ isPrint: look === 'print', scheme });
  }, [look, scheme, session, isFeed, withFarPictures]);

  const shown = page.value;
  const address = shown && new URL(desk.description.resourceBase + shown.address, document.baseURI).href;
  const image = shown?.elsewhere.image;
  return (
    <section
      class="pane preview-pane"
      data-pane="preview"
      role={isAlone ? 'main' : 'complementary'}
      aria-label={text.preview.region}
    >
      {isAlone && <BlogHeading />}
      <PreviewDivider />
      <PreviewHead />
      {session !== undefined && hasFarPictures.value && !withFarPictures && isFramed && (
        <FarPicturesBar id={session.id} />
      )}
      <div class="preview-stage" data-width={look === 'print' ? 'paper' : previewLook.width.value} data-scheme={scheme}>
        {(session === undefined || shown === undefined) && (
          <p class="preview-empty">{session === undefined ? text.preview.empty : text.preview.loading}</p>
        )}
        {session !== undefined && (
          <iframe
            ref={frame}
            title={text.preview.frame}
            sandbox="allow-same-origin"
            data-shown={shown !== undefined}
            hidden={!isFramed}
          />
        )}
        {shown !== undefined && look === 'search' && <SearchResult elsewhere={shown.elsewhere} />}
        {shown !== undefined && look === 'card' && (
          <SocialCard elsewhere={shown.elsewhere} image={image && new URL(image, address).href} />
        )}
      </div>
      {overlay.isPostSettingsOpen.value && session !== undefined && <PostSettings session={session} />}
    </section>
  );
}
