import type { PostId } from '../../../common/post.ts';
import { useDesk } from '../desk-context.ts';

/** Says that pictures from other sites are left out, because loading them tells those sites that the post is being written. */
export function FarPicturesBar({ id }: { readonly id: PostId }) {
  const { text, previewLook } = useDesk();
  return (
    <p class="far-pictures">
      <span>{text.preview.farPictures}</span>
      <button type="button" class="link-button" onClick={() => previewLook.showFarPictures(id)}>
        {text.preview.showFarPictures}
      </button>
    </p>
  );
}
