import type { MissingFile } from '../../../common/contract/media.ts';
import { inBackground } from '../../background.ts';
import type { MediaStore } from '../../stores/media-store.ts';
import { useDesk } from '../desk-context.ts';

/** Files that posts name and that are not there, each with where its content went, if that is known. */
export function MissingFiles(props: {
  readonly store: MediaStore;
  readonly missing: readonly MissingFile[];
  readonly say: (sentence: string) => void;
}) {
  const { text, notices } = useDesk();
  const words = text.media;

  async function relink(from: string, to: string): Promise<void> {
    const moved = await props.store.relink(from, to);
    if (moved.ok) props.say(words.followed(moved.value.posts.length));
    else notices.showFailure('media', moved.failure);
  }

  if (props.missing.length === 0) return <p class="media-empty">{words.missingNone}</p>;
  return (
    <div class="media-missing">
      <p class="quiet">{words.missingNote}</p>
      <ul>
        {props.missing.map(({ path, uses, movedTo }) => (
          <li key={path}>
            <strong>{path}</strong>
            <span class="quiet">{words.namedIn([...new Set(uses.map(({ title, postId }) => title || postId))])}</span>
            {movedTo !== undefined && (
              <span>
                {words.foundAgain(movedTo)}{' '}
                <button type="button" class="link-button" onClick={() => inBackground(relink(path, movedTo))}>
                  {words.relink}
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
